package jp.totsugo.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jp.totsugo.pack.PackColumn;
import jp.totsugo.pack.PackId;
import jp.totsugo.pack.PackSheet;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Messages;
import jp.totsugo.schema.Correction;
import jp.totsugo.table.JsonFile;
import jp.totsugo.words.Language;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A pack of a run as it comes back: its list, to be changed like a clerk would, and saved. */
final class ReturnedPack {
  final String insurer;
  final Language language;
  final List<Map<PackColumn, String>> rows = new ArrayList<>();
  String packId;
  String sheetName;

  private ReturnedPack(String insurer, Language language) {
    this.insurer = insurer;
    this.language = language;
    sheetName = PackSheet.LIST.title(language);
  }

  static ReturnedPack of(Path run, String insurer) throws IOException {
    return of(run, insurer, Language.ja);
  }

  static ReturnedPack of(Path run, String insurer, Language language) throws IOException {
    ReturnedPack pack = new ReturnedPack(insurer, language);
    pack.packId =
        PackId.of(JsonFile.read(run.resolve("run.json")).path("runId").asText(), insurer, 1);
    Messages messages = new Messages(language);
    Path queue = run.resolve("corrections").resolve(insurer).resolve("corrections.avro");
    try (DataFileStream<Correction> findings =
        new DataFileStream<>(
            Files.newInputStream(queue), new SpecificDatumReader<>(Correction.class))) {
      for (Correction finding : findings) {
        Map<PackColumn, String> row = new EnumMap<>(PackColumn.class);
        for (PackColumn column : PackColumn.values()) {
          row.put(column, "");
        }
        row.put(PackColumn.PRIORITY, Integer.toString(finding.getPriority()));
        row.put(PackColumn.FIELD, messages.label(Column.ofHeader(finding.getField())));
        row.put(PackColumn.VALUE, finding.getValue());
        row.put(PackColumn.PERSON_ID, finding.getPersonId());
        row.put(PackColumn.SYMBOL, finding.getSymbol());
        row.put(PackColumn.NUMBER, finding.getNumber());
        row.put(PackColumn.BRANCH, finding.getBranch());
        row.put(PackColumn.MY_NUMBER_MASKED, finding.getMyNumberMasked());
        row.put(PackColumn.FILE, finding.getFile());
        row.put(PackColumn.LINE, Long.toString(finding.getLine()));
        row.put(PackColumn.ISSUE_ID, finding.getIssueId());
        pack.rows.add(row);
      }
    }
    return pack;
  }

  /** The row of the first finding on a column, of a person. */
  Map<PackColumn, String> row(String personId) {
    return rows.stream()
        .filter(row -> row.get(PackColumn.PERSON_ID).equals(personId))
        .findFirst()
        .orElseThrow();
  }

  /** Fills in the row of a person. */
  ReturnedPack answer(String personId, String answer, String reason, String day) {
    Map<PackColumn, String> row = row(personId);
    row.put(PackColumn.ANSWER, answer);
    row.put(PackColumn.REASON, reason);
    row.put(PackColumn.ANSWERED_ON, day);
    row.put(PackColumn.ANSWERED_BY, "佐藤");
    return this;
  }

  String issue(String personId) {
    return row(personId).get(PackColumn.ISSUE_ID);
  }

  /** The headings and rows of the list. */
  List<List<String>> table() {
    List<List<String>> table = new ArrayList<>();
    table.add(Arrays.stream(PackColumn.values()).map(column -> column.heading(language)).toList());
    rows.forEach(row -> table.add(List.copyOf(row.values())));
    return table;
  }

  /** Changes a workbook before it is saved. */
  interface Change {
    void accept(Workbook workbook);
  }

  Path xlsx(Path file) throws IOException {
    return xlsx(file, workbook -> {});
  }

  Path xlsx(Path file, Change change) throws IOException {
    try (Workbook workbook = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      if (packId != null) {
        Sheet cover = workbook.createSheet(PackSheet.COVER.title(language));
        cover.createRow(0).createCell(0).setCellValue("訂正一覧");
        Row row = cover.createRow(1);
        row.createCell(0).setCellValue("一覧番号");
        row.createCell(1).setCellValue(packId);
      }
      Sheet list = workbook.createSheet(sheetName);
      for (List<String> cells : table()) {
        Row row = list.createRow(list.getPhysicalNumberOfRows());
        for (int i = 0; i < cells.size(); i++) {
          if (!cells.get(i).isEmpty()) {
            row.createCell(i).setCellValue(cells.get(i));
          }
        }
      }
      change.accept(workbook);
      workbook.write(out);
    }
    return file;
  }

  Path csv(Path file, Charset charset, String separator, String mark) throws IOException {
    return csv(file, charset, separator, mark, table());
  }

  static Path csv(
      Path file, Charset charset, String separator, String mark, List<List<String>> table)
      throws IOException {
    StringBuilder text = new StringBuilder(mark);
    for (List<String> row : table) {
      List<String> cells =
          row.stream()
              .map(
                  cell ->
                      cell.matches("(?s).*[\",\\r\\n;\\t].*")
                          ? "\"" + cell.replace("\"", "\"\"") + "\""
                          : cell)
              .toList();
      text.append(String.join(separator, cells)).append("\r\n");
    }
    return Files.write(file, text.toString().getBytes(charset));
  }
}
