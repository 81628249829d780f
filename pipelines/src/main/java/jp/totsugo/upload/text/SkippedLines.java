package jp.totsugo.upload.text;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Predicate;
import jp.totsugo.upload.file.FileStart;
import jp.totsugo.upload.file.RecordReader;

/**
 * The lines at the beginning of a text that its layout skips.
 *
 * @param end behind the last of them
 * @param last where the last of them begins; {@link CsvForm#NO_HEADER} if there is none
 * @param filled how many of them are not blank
 */
record SkippedLines(long end, long last, int filled) {
  /**
   * @param start where the first line begins
   * @param count how many there are; fewer if the text ends before
   * @param blank tells a line that is blank
   */
  static SkippedLines of(FileStart file, long start, int count, Predicate<byte[]> blank)
      throws IOException {
    if (count == 0) {
      return new SkippedLines(start, CsvForm.NO_HEADER, 0);
    }
    long at = start;
    long last = CsvForm.NO_HEADER;
    int filled = 0;
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(file.from(start))) {
      int b = 0;
      for (int i = 0; i < count && b >= 0; i++) {
        long line = at;
        text.reset();
        for (b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
          at++;
          if (text.size() <= RecordReader.LONGEST_LINE + 1) {
            text.write(b);
          }
        }
        at += b == '\n' ? 1 : 0;
        if (at > line) {
          last = line;
          filled += isBlank(text.toByteArray(), blank) ? 0 : 1;
        }
      }
    }
    return new SkippedLines(at, last, filled);
  }

  /** As the reader has it: not what is too long to be a line. */
  private static boolean isBlank(byte[] line, Predicate<byte[]> blank) {
    int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    return length <= RecordReader.LONGEST_LINE && blank.test(Arrays.copyOf(line, length));
  }
}
