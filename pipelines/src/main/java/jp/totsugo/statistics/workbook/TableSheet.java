package jp.totsugo.statistics.workbook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Worksheet;

/**
 * A sheet with one table: a title, a line of explanation, headings, and rows. Texts are cells of
 * text, so that numbers of insurers keep their zeros; counts and rates are numbers.
 */
final class TableSheet {
  /** The row of the headings; the rows stand below it. */
  static final int HEADINGS = 2;

  private static final int TITLE_POINTS = 14;
  private static final double CHARACTERS = 2.1;
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private final Worksheet sheet;
  private final int columns;
  private int row = HEADINGS + 1;
  private int column;

  TableSheet(Worksheet sheet, String title, String explanation, List<String> headings) {
    this.sheet = sheet;
    columns = headings.size();
    sheet.value(0, 0, title);
    sheet.style(0, 0).bold().fontSize(TITLE_POINTS).set();
    sheet.value(1, 0, explanation);
    for (int i = 0; i < columns; i++) {
      sheet.value(HEADINGS, i, headings.get(i));
      sheet
          .style(HEADINGS, i)
          .bold()
          .wrapText(true)
          .fillColor("E1E8F0")
          .borderStyle("thin")
          .horizontalAlignment("center")
          .verticalAlignment("center")
          .set();
      sheet.width(i, 11);
    }
    sheet.rowHeight(HEADINGS, 66);
    sheet.freezePane(1, HEADINGS + 1);
    sheet.pageOrientation("landscape");
    sheet.paperSize(PaperSize.A4_PAPER);
    sheet.fitToWidth((short) 1);
    sheet.fitToHeight((short) 0);
    sheet.repeatRows(HEADINGS);
  }

  /** Makes a column as wide as so many full-width characters. */
  TableSheet wide(int of, int characters) {
    sheet.width(of, CHARACTERS * characters);
    return this;
  }

  TableSheet text(String text) {
    sheet.value(row, column, text);
    sheet.style(row, column).format("@").borderStyle("thin").set();
    column++;
    return this;
  }

  TableSheet count(long count) {
    sheet.value(row, column, count);
    sheet.style(row, column).format("#,##0").borderStyle("thin").set();
    column++;
    return this;
  }

  /** Of a million, to one decimal; an empty cell where there is nothing to divide by. */
  TableSheet perMillion(long count, long of) {
    return rate(count, of, MILLION, 1, "#,##0.0");
  }

  /** To four decimals. */
  TableSheet percent(long count, long of) {
    return rate(count, of, BigDecimal.valueOf(100), 4, "0.0000");
  }

  private TableSheet rate(long count, long of, BigDecimal times, int decimals, String format) {
    if (of > 0) {
      sheet.value(
          row,
          column,
          BigDecimal.valueOf(count)
              .multiply(times)
              .divide(BigDecimal.valueOf(of), decimals, RoundingMode.HALF_UP));
    }
    sheet.style(row, column).format(format).borderStyle("thin").set();
    column++;
    return this;
  }

  void endRow() {
    row++;
    column = 0;
  }

  /** The next row. */
  int row() {
    return row;
  }

  /** How many columns the table has. */
  int columns() {
    return columns;
  }

  /** A filter over all rows. */
  void filter() {
    sheet.setAutoFilter(HEADINGS, 0, Math.max(HEADINGS, row - 1), columns - 1);
  }
}
