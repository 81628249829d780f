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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import jp.totsugo.history.answer.AnswerRow.UnusableFileException;
import jp.totsugo.history.answer.RefusedAnswer.Cause;
import jp.totsugo.upload.decode.EncodingDetector;

/**
 * Reads answers that people wrote as CSV: UTF-8, with a byte order mark or without, or windows-31j;
 * RFC 4180, also with line breaks within quotes; columns by name in any order, others ignored; rows
 * without an answer are passed over. A quote that does not close spoils its own line and no other.
 */
final class AnswerCsv implements AutoCloseable {
  private static final int LONGEST_ROW = 64 * 1024;
  private static final int MOST_LINES_OF_A_ROW = 100;

  private final BufferedReader in;

  /** Lines that were read and did not belong to the row before them. */
  private final Deque<Line> returned = new ArrayDeque<>();

  /**
   * A line of the file without its end.
   *
   * @param isWhole whether it is not too long to be one
   */
  private record Line(String text, boolean isWhole) {}

  private long line;

  private AnswerCsv(BufferedReader in) {
    this.in = in;
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
    List<String> header = row(0);
    while (header != null && isBlank(header)) {
      header = row(0);
    }
    if (header == null || header.isEmpty()) {
      throw new UnusableFileException(Cause.FILE_NO_ANSWERS, 0);
    }
    int[] places = AnswerRow.places(header);
    for (long first = line + 1; ; first = line + 1) {
      List<String> cells = row(places.length);
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

  /**
   * The cells of the next row: null at the end, none if it cannot be read.
   *
   * @param most cells that it may have, but for empty ones; 0 for any number
   */
  private List<String> row(int most) throws IOException {
    Line first = nextLine();
    if (first == null) {
      return null;
    }
    CsvRow row = new CsvRow();
    List<Line> more = new ArrayList<>();
    int length = first.text().length();
    boolean goesOn = row.add(first);
    while (goesOn && !row.isEnded() && more.size() < MOST_LINES_OF_A_ROW) {
      Line next = nextLine();
      if (next == null) {
        break;
      }
      more.add(next);
      length += next.text().length();
      goesOn = length <= LONGEST_ROW && row.add(next);
    }
    if (!goesOn || !row.isEnded() || most > 0 && row.cellsUpToText() > most) {
      for (int i = more.size() - 1; i >= 0; i--) {
        returned.push(more.get(i));
      }
      line -= more.size();
      return List.of();
    }
    return row.cells();
  }

  private Line nextLine() throws IOException {
    Line next = returned.isEmpty() ? readLine() : returned.pop();
    if (next != null) {
      line++;
    }
    return next;
  }

  /** Its end is LF, CRLF or CR. */
  private Line readLine() throws IOException {
    int c = in.read();
    if (c < 0) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    boolean isWhole = true;
    while (c >= 0 && c != '\n' && c != '\r') {
      if (text.length() < LONGEST_ROW) {
        text.append((char) c);
      } else {
        isWhole = false;
      }
      c = in.read();
    }
    if (c == '\r') {
      in.mark(1);
      if (in.read() != '\n') {
        in.reset();
      }
    }
    return new Line(text.toString(), isWhole);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** A row that is being read, line by line. */
  private static final class CsvRow {
    private final List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private boolean isQuoted;
    private boolean wasQuoted;

    /**
     * Adds a line.
     *
     * @return false if it cannot be one of a row
     */
    boolean add(Line added) {
      if (!added.isWhole()) {
        return false;
      }
      String line = added.text();
      if (isQuoted) {
        cell.append('\n');
      }
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        if (isQuoted) {
          if (c != '"') {
            cell.append(c);
          } else if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
            cell.append('"');
            i++;
          } else {
            isQuoted = false;
            wasQuoted = true;
          }
        } else if (c == ',') {
          endCell();
        } else if (wasQuoted) {
          return false;
        } else if (c == '"' && cell.length() == 0) {
          isQuoted = true;
        } else {
          cell.append(c);
        }
      }
      if (!isQuoted) {
        endCell();
      }
      return true;
    }

    private void endCell() {
      cells.add(cell.toString());
      cell.setLength(0);
      wasQuoted = false;
    }

    boolean isEnded() {
      return !isQuoted;
    }

    /** How many cells there are without the empty ones at the end. */
    int cellsUpToText() {
      int count = cells.size();
      while (count > 0 && cells.get(count - 1).isBlank()) {
        count--;
      }
      return count;
    }

    List<String> cells() {
      return cells;
    }
  }
}
