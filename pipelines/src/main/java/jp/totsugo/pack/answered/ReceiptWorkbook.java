package jp.totsugo.pack.answered;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jp.totsugo.pack.RawBook;
import jp.totsugo.pack.WorkbookFile;
import jp.totsugo.words.Language;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes the receipt of an insurer as a workbook: a summary that says what to do next, and a row an
 * answer, those first that are refused. All cells are text.
 */
final class ReceiptWorkbook {
  /** A sheet holds 1,048,576. */
  private static final int ROWS_OF_A_SHEET = 1_000_000;

  private static final int ROWS_OF_A_BLOCK = 500;
  private static final int LABEL_WIDTH = 44;
  private static final int VALUE_WIDTH = 64;
  private static final String HEADER_COLOR = "DDEBF7";
  private static final String REFUSED_COLOR = "FCE4D6";

  private final Workbook workbook;
  private final ReceiptWords words;
  private final List<PackFile> files;
  private final String insurer;
  private Worksheet sheet;
  private int sheets;
  private int row;
  private int styledTo;
  private boolean areRefused;

  private ReceiptWorkbook(
      Workbook workbook, ReceiptWords words, List<PackFile> files, String insurer) {
    this.workbook = workbook;
    this.words = words;
    this.files = files;
    this.insurer = insurer;
  }

  static void write(
      InsurerReceipt receipt,
      AnsweredRun run,
      ReceiptSpool spool,
      List<PackFile> files,
      Language language,
      Path work,
      Path file)
      throws IOException {
    try (RawBook raw = RawBook.onDisk(work.resolve("receipt"))) {
      try (OutputStream out = raw.toWrite();
          Workbook workbook = new Workbook(out, "Totsugo", "1.0")) {
        workbook.setCompressionLevel(raw.compressionLevel());
        ReceiptWorkbook written =
            new ReceiptWorkbook(workbook, new ReceiptWords(language), files, receipt.insurer());
        written.summary(receipt, run);
        written.rows(spool);
      }
      WorkbookFile.make(raw, Files.newOutputStream(file), run.asOf());
    }
  }

  private void summary(InsurerReceipt receipt, AnsweredRun run) throws IOException {
    sheet = workbook.newWorksheet(words.text("sheet.summary"));
    prepare();
    sheet.width(0, LABEL_WIDTH);
    sheet.width(1, VALUE_WIDTH);
    sheet.inlineString(0, 0, words.text("title"));
    sheet.style(0, 0).bold().fontSize(14).set();
    row = 1;
    line("insurer", receipt.insurer());
    line("asOf", run.asOf().toString());
    line("run", run.runId());
    row++;
    line("accepted", Long.toString(receipt.accepted()));
    line("disputes", Long.toString(receipt.disputes()));
    line("refused", Long.toString(receipt.refused()));
    line("unanswered", Long.toString(receipt.unanswered()));
    line("laterCounts", Long.toString(receipt.laterCounts()));
    row++;
    for (int file : receipt.files()) {
      String name = files.get(file).name();
      line(
          "files",
          receipt.otherRun().contains(file) ? name + " – " + words.text("otherRun") : name);
    }
    row++;
    line("next", words.text(receipt.refused() > 0 ? "next.refused" : "next.none"));
    if (receipt.unanswered() > 0) {
      line("next", words.text("next.unanswered"));
    }
    line("note", words.text("private"));
    sheet.finish();
  }

  private void line(String key, String value) {
    sheet.inlineString(row, 0, words.text(key));
    sheet.inlineString(row, 1, value);
    sheet
        .range(row, 0, row, 1)
        .style()
        .borderStyle(BorderStyle.HAIR)
        .wrapText(true)
        .verticalAlignment("top")
        .format("@")
        .set();
    row++;
  }

  private void rows(ReceiptSpool spool) throws IOException {
    beginRows();
    spool.forEach(this::row);
    endRows();
  }

  private void beginRows() {
    sheets++;
    sheet = workbook.newWorksheet(words.text("sheet.rows") + (sheets == 1 ? "" : " " + sheets));
    prepare();
    List<ReceiptColumn> columns = ReceiptColumn.OF_SHEET;
    for (int i = 0; i < columns.size(); i++) {
      sheet.width(i, columns.get(i).width());
      sheet.inlineString(0, i, words.text("column." + columns.get(i).name()));
    }
    sheet
        .range(0, 0, 0, columns.size() - 1)
        .style()
        .bold()
        .wrapText(true)
        .fillColor(HEADER_COLOR)
        .borderStyle(BorderStyle.THIN)
        .verticalAlignment("center")
        .format("@")
        .set();
    sheet.freezePane(0, 1);
    sheet.repeatRows(0);
    row = 1;
    styledTo = 1;
  }

  private void row(ReceiptRow answer) throws IOException {
    boolean isRefused = !answer.isAccepted();
    if (row - styledTo == ROWS_OF_A_BLOCK || isRefused != areRefused) {
      endBlock();
    }
    if (row > ROWS_OF_A_SHEET) {
      endRows();
      beginRows();
    }
    areRefused = isRefused;
    PackFile file = files.get(answer.answered().file());
    List<ReceiptColumn> columns = ReceiptColumn.OF_SHEET;
    for (int i = 0; i < columns.size(); i++) {
      sheet.inlineString(row, i, columns.get(i).content().of(answer, file, words));
    }
    row++;
  }

  /** Gives the rows since the last block their style, and writes them. */
  private void endBlock() throws IOException {
    if (row > styledTo) {
      var style =
          sheet
              .range(styledTo, 0, row - 1, ReceiptColumn.OF_SHEET.size() - 1)
              .style()
              .wrapText(true)
              .verticalAlignment("top")
              .borderStyle(BorderStyle.HAIR)
              .format("@");
      if (areRefused) {
        style.fillColor(REFUSED_COLOR);
      }
      style.set();
      sheet.flush();
    }
    styledTo = row;
  }

  private void endRows() throws IOException {
    endBlock();
    sheet.setAutoFilter(0, 0, row - 1, ReceiptColumn.OF_SHEET.size() - 1);
    sheet.finish();
  }

  private void prepare() {
    sheet.paperSize(PaperSize.A4_PAPER);
    sheet.pageOrientation("landscape");
    sheet.setFitToPage(true);
    sheet.fitToWidth((short) 1);
    sheet.fitToHeight((short) 0);
    sheet.header(insurer, Position.LEFT);
    sheet.header(words.text("private"), Position.RIGHT);
    sheet.footer(words.text("page") + " &P / &N", Position.CENTER);
  }
}
