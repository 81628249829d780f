package jp.totsugo.pack.sheet;

import java.util.Arrays;

/**
 * One row of a sheet: what stands in its cells, by column from 0. Made once and filled for every
 * row. Columns behind {@link #MOST_COLUMNS} are not kept, nor is more of a text than {@link
 * #LONGEST_TEXT}.
 */
public final class SheetRow {
  /** People insert some; a list has twenty or so. */
  static final int MOST_COLUMNS = 1_000;

  /** One more than a cell of a spreadsheet can hold, so that what is cut is told. */
  static final int LONGEST_TEXT = 32_768;

  private static final byte EMPTY = 0;
  private static final byte TEXT = 1;
  private static final byte NUMBER = 2;
  private static final byte SHARED = 3;

  private final SharedStrings shared;
  private String[] texts = new String[32];
  private byte[] kinds = new byte[32];
  private int[] numbers = new int[32];
  private boolean[] formulas = new boolean[32];
  private int columns;
  private long line;
  private boolean countsFrom1904;

  SheetRow(SharedStrings shared) {
    this.shared = shared;
  }

  void begin(long lineOfSheet) {
    Arrays.fill(texts, 0, columns, null);
    Arrays.fill(kinds, 0, columns, EMPTY);
    Arrays.fill(formulas, 0, columns, false);
    columns = 0;
    line = lineOfSheet;
  }

  void countFrom1904() {
    countsFrom1904 = true;
  }

  void text(int column, String text) {
    if (reserve(column)) {
      kinds[column] = TEXT;
      texts[column] = text;
    }
  }

  void number(int column, String text) {
    if (reserve(column)) {
      kinds[column] = NUMBER;
      texts[column] = text;
    }
  }

  void shared(int column, int index) {
    if (reserve(column)) {
      kinds[column] = SHARED;
      numbers[column] = index;
    }
  }

  void formula(int column) {
    if (reserve(column)) {
      formulas[column] = true;
    }
  }

  private boolean reserve(int column) {
    if (column >= MOST_COLUMNS) {
      return false;
    }
    if (column >= texts.length) {
      int capacity = Math.max(column + 1, 2 * texts.length);
      texts = Arrays.copyOf(texts, capacity);
      kinds = Arrays.copyOf(kinds, capacity);
      numbers = Arrays.copyOf(numbers, capacity);
      formulas = Arrays.copyOf(formulas, capacity);
    }
    columns = Math.max(columns, column + 1);
    return true;
  }

  /** Of the sheet or the text, from 1. */
  public long line() {
    return line;
  }

  /** Behind the last column with anything in it. */
  public int columns() {
    return columns;
  }

  /** What stands in a cell; of a formula its last result, which nobody should believe. */
  public String text(int column) {
    if (column < 0 || column >= columns) {
      return "";
    }
    return switch (kinds[column]) {
      case TEXT, NUMBER -> texts[column];
      case SHARED -> shared.get(numbers[column]);
      default -> "";
    };
  }

  /** Whether the spreadsheet holds a number there, which may also be a day. */
  public boolean isNumber(int column) {
    return column >= 0 && column < columns && kinds[column] == NUMBER;
  }

  public boolean isFormula(int column) {
    return column >= 0 && column < columns && formulas[column];
  }

  /** Whether day 0 of the workbook is 1904-01-01, and not 1899-12-30. */
  public boolean countsFrom1904() {
    return countsFrom1904;
  }
}
