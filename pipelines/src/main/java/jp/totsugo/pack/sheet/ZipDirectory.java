package jp.totsugo.pack.sheet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import jp.totsugo.pack.sheet.UnusableFileException.Cause;
import jp.totsugo.upload.file.InputFile;
import jp.totsugo.upload.file.OpenFiles;

/**
 * Looks at the end of a zip before a library takes its directory into memory: it says how large
 * that is.
 */
final class ZipDirectory {
  private static final int END = 0x06054B50;
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final int ENTRIES_AT = 10;
  private static final int SIZE_AT = 12;
  private static final int COMMENT_AT = 20;

  /** A workbook has some dozens of parts; one with many pictures a few hundred. */
  static final int MOST_ENTRIES = 4_096;

  private static final long LARGEST = 4L << 20;

  private ZipDirectory() {}

  /** Refuses a file of which the directory is not there, or is too large. */
  static void check(Path file) throws UnusableFileException, IOException {
    try (FileChannel channel = InputFile.open(file)) {
      int length = (int) Math.min(channel.size(), END_BYTES + LONGEST_COMMENT);
      ByteBuffer end = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
      OpenFiles.readFully(channel, end, channel.size() - length);
      int at = length - END_BYTES;
      while (at >= 0 && end.getInt(at) != END) {
        at--;
      }
      if (at < 0 || at + END_BYTES + Short.toUnsignedInt(end.getShort(at + COMMENT_AT)) != length) {
        throw new UnusableFileException(Cause.DAMAGED);
      }
      // With all bits set the figures of a zip64 would count: those are of files beyond any bound.
      if (Short.toUnsignedInt(end.getShort(at + ENTRIES_AT)) > MOST_ENTRIES
          || Integer.toUnsignedLong(end.getInt(at + SIZE_AT)) > LARGEST) {
        throw new UnusableFileException(Cause.TOO_MANY_PARTS);
      }
    }
  }
}
