package jp.totsugo.pack.sheet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import jp.totsugo.table.SpreadsheetCsv;
import jp.totsugo.upload.decode.EncodingDetector;
import jp.totsugo.upload.file.InputFile;

/**
 * A sheet saved as text: UTF-8 with a byte order mark or without, windows-31j, or UTF-16 with one;
 * commas, tabs or semicolons between the cells.
 */
final class SheetText {
  private static final String SEPARATORS = ",\t;";
  private static final int LINES_THAT_TELL = 50;
  private static final int BUFFER = 64 * 1024;

  private SheetText() {}

  static void read(Path file, SheetVisitor visitor) throws IOException, UnusableFileException {
    Charset charset = charset(file);
    char separator;
    try (BufferedReader in = open(file, charset)) {
      separator = separator(in);
    }
    try (SpreadsheetCsv csv = new SpreadsheetCsv(open(file, charset), separator)) {
      visitor.sheet("");
      SheetRow row = new SheetRow(null);
      for (long line = csv.line() + 1; ; line = csv.line() + 1) {
        List<String> cells = csv.row(0);
        if (cells == null) {
          return;
        }
        if (cells.isEmpty()) {
          visitor.unreadable(line);
          continue;
        }
        row.begin(line);
        for (int i = 0; i < cells.size(); i++) {
          if (!cells.get(i).isEmpty()) {
            row.text(i, cells.get(i));
          }
        }
        if (row.columns() > 0) {
          visitor.row(row);
        }
      }
    }
  }

  private static Charset charset(Path file) throws IOException {
    try (InputStream in = InputFile.stream(file)) {
      if (isUtf16(in.readNBytes(2))) {
        return StandardCharsets.UTF_16;
      }
    }
    try (InputStream in = InputFile.stream(file)) {
      return new EncodingDetector().detect(in).charset();
    }
  }

  static boolean isUtf16(byte[] head) {
    return head.length >= 2 && (head[0] == -1 && head[1] == -2 || head[0] == -2 && head[1] == -1);
  }

  private static BufferedReader open(Path file, Charset charset) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                InputFile.stream(file),
                charset
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)),
            BUFFER);
    in.mark(1);
    if (in.read() != '\uFEFF') {
      in.reset();
    }
    return in;
  }

  /** What most often stands outside of quotes in the first lines. */
  private static char separator(BufferedReader in) throws IOException {
    int[] counts = new int[SEPARATORS.length()];
    boolean isQuoted = false;
    int lines = 0;
    for (int i = 0; i < BUFFER && lines < LINES_THAT_TELL; i++) {
      int c = in.read();
      if (c < 0) {
        break;
      }
      lines += c == '\n' ? 1 : 0;
      isQuoted ^= c == '"';
      int separator = SEPARATORS.indexOf(c);
      if (separator >= 0 && !isQuoted) {
        counts[separator]++;
      }
    }
    int most = 0;
    for (int i = 1; i < counts.length; i++) {
      most = counts[i] > counts[most] ? i : most;
    }
    return SEPARATORS.charAt(most);
  }
}
