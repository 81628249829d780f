package jp.totsugo.nation;

/** One insurer with an upload of its own, and how its office and its server write. */
final class Insurer {
  /** Rows are made in cells of this many: the unit that can be made again anywhere. */
  static final int CELL = 256;

  final InsurerKind type;
  final int prefecture;
  final Format format;

  /** Eight digits. */
  final String number;

  /** Rows of the first month. */
  final int rows;

  /** Rows that every further month adds. */
  final int joiners;

  /** The number of cells of the first month of all insurers before this one. */
  final long firstBase;

  /** The number of cells of all insurers before this one. */
  final long firstCell;

  final long seed;
  final long key;
  final TextEncoding encoding;
  final boolean japaneseHeader;
  final boolean crlf;
  final boolean sixDigits;
  final boolean wideNumbers;
  final String symbolPrefix;
  final String personIdPrefix;
  final int firstBranch;
  final boolean writesNonDisclosure;
  final boolean quotesText;

  final byte[] writtenNumberBytes;
  final byte[] symbolPrefixBytes;
  final byte[] personIdPrefixBytes;

  Insurer(
      long seed,
      Format format,
      InsurerKind type,
      String number,
      int rows,
      int joiners,
      long firstBase,
      long firstCell) {
    this.seed = seed;
    this.format = format;
    this.type = type;
    this.number = number;
    this.rows = rows;
    this.joiners = joiners;
    this.firstBase = firstBase;
    this.firstCell = firstCell;
    prefecture = Integer.parseInt(number.substring(2, 4));
    key = Draw.key(seed, Long.parseLong(number));
    Draw draw = new Draw(Draw.key(key, 1));
    double encodings = draw.fraction();
    encoding =
        encodings < 0.8
            ? TextEncoding.WINDOWS_31J
            : encodings < 0.9 ? TextEncoding.UTF_8 : TextEncoding.UTF_8_WITH_BOM;
    japaneseHeader = draw.chance(0.4);
    crlf = draw.chance(0.7);
    sixDigits = draw.chance(0.4) && type.isNationalHealthInsurance();
    wideNumbers =
        draw.chance(0.15) && type != InsurerKind.LATE_ELDERLY && type != InsurerKind.KYOKAI_KENPO;
    String[] prefixes =
        wideNumbers ? new String[] {"公", "東あい", "髙", "組"} : new String[] {"", "1", "20", "A-"};
    symbolPrefix = draw.oneOf(prefixes);
    personIdPrefix = draw.oneOf(new String[] {"", "", "P", "A-"});
    firstBranch = draw.below(2);
    writesNonDisclosure = draw.chance(0.9);
    quotesText = draw.chance(0.15);
    writtenNumberBytes = writtenNumber().getBytes(encoding.charset);
    symbolPrefixBytes = symbolPrefix.getBytes(encoding.charset);
    personIdPrefixBytes = personIdPrefix.getBytes(encoding.charset);
  }

  /** As it stands in file names and in the rows. */
  String writtenNumber() {
    return sixDigits ? number.substring(2) : number;
  }

  /** Below the folder of uploads. */
  String file() {
    return format.fileName(writtenNumber() + "_upload");
  }

  boolean isForLateElderly() {
    return type == InsurerKind.LATE_ELDERLY;
  }

  /** Whether its members have families, and cards with symbol and branch. */
  boolean hasHouseholds() {
    return !isForLateElderly();
  }

  boolean writesWideNumbers() {
    return wideNumbers;
  }

  boolean writesNarrowNumbers() {
    return !wideNumbers;
  }

  /** The cells of those who were there in the first month. */
  int cells() {
    return cellsFor(rows);
  }

  /** These, and a few for those who joined in each month since. */
  int cells(int month) {
    return cells() + (month - 1) * cellsFor(joiners);
  }

  /** The month in which the people of a cell were uploaded first. */
  int monthOf(int cell) {
    return cell < cells() ? 1 : 2 + (cell - cells()) / cellsFor(joiners);
  }

  int rowsOf(int cell) {
    return cell < cells()
        ? Math.min(CELL, rows - cell * CELL)
        : Math.min(CELL, joiners - placeAmongJoiners(cell) * CELL);
  }

  /** The place in the file of a cell's first row, from 0. */
  int firstRow(int cell) {
    return cell < cells()
        ? cell * CELL
        : rows + (monthOf(cell) - 2) * joiners + placeAmongJoiners(cell) * CELL;
  }

  /** The cell at a place among those who joined in a month, or -1 if there are not so many. */
  int cellOfJoiners(int month, int place) {
    return place < cellsFor(joiners) ? cells() + (month - 2) * cellsFor(joiners) + place : -1;
  }

  /** The place of a cell among those who joined in the same month. */
  int placeAmongJoiners(int cell) {
    return (cell - cells()) % cellsFor(joiners);
  }

  private static int cellsFor(int rows) {
    return (rows + CELL - 1) / CELL;
  }
}
