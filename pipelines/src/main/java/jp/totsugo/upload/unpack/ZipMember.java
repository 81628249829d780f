package jp.totsugo.upload.unpack;

import com.google.common.primitives.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;
import jp.totsugo.upload.file.InputFile;
import jp.totsugo.upload.file.OpenFiles;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/**
 * The one file in a zip; empty if there is none. Folders and hidden files, such as those that macOS
 * adds, do not count. Read from front to back: a directory of millions of members is not taken into
 * memory.
 */
final class ZipMember extends InputStream {
  /** There is more than one file in the zip. */
  static final class SeveralException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final byte[] END_OF_DIRECTORY = {'P', 'K', 5, 6};

  /** Its record of 22 bytes, and the longest comment behind it. */
  private static final int LONGEST_END = 22 + 0xFFFF;

  private final ZipArchiveInputStream zip;
  private final CRC32 checksum = new CRC32();
  private ZipArchiveEntry member;

  ZipMember(InputStream packed, Path file) throws IOException {
    refuseTruncated(file);
    zip = new ZipArchiveInputStream(packed);
    member = nextMember();
  }

  /** What is cut off within a header, the reader would take for the end. */
  private static void refuseTruncated(Path path) throws IOException {
    try (FileChannel file = InputFile.open(path)) {
      byte[] end = new byte[(int) Math.min(LONGEST_END, file.size())];
      OpenFiles.readFully(file, ByteBuffer.wrap(end), file.size() - end.length);
      if (Bytes.indexOf(end, END_OF_DIRECTORY) < 0) {
        throw new EOFException("a zip without its directory");
      }
    }
  }

  private ZipArchiveEntry nextMember() throws IOException {
    ZipArchiveEntry entry = zip.getNextEntry();
    while (entry != null && isPassedOver(entry.getRawName())) {
      entry = zip.getNextEntry();
    }
    return entry;
  }

  /**
   * Told by the bytes of the name, of which a slash alone ends a folder: in a name in windows-31j
   * 0x5C is the second half of 表, ソ, 能 or 予, where the library sees a backslash, and a folder.
   */
  private static boolean isPassedOver(byte[] name) {
    String text = new String(name, StandardCharsets.ISO_8859_1);
    return text.endsWith("/")
        || text.startsWith("__MACOSX/")
        || text.startsWith(".", text.lastIndexOf('/') + 1);
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (member == null) {
      return -1;
    }
    int read = zip.read(bytes, from, length);
    if (read < 0) {
      ZipArchiveEntry whole = member;
      member = nextMember();
      if (member != null) {
        throw new SeveralException();
      }
      // Known by now also where it stands behind the member.
      if (whole.getCrc() != checksum.getValue()) {
        throw new IOException("wrong checksum");
      }
      return read;
    }
    checksum.update(bytes, from, read);
    return read;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? read : one[0] & 0xFF;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
