package jp.totsugo.history.answer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jp.totsugo.history.answer.AnswerRow.UnusableFileException;
import jp.totsugo.history.answer.RefusedAnswer.Cause;
import jp.totsugo.table.SpreadsheetCsv;
import jp.totsugo.upload.decode.EncodingDetector;

/**
 * Reads answers that people wrote as CSV: UTF-8, with a byte order mark or without, or windows-31j;
 * RFC 4180, also with line breaks within quotes; columns by name in any order, others ignored; rows
 * without an answer are passed over. A quote that does not close spoils its own line and no other.
 */
final class AnswerCsv implements AutoCloseable {
  private final SpreadsheetCsv csv;

  private AnswerCsv(BufferedReader in) {
    csv = new SpreadsheetCsv(in, ',');
  }

  static void read(Path file, AnswerRow.Consumer consumer)
      throws IOException, UnusableFileException {
    try (AnswerCsv csv = open(file)) {
      csv.read(consumer);
    }
  }

  private static AnswerCsv open(Path file) throws IOException, UnusableFileException {
    Charset charset;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(2);
      boolean isUtf16 =
          head.length == 2 && (head[0] == -1 && head[1] == -2 || head[0] == -2 && head[1] == -1);
      if (isUtf16) {
        throw new UnusableFileException(Cause.FILE_NO_ANSWERS, 0);
      }
    }
    try (InputStream in = Files.newInputStream(file)) {
      charset = new EncodingDetector().detect(in).charset();
    }
    Reader reader =
        new InputStreamReader(
            Files.newInputStream(file),
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE));
    BufferedReader in = new BufferedReader(reader, 64 * 1024);
    in.mark(1);
    if (in.read() != '\uFEFF') {
      in.reset();
    }
    return new AnswerCsv(in);
  }

  private void read(AnswerRow.Consumer consumer) throws IOException, UnusableFileException {
    List<String> header = csv.row(0);
    while (header != null && isBlank(header)) {
      header = csv.row(0);
    }
    if (header == null || header.isEmpty()) {
      throw new UnusableFileException(Cause.FILE_NO_ANSWERS, 0);
    }
    int[] places = AnswerRow.places(header);
    for (long first = csv.line() + 1; ; first = csv.line() + 1) {
      List<String> cells = csv.row(places.length);
      if (cells == null) {
        return;
      }
      if (cells.isEmpty()) {
        consumer.unreadable(first);
      } else if (!isBlank(cells) && !cells.equals(header)) {
        AnswerRow row = row(cells, places);
        if (!row.isUnanswered()) {
          consumer.accept(first, row);
        }
      }
    }
  }

  private static boolean isBlank(List<String> cells) {
    return !cells.isEmpty() && cells.stream().allMatch(String::isBlank);
  }

  private static AnswerRow row(List<String> cells, int[] places) {
    String[] row = {"", "", "", "", "", ""};
    for (int i = 0; i < Math.min(cells.size(), places.length); i++) {
      if (places[i] >= 0) {
        row[places[i]] = cells.get(i);
      }
    }
    return AnswerRow.of(row);
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
