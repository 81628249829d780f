package jp.totsugo.statistics.workbook;

import java.util.List;

/**
 * A chart beside a table of its sheet, drawn from the table's cells.
 *
 * @param title also what is read out
 * @param unit of the values
 * @param categories the cells that name the points, one below the other
 * @param series the columns of values, of the same rows
 * @param place where it stands
 */
record Chart(
    Kind kind, String title, String unit, Cells categories, List<Series> series, Place place) {
  enum Kind {
    COLUMNS,
    BARS,
    LINES
  }

  /** Of one column; rows and columns count from 0. */
  record Cells(int column, int first, int last) {}

  /**
   * @param heading row of the cell that names it
   */
  record Series(int column, int heading) {}

  /** Its upper left and lower right cell. */
  record Place(int column, int row, int lastColumn, int lastRow) {}
}
