package jp.totsugo.pack.answered;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import jp.totsugo.pack.Look;
import jp.totsugo.pack.PackId;
import jp.totsugo.pack.RawBook;
import jp.totsugo.pack.SheetWriter;
import jp.totsugo.pack.WorkbookFile;
import jp.totsugo.words.Language;
import org.dhatim.fastexcel.Workbook;

/**
 * Writes the receipt of an insurer as workbooks that look like packs: a summary that says what to
 * do next, and a row an answer, those first that are to be mended. With more rows than a pack has
 * there are several, {@code <insurer>.xlsx}, {@code <insurer>_2.xlsx} and so on.
 */
final class ReceiptWorkbook {
  private static final int[] SUMMARY_WIDTHS = {36, 64};
  private static final List<ReceiptColumn> COLUMNS = ReceiptColumn.OF_SHEET;

  /** Spreadsheets take these for one character. */
  private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

  private final InsurerReceipt receipt;
  private final AnsweredRun run;
  private final List<PackFile> files;
  private final ReceiptWords words;
  private final Path work;
  private final Path folder;
  private RawBook raw;
  private OutputStream out;
  private Workbook book;
  private SheetWriter rows;
  private int books;

  private ReceiptWorkbook(
      InsurerReceipt receipt,
      AnsweredRun run,
      List<PackFile> files,
      ReceiptWords words,
      Path work,
      Path folder) {
    this.receipt = receipt;
    this.run = run;
    this.files = files;
    this.words = words;
    this.work = work;
    this.folder = folder;
  }

  /**
   * Writes the workbooks of an insurer into a folder.
   *
   * @param work a folder that only its owner can read
   */
  static void write(
      InsurerReceipt receipt,
      AnsweredRun run,
      ReceiptSpool spool,
      List<PackFile> files,
      Language language,
      Path work,
      Path folder)
      throws IOException {
    ReceiptWorkbook written =
        new ReceiptWorkbook(receipt, run, files, new ReceiptWords(language), work, folder);
    written.begin();
    spool.forEach(written::row);
    written.end();
  }

  private void begin() throws IOException {
    raw = RawBook.onDisk(work.resolve("receipt"));
    out = raw.toWrite();
    book = new Workbook(out, "Totsugo", "1.0");
    book.setCompressionLevel(raw.compressionLevel());
    book.setGlobalDefaultFont(Look.FONT, Look.POINTS);
    books++;
    if (books == 1) {
      writeSummary();
    }
    int[] widths = COLUMNS.stream().mapToInt(ReceiptColumn::width).toArray();
    rows = sheet("sheet.rows", widths);
    rows.row(
        Look.HEADING,
        COLUMNS.stream()
            .map(column -> words.text("column." + column.name()))
            .toArray(String[]::new));
    rows.sheet().freezePane(0, 1);
    rows.sheet().repeatRows(0);
  }

  private SheetWriter sheet(String title, int... widths) {
    SheetWriter sheet = new SheetWriter(book.newWorksheet(words.text(title)), widths);
    sheet.pages(
        words.text("insurer") + " " + receipt.insurer(),
        words.text("private"),
        words.text("title") + " " + run.asOf());
    return sheet;
  }

  private void writeSummary() throws IOException {
    SheetWriter sheet = sheet("sheet.summary", SUMMARY_WIDTHS);
    sheet.wide(Look.TITLE, null, null, words.text("title"));
    sheet.gap();
    line(sheet, "insurer", receipt.insurer());
    line(sheet, "asOf", run.asOf().toString());
    line(sheet, "run", run.runId());
    sheet.gap();
    line(sheet, "accepted", Long.toString(receipt.accepted()));
    line(sheet, "disputes", Long.toString(receipt.disputes()));
    line(sheet, "refused", Long.toString(receipt.refused()));
    line(sheet, "answeredSince", Long.toString(receipt.overtaken()));
    line(sheet, "unanswered", Long.toString(receipt.unanswered()));
    line(sheet, "laterCounts", Long.toString(receipt.laterCounts()));
    sheet.gap();
    for (int file : receipt.files()) {
      boolean isOther = receipt.otherRun().contains(file);
      String name = files.get(file).name();
      line(sheet, "files", isOther ? name + " – " + words.text("otherRun") : name);
    }
    sheet.gap();
    sheet.wide(
        receipt.toMend() > 0 ? Look.TO_DO : Look.PLAIN,
        null,
        null,
        words.text(receipt.toMend() > 0 ? "next.refused" : "next.none"));
    if (receipt.unanswered() > 0) {
      sheet.wide(Look.PLAIN, null, null, words.text("next.unanswered"));
    }
    sheet.sheet().finish();
  }

  private void line(SheetWriter sheet, String label, String value) throws IOException {
    sheet.row(Look.LABEL, 1, Look.TEXT, words.text(label), escaped(value));
  }

  private void row(ReceiptRow answer) throws IOException {
    if (rows.rows() > PackId.MOST_ROWS) {
      end();
      begin();
    }
    PackFile file = files.get(answer.answered().file());
    rows.row(
        answer.isToMend() ? Look.TO_DO : Look.TEXT,
        COLUMNS.stream()
            .map(column -> escaped(column.content().of(answer, file, words)))
            .toArray(String[]::new));
  }

  private static String escaped(String text) {
    return text.indexOf('_') < 0 ? text : ESCAPE.matcher(text).replaceAll("_x005F_");
  }

  private void end() throws IOException {
    try (RawBook written = raw) {
      try (OutputStream closed = out) {
        rows.sheet().setAutoFilter(0, 0, rows.rows() - 1, COLUMNS.size() - 1);
        rows.sheet().finish();
        book.finish();
      }
      String name = receipt.insurer() + (books == 1 ? "" : "_" + books) + ".xlsx";
      WorkbookFile.make(written, Files.newOutputStream(folder.resolve(name)), run.asOf());
    }
  }
}
