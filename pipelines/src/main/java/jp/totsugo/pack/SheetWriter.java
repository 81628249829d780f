package jp.totsugo.pack;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.SheetProtectionOption;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes a sheet row by row from above. Columns and rows are as large as their texts need, on
 * screen and on A4 paper; all but the cells to be filled in is locked, without a password.
 */
public final class SheetWriter {
  /** The tallest row that a spreadsheet can have, in lines of the usual size. */
  static final int MOST_LINES = 30;

  private static final double TALLEST_POINTS = 409;

  /** What a cell keeps free at its sides: five pixels, where a character has six. */
  private static final double PADDING = 0.84;

  private static final double PADDING_POINTS = 1;
  private static final int FLUSH_ROWS = 500;
  private static final float MARGIN_INCHES = 0.2f;
  private static final float TOP_MARGIN_INCHES = 0.5f;
  private static final float HEADER_INCHES = 0.2f;
  private static final int MARGIN_POINTS = 8;

  private static final Set<SheetProtectionOption> FORBIDDEN = forbidden();

  private final Worksheet sheet;
  private final int[] widths;
  private int rows;

  /**
   * @param widths of the columns, in characters of half width
   */
  public SheetWriter(Worksheet sheet, int... widths) {
    this.sheet = sheet;
    this.widths = widths.clone();
    for (int column = 0; column < widths.length; column++) {
      sheet.width(column, widths[column] + PADDING);
    }
    sheet.protect("", FORBIDDEN);
    sheet.pageOrientation("landscape");
    sheet.paperSize(PaperSize.A4_PAPER);
    sheet.setFitToPage(true);
    sheet.fitToWidth((short) 1);
    sheet.fitToHeight((short) 0);
    sheet.leftMargin(MARGIN_INCHES);
    sheet.rightMargin(MARGIN_INCHES);
    sheet.topMargin(TOP_MARGIN_INCHES);
    sheet.bottomMargin(TOP_MARGIN_INCHES);
    sheet.headerMargin(HEADER_INCHES);
    sheet.footerMargin(HEADER_INCHES);
  }

  private static Set<SheetProtectionOption> forbidden() {
    Set<SheetProtectionOption> all = EnumSet.copyOf(SheetProtectionOption.DEFAULT_OPTIONS);
    all.remove(SheetProtectionOption.AUTO_FILTER);
    all.remove(SheetProtectionOption.SORT);
    all.remove(SheetProtectionOption.FORMAT_COLUMNS);
    all.remove(SheetProtectionOption.FORMAT_ROWS);
    return all;
  }

  /** What stands above and below every page. */
  public void pages(String above, String inTheMiddle, String below) {
    sheet.header(escaped(above), Position.LEFT, Look.FONT, MARGIN_POINTS);
    sheet.header(escaped(inTheMiddle), Position.CENTER, Look.FONT, MARGIN_POINTS);
    sheet.header("&P / &N", Position.RIGHT, Look.FONT, MARGIN_POINTS);
    sheet.footer(escaped(below), Position.LEFT, Look.FONT, MARGIN_POINTS);
    sheet.footer("&A", Position.RIGHT, Look.FONT, MARGIN_POINTS);
  }

  /** In headers and footers an ampersand begins a code. */
  private static String escaped(String text) {
    return text.replace("&", "&&");
  }

  /** Prints all of it on one page. */
  void onOnePage() {
    sheet.fitToHeight((short) 1);
  }

  /** How many rows are written. */
  public int rows() {
    return rows;
  }

  public Worksheet sheet() {
    return sheet;
  }

  /** A row of one look from the first column on. */
  public void row(Look look, String... texts) throws IOException {
    row(look, texts.length, look, texts);
  }

  /**
   * A row of two looks.
   *
   * @param first how many cells are of the first one
   */
  public void row(Look look, int first, Look rest, String... texts) throws IOException {
    double height = 0;
    for (int column = 0; column < texts.length; column++) {
      Look its = column < first ? look : rest;
      write(column, texts[column]);
      height = Math.max(height, height(its, texts[column], widths[column]));
    }
    look.set(sheet, rows, 0, first - 1);
    if (first < texts.length) {
      rest.set(sheet, rows, first, texts.length - 1);
    }
    end(height);
  }

  /**
   * A row with a text over several columns.
   *
   * @param label in the first column, or null for a text over all of them
   */
  public void wide(Look look, Look labelLook, String label, String text) throws IOException {
    int from = label == null ? 0 : 1;
    int width = 0;
    for (int column = from; column < widths.length; column++) {
      width += widths[column];
    }
    double height = height(look, text, width);
    if (label != null) {
      write(0, label);
      labelLook.set(sheet, rows, 0, 0);
      height = Math.max(height, height(labelLook, label, widths[0]));
    }
    write(from, text);
    look.set(sheet, rows, from, widths.length - 1);
    if (from < widths.length - 1) {
      sheet.range(rows, from, rows, widths.length - 1).merge();
    }
    end(height);
  }

  /** A row of nothing. */
  public void gap() throws IOException {
    end(Look.PLAIN.lineHeight() / 2);
  }

  private static double height(Look look, String text, int width) {
    return TextLines.lines(text, look.room(width)) * look.lineHeight() + PADDING_POINTS;
  }

  /**
   * A text that may be in many rows stands once in the file. One with spaces at its ends, too: in
   * the row itself they would be lost.
   */
  private void write(int column, String text) {
    if (text.isEmpty()) {
      return;
    }
    boolean isShared =
        text.length() > 16
            || text.indexOf('\n') >= 0
            || Character.isWhitespace(text.charAt(0))
            || Character.isWhitespace(text.charAt(text.length() - 1));
    if (isShared) {
      sheet.value(rows, column, text);
    } else {
      sheet.inlineString(rows, column, text);
    }
  }

  private void end(double height) throws IOException {
    sheet.rowHeight(rows, Math.min(TALLEST_POINTS, height));
    rows++;
    if (rows % FLUSH_ROWS == 0) {
      sheet.flush();
    }
  }
}
