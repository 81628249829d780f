package jp.totsugo.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A correction pack as another program reads it. */
final class PackFile {
  private PackFile() {}

  /** The texts of all cells, by sheet and row; rows without any are empty. */
  static Map<String, List<List<String>>> cells(Path file) throws IOException {
    Map<String, List<List<String>>> sheets = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(file);
        XSSFWorkbook book = new XSSFWorkbook(in)) {
      for (Sheet sheet : book) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i <= sheet.getLastRowNum(); i++) {
          rows.add(cells(sheet.getRow(i)));
        }
        sheets.put(sheet.getSheetName(), rows);
      }
    }
    return sheets;
  }

  private static List<String> cells(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; row != null && i < row.getLastCellNum(); i++) {
      Cell cell = row.getCell(i);
      if (cell != null
          && cell.getCellType() != CellType.STRING
          && cell.getCellType() != CellType.BLANK) {
        throw new IllegalStateException(cell.getAddress() + " is no text");
      }
      cells.add(cell == null ? "" : cell.getStringCellValue());
    }
    return cells;
  }

  /** The rows of the list by their headings. */
  static List<Map<String, String>> list(Path file, String sheet) throws IOException {
    List<List<String>> rows = cells(file).get(sheet);
    List<Map<String, String>> list = new ArrayList<>();
    for (List<String> cells : rows.subList(1, rows.size())) {
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < cells.size(); i++) {
        row.put(rows.get(0).get(i), cells.get(i));
      }
      list.add(row);
    }
    return list;
  }

  /** What a person reads, sheet by sheet. */
  static String text(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    cells(file)
        .forEach(
            (sheet, rows) -> {
              text.append("== ").append(sheet).append('\n');
              for (List<String> row : rows) {
                text.append(String.join(" | ", row).replace("\n", " / ").stripTrailing())
                    .append('\n');
              }
            });
    return text.toString();
  }

  /** The parts of the file as text, by their names. */
  static Map<String, String> parts(Path file) throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry part = in.getNextEntry(); part != null; part = in.getNextEntry()) {
        parts.put(part.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return parts;
  }
}
