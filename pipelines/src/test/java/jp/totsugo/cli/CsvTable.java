package jp.totsugo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.totsugo.table.CsvRows;

/** A CSV file by RFC 4180, read by the names of its header; a byte order mark is skipped. */
final class CsvTable {
  private CsvTable() {}

  static List<Map<String, String>> rows(Path file) throws IOException {
    List<List<String>> lines = CsvRows.of(Files.readString(file).replaceFirst("^\uFEFF", ""));
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < line.size(); i++) {
        row.put(lines.get(0).get(i), line.get(i));
      }
      rows.add(row);
    }
    return rows;
  }
}
