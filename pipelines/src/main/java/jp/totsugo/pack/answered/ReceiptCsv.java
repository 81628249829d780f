package jp.totsugo.pack.answered;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jp.totsugo.table.CsvWriter;
import jp.totsugo.words.Language;

/** Writes the receipt of an insurer as a table. */
final class ReceiptCsv {
  private ReceiptCsv() {}

  static void write(ReceiptSpool spool, List<PackFile> files, Language language, Path file)
      throws IOException {
    ReceiptWords words = new ReceiptWords(language);
    List<String> header = ReceiptColumn.OF_TABLE.stream().map(ReceiptColumn::name).toList();
    try (CsvWriter csv = new CsvWriter(file, header)) {
      spool.forEach(
          row -> {
            PackFile from = files.get(row.answered().file());
            for (ReceiptColumn column : ReceiptColumn.OF_TABLE) {
              csv.cell(column.content().of(row, from, words));
            }
            csv.endRow();
          });
    }
  }
}
