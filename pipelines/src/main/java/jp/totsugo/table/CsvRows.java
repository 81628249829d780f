package jp.totsugo.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Reads CSV files as {@link CsvWriter} writes them: UTF-8, with a byte order mark or without, RFC
 * 4180, columns by header. Uploads, whose lines may be anything, have a reader of their own.
 */
public final class CsvRows {
  private CsvRows() {}

  /**
   * Hands over every row as a function from column to cell.
   *
   * @throws NoSuchElementException if a column is asked for that the file lacks
   */
  public static void forEach(Path file, Consumer<UnaryOperator<String>> consumer)
      throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      reader.mark(1);
      if (reader.read() != '\uFEFF') {
        reader.reset();
      }
      List<String> header = row(reader);
      Map<String, Integer> places = new HashMap<>();
      for (int i = 0; header != null && i < header.size(); i++) {
        places.put(header.get(i), i);
      }
      for (List<String> row = row(reader); row != null; row = row(reader)) {
        List<String> cells = row;
        consumer.accept(
            column -> {
              Integer place = places.get(column);
              if (place == null) {
                throw new NoSuchElementException(file + " has no column " + column);
              }
              return cells.get(place);
            });
      }
    }
  }

  /** The cells of every row of a text, the header's too. */
  public static List<List<String>> of(String csv) {
    Reader reader = new StringReader(csv);
    List<List<String>> rows = new ArrayList<>();
    try {
      for (List<String> row = row(reader); row != null; row = row(reader)) {
        rows.add(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  /** The cells of the next row, or null at the end. */
  private static List<String> row(Reader reader) throws IOException {
    int next = reader.read();
    if (next < 0) {
      return null;
    }
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    while (next >= 0 && (quoted || next != '\n')) {
      if (next == '"') {
        quoted = !quoted;
        next = reader.read();
        if (quoted || next != '"') {
          continue;
        }
        // A doubled quote stands for one, and the cell goes on.
        quoted = true;
      } else if (next == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
        next = reader.read();
        continue;
      } else if (next == '\r' && !quoted) {
        next = reader.read();
        continue;
      }
      cell.append((char) next);
      next = reader.read();
    }
    cells.add(cell.toString());
    return cells;
  }
}
