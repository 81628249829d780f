package jp.totsugo.pack.sheet;

import java.io.IOException;
import javax.xml.stream.XMLStreamConstants;
import jp.totsugo.pack.sheet.UnusableFileException.Cause;

/** Reads the rows of one sheet of a workbook. What it says of its size is not listened to. */
final class WorksheetReader {
  private static final int LAST_COLUMN = 16_384;
  private static final long LAST_ROW = 1L << 20;

  /** All texts of a row together. */
  private static final int LONGEST_ROW = 4 << 20;

  private final PartReader reader;
  private final SheetRow row;
  private final CellCount cells;
  private final StringBuilder text = new StringBuilder();
  private long line;
  private int column;
  private String type = "n";
  private boolean isText;
  private int phonetic;
  private int rowLength;

  WorksheetReader(PartReader reader, SheetRow row, CellCount cells) {
    this.reader = reader;
    this.row = row;
    this.cells = cells;
  }

  void read(SheetVisitor visitor) throws IOException, UnusableFileException {
    for (int event = reader.next();
        event != XMLStreamConstants.END_DOCUMENT;
        event = reader.next()) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> start(reader.name());
        case XMLStreamConstants.END_ELEMENT -> {
          if (reader.name().equals("row") && row.columns() > 0) {
            visitor.row(row);
          }
          end(reader.name());
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (isText) {
            reader.addText(text);
          }
        }
        default -> {}
      }
    }
  }

  private void start(String name) throws UnusableFileException {
    switch (name) {
      case "row" -> startRow();
      case "c" -> startCell();
      case "f" -> row.formula(column);
      case "v" -> isText = true;
      case "t" -> isText = phonetic == 0;
      case "rPh" -> phonetic++;
      default -> {}
    }
  }

  private void startRow() throws UnusableFileException {
    String number = reader.attribute("r");
    line = number == null ? line + 1 : number(number, LAST_ROW);
    column = -1;
    rowLength = 0;
    row.begin(line);
  }

  private void startCell() throws UnusableFileException {
    cells.add();
    String place = reader.attribute("r");
    column = place == null ? column + 1 : column(place);
    type = reader.attribute("t");
    text.setLength(0);
  }

  private void end(String name) throws UnusableFileException {
    switch (name) {
      case "c" -> endCell();
      case "v", "t" -> isText = false;
      case "rPh" -> phonetic--;
      default -> {}
    }
  }

  private void endCell() throws UnusableFileException {
    if (text.length() == 0 || column < 0) {
      return;
    }
    rowLength += text.length();
    if (rowLength > LONGEST_ROW) {
      throw new UnusableFileException(Cause.TOO_MANY_CELLS);
    }
    if (type == null || type.equals("n")) {
      row.number(column, text.toString().strip());
    } else if (type.equals("s")) {
      row.shared(column, (int) number(text.toString().strip(), Integer.MAX_VALUE));
    } else {
      row.text(column, CellText.of(text));
    }
  }

  private static long number(String digits, long most) throws UnusableFileException {
    long number = digits.isEmpty() ? -1 : 0;
    for (int i = 0; i < digits.length() && number >= 0; i++) {
      int digit = digits.charAt(i) - '0';
      number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
      number = number > most ? -1 : number;
    }
    if (number < 0) {
      throw new UnusableFileException(Cause.DAMAGED);
    }
    return number;
  }

  /** The column of a place such as AB12, from 0. */
  private static int column(String place) throws UnusableFileException {
    int column = 0;
    for (int i = 0; i < place.length() && place.charAt(i) >= 'A'; i++) {
      column = column * 26 + Character.toUpperCase(place.charAt(i)) - 'A' + 1;
      if (column > LAST_COLUMN || column < 0) {
        throw new UnusableFileException(Cause.DAMAGED);
      }
    }
    if (column == 0) {
      throw new UnusableFileException(Cause.DAMAGED);
    }
    return column - 1;
  }
}
