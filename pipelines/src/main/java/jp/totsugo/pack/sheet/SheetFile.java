package jp.totsugo.pack.sheet;

import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import jp.totsugo.pack.lock.LockForm;
import jp.totsugo.pack.lock.LockedException;
import jp.totsugo.pack.lock.PackKeys;
import jp.totsugo.pack.sheet.UnusableFileException.Cause;
import jp.totsugo.upload.file.InputFile;

/** A file with sheets, told by its first bytes: its name may say anything. */
public final class SheetFile {
  /** A million rows of a list take 100 MB. */
  private static final long LARGEST_WORKBOOK = 1L << 30;

  private static final long LARGEST_TEXT = 4L << 30;
  private static final int HEAD = 4096;
  private static final int CHUNK = 1 << 16;
  private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

  private SheetFile() {}

  /**
   * Reads a file from front to back.
   *
   * @param work a folder that only its owner can read
   * @param keys open it if it is locked
   * @throws UnusableFileException what is wrong with the file; rows may have been handed over
   *     before it was seen
   */
  public static void read(Path file, Path work, PackKeys keys, SheetVisitor visitor)
      throws IOException, UnusableFileException {
    byte[] head = head(file);
    if (isLocked(file)) {
      readLocked(file, work, keys, visitor);
      return;
    }
    if (startsWith(head, "PK")) {
      refuseLarger(file, LARGEST_WORKBOOK);
      Workbook.read(file, work, visitor);
      return;
    }
    refuse(head);
    refuseLarger(file, LARGEST_TEXT);
    SheetText.read(file, visitor);
  }

  private static void readLocked(Path file, Path work, PackKeys keys, SheetVisitor visitor)
      throws IOException, UnusableFileException {
    Path opened = Files.createTempFile(work, "opened-", "");
    try {
      try (InputStream in = keys.open(file);
          OutputStream out = Files.newOutputStream(opened)) {
        in.transferTo(out);
      } catch (LockedException e) {
        throw new UnusableFileException(Cause.valueOf(e.reason().name()));
      }
      read(opened, work, PackKeys.NONE, visitor);
    } finally {
      Files.deleteIfExists(opened);
    }
  }

  private static byte[] head(Path file) throws IOException, UnusableFileException {
    byte[] head;
    try (InputStream in = InputFile.stream(file)) {
      head = in.readNBytes(HEAD);
    } catch (IOException e) {
      if (InputFile.saysNothingOfTheFile(e)) {
        throw e;
      }
      throw new UnusableFileException(Cause.NOT_READABLE);
    }
    if (head.length == 0) {
      throw new UnusableFileException(Cause.EMPTY);
    }
    return head;
  }

  private static boolean isLocked(Path file) throws IOException, UnusableFileException {
    LockForm form = LockForm.of(file);
    if (form == LockForm.NONE) {
      return false;
    }
    refuseLarger(file, LARGEST_WORKBOOK);
    if (form == LockForm.PASSWORD && !holds(file, ENCRYPTED)) {
      throw new UnusableFileException(Cause.OLD_WORKBOOK);
    }
    return true;
  }

  private static boolean holds(Path file, byte[] wanted) throws IOException {
    byte[] bytes = new byte[CHUNK + wanted.length];
    int kept = 0;
    try (InputStream in = InputFile.stream(file)) {
      for (int read = in.read(bytes, kept, CHUNK); read >= 0; read = in.read(bytes, kept, CHUNK)) {
        int length = kept + read;
        if (Bytes.indexOf(Arrays.copyOf(bytes, length), wanted) >= 0) {
          return true;
        }
        kept = Math.min(length, wanted.length - 1);
        System.arraycopy(bytes, length - kept, bytes, 0, kept);
      }
    }
    return false;
  }

  private static void refuse(byte[] head) throws UnusableFileException {
    if (startsWith(head, "%PDF")) {
      throw new UnusableFileException(Cause.PDF);
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String start = text.replaceFirst("^\u00EF\u00BB\u00BF", "").strip().toLowerCase(Locale.ROOT);
    if (start.startsWith("<?xml")) {
      throw new UnusableFileException(start.contains("<html") ? Cause.HTML : Cause.NO_SHEET);
    }
    if (start.startsWith("<") || start.startsWith("mime-version:")) {
      throw new UnusableFileException(Cause.HTML);
    }
    if (!SheetText.isUtf16(head) && text.indexOf('\0') >= 0) {
      throw new UnusableFileException(Cause.NO_SHEET);
    }
  }

  private static void refuseLarger(Path file, long most) throws IOException, UnusableFileException {
    if (Files.size(file) > most) {
      throw new UnusableFileException(Cause.TOO_LARGE);
    }
  }

  private static boolean startsWith(byte[] head, String start) {
    return new String(head, StandardCharsets.ISO_8859_1).startsWith(start);
  }
}
