package jp.totsugo.pack.sheet;

import jp.totsugo.pack.sheet.UnusableFileException.Cause;

/** Counts the cells of a workbook, empty ones too, and refuses too many. */
final class CellCount {
  /** A million rows of a list, with some columns more. */
  private static final long MOST = 64_000_000;

  private long count;

  void add() throws UnusableFileException {
    if (++count > MOST) {
      throw new UnusableFileException(Cause.TOO_MANY_CELLS);
    }
  }
}
