package jp.totsugo.table;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads CSV as spreadsheets save it and people write it: RFC 4180, also with line breaks within
 * quotes, lines that end in LF, CRLF or CR. A quote that does not close spoils its own line and no
 * other.
 */
public final class SpreadsheetCsv implements Closeable {
  private static final int LONGEST_ROW = 64 * 1024;
  private static final int MOST_LINES_OF_A_ROW = 100;

  private final BufferedReader in;
  private final char separator;

  /** Lines that were read and did not belong to the row before them. */
  private final Deque<Line> returned = new ArrayDeque<>();

  private long line;

  /**
   * A line of the file without its end.
   *
   * @param isWhole whether it is not too long to be one
   */
  private record Line(String text, boolean isWhole) {}

  /**
   * @param in behind a byte order mark; is closed with this
   * @param separator between cells
   */
  public SpreadsheetCsv(BufferedReader in, char separator) {
    this.in = in;
    this.separator = separator;
  }

  /** Lines that were read so far. */
  public long line() {
    return line;
  }

  /**
   * The cells of the next row: null at the end, none if it cannot be read.
   *
   * @param most cells that it may have, but for empty ones; 0 for any number
   */
  public List<String> row(int most) throws IOException {
    Line first = nextLine();
    if (first == null) {
      return null;
    }
    CsvRow row = new CsvRow(separator);
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
    private final char separator;
    private final List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private boolean isQuoted;
    private boolean wasQuoted;

    CsvRow(char separator) {
      this.separator = separator;
    }

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
        } else if (c == separator) {
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
