package jp.totsugo.upload.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import jp.totsugo.upload.file.InputFile;

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
   */
  static SkippedLines of(Path path, long start, int count) throws IOException {
    if (count == 0) {
      return new SkippedLines(start, CsvForm.NO_HEADER, 0);
    }
    long at = start;
    long last = CsvForm.NO_HEADER;
    int filled = 0;
    try (InputStream in = new BufferedInputStream(InputFile.stream(path))) {
      in.skipNBytes(start);
      int b = 0;
      for (int i = 0; i < count && b >= 0; i++) {
        long line = at;
        int before = '\n';
        for (b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
          at++;
          before = b;
        }
        boolean isBlank = at == line || at == line + 1 && before == '\r';
        at += b == '\n' ? 1 : 0;
        if (at > line) {
          last = line;
          filled += isBlank ? 0 : 1;
        }
      }
    }
    return new SkippedLines(at, last, filled);
  }
}
