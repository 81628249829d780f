package jp.totsugo.record;

/**
 * A flyweight over one record: the reader points it at the decoded line, the rules ask it
 * questions, and nothing is allocated. A column that the file lacks reads as empty.
 */
public class RecordView {
  private static final Column[] DATES = Column.DATES.toArray(Column[]::new);

  private static final int NOT_ASKED = -1;

  private char[] text = new char[0];
  private final int[] starts = new int[Column.SLOTS];
  private final int[] ends = new int[Column.SLOTS];
  private final int[] classes = new int[Column.SLOTS];
  private final CharClasses charClasses;
  private int uploader = InsurerNumber.UNKNOWN;
  private final int asOf;
  private final int[] dates = new int[Column.COUNT];
  private int present;
  private int ownInsurer;
  private boolean twelveDigits;
  private boolean rightCheckDigit;
  private long myNumber;

  /**
   * @param charClasses what {@link #classes} answers from
   * @param asOf the day of the check as {@code yyyymmdd}: nobody is born after it
   */
  public RecordView(CharClasses charClasses, int asOf) {
    this.charClasses = charClasses;
    this.asOf = asOf;
  }

  /**
   * Begins a new file.
   *
   * @param insurer whose upload it is, or {@link InsurerNumber#UNKNOWN}
   * @param columns the columns that the file has, one bit an ordinal
   */
  public void beginFile(int insurer, int columns) {
    uploader = insurer;
    present = columns;
    java.util.Arrays.fill(starts, 0);
    java.util.Arrays.fill(ends, 0);
    java.util.Arrays.fill(classes, 0);
  }

  /** Points the view at the characters of the next record; its fields follow by {@link #field}. */
  public void pointTo(char[] lineText) {
    text = lineText;
  }

  /**
   * Says where a column stands, or a part of one.
   *
   * @param slot the column's ordinal, or {@link Column#partSlot}
   */
  public void field(int slot, int start, int end) {
    starts[slot] = start;
    ends[slot] = end;
    classes[slot] = NOT_ASKED;
  }

  /** To be called when all fields are set: derives what several rules ask for. */
  public void complete() {
    ownInsurer =
        InsurerNumber.parse(text, start(Column.INSURER_NUMBER), end(Column.INSURER_NUMBER));
    for (Column column : DATES) {
      dates[column.ordinal()] = Dates.parse(text, start(column), end(column));
    }
    int from = start(Column.MY_NUMBER);
    twelveDigits =
        length(Column.MY_NUMBER) == MyNumber.LENGTH
            && (classes(Column.MY_NUMBER) & CharClasses.NOT_DIGIT) == 0;
    myNumber = 0;
    if (twelveDigits) {
      for (int i = from; i < from + MyNumber.LENGTH; i++) {
        myNumber = myNumber * 10 + (text[i] - '0');
      }
    }
    rightCheckDigit = twelveDigits && MyNumber.hasRightCheckDigit(text, from);
  }

  public char[] text() {
    return text;
  }

  /** Where a part of a column begins, by its slot. */
  public int partStart(int slot) {
    return starts[slot];
  }

  /** Where a part of a column ends, by its slot. */
  public int partEnd(int slot) {
    return ends[slot];
  }

  public int start(Column column) {
    return starts[column.ordinal()];
  }

  public int end(Column column) {
    return ends[column.ordinal()];
  }

  public int length(Column column) {
    return ends[column.ordinal()] - starts[column.ordinal()];
  }

  public boolean isEmpty(Column column) {
    return ends[column.ordinal()] == starts[column.ordinal()];
  }

  /** The OR of the {@link CharClasses} of the column's characters. */
  public int classes(Column column) {
    int seen = classes[column.ordinal()];
    if (seen == NOT_ASKED) {
      seen = charClasses.of(text, start(column), end(column));
      classes[column.ordinal()] = seen;
    }
    return seen;
  }

  /** Whether the file has this column. */
  public boolean isPresent(Column column) {
    return (present >>> column.ordinal() & 1) != 0;
  }

  public boolean holdsPlaceholder(Column column) {
    return (classes(column) & CharClasses.PLACEHOLDER) != 0;
  }

  public char charAt(Column column, int index) {
    return text[starts[column.ordinal()] + index];
  }

  /** Whether the column is one half-width character from {@code first} to {@code last}. */
  public boolean isCode(Column column, char first, char last) {
    return length(column) == 1 && charAt(column, 0) >= first && charAt(column, 0) <= last;
  }

  /** A copy of the column's value: for the few records that have findings. */
  public String string(Column column) {
    return new String(text, start(column), length(column));
  }

  /** The column as {@code yyyymmdd}, or {@link Dates#INVALID} when it is empty or no real date. */
  public int date(Column column) {
    return dates[column.ordinal()];
  }

  /**
   * The birth date as {@code yyyymmdd}, or {@link Dates#INVALID} also when nobody alive today can
   * have it.
   */
  public int birthdate() {
    int date = date(Column.BIRTHDATE);
    return date < Dates.FIRST_BIRTHDATE || date > asOf ? Dates.INVALID : date;
  }

  /** 1 or 2, or 0 for a sex that agrees with nothing and contradicts nothing. */
  public int sex() {
    return isCode(Column.SEX, '1', '2') ? charAt(Column.SEX, 0) - '0' : 0;
  }

  /** Whether the person belongs to the insurer on the day of the check. */
  public boolean isEnrolled() {
    int from = date(Column.QUALIFICATION);
    int to = date(Column.DISQUALIFICATION);
    return from != Dates.INVALID && from <= asOf && (isEmpty(Column.DISQUALIFICATION) || to > asOf);
  }

  /**
   * Whether qualification and disqualification date are valid, so that the record has a period. A
   * file without the second column does not tell when anybody left.
   */
  public boolean hasPeriod() {
    return isPresent(Column.DISQUALIFICATION)
        && date(Column.QUALIFICATION) != Dates.INVALID
        && (isEmpty(Column.DISQUALIFICATION) || date(Column.DISQUALIFICATION) != Dates.INVALID);
  }

  public int asOf() {
    return asOf;
  }

  /** Whether My Number consists of twelve half-width digits. */
  public boolean hasTwelveDigits() {
    return twelveDigits;
  }

  /** Whether My Number consists of twelve half-width digits and the last is their check digit. */
  public boolean hasRightCheckDigit() {
    return rightCheckDigit;
  }

  /** The My Number as a number; only when {@link #hasTwelveDigits}. */
  public long myNumber() {
    return myNumber;
  }

  public int uploader() {
    return uploader;
  }

  /** The record's own insurer number in eight-digit form, or {@link InsurerNumber#INVALID}. */
  public int ownInsurer() {
    return ownInsurer;
  }

  /**
   * The insurer that this record belongs to: the uploader if known, else the record's own, else
   * unknown.
   */
  public int insurer() {
    if (uploader != InsurerNumber.UNKNOWN) {
      return uploader;
    }
    return ownInsurer == InsurerNumber.INVALID ? InsurerNumber.UNKNOWN : ownInsurer;
  }
}
