package jp.totsugo.pack.sheet;

import java.io.IOException;

/** Takes the rows of a file, sheet by sheet. */
public interface SheetVisitor {
  /**
   * A sheet begins.
   *
   * @param name empty for a text
   */
  void sheet(String name) throws IOException, UnusableFileException;

  /**
   * Its next row that has anything in it.
   *
   * @param row valid during the call
   */
  void row(SheetRow row) throws IOException, UnusableFileException;

  /** A line of a text that cannot be a row: a quote in it does not close, or it is too long. */
  void unreadable(long line) throws IOException, UnusableFileException;
}
