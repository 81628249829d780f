package jp.totsugo.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A flyweight over one record: the reader points it at a line, the rules ask it questions, and
 * nothing is allocated. A column that the file lacks reads as empty.
 *
 * <p>A record is the bytes of its line, or the characters of one. Of bytes, only what nearly every
 * record is asked for is read: {@link #signs}, dates, numbers. A value becomes characters when
 * somebody asks where it stands in {@link #text}, which few records are.
 */
public class RecordView {
  private static final Column[] DATES = Column.DATES.toArray(Column[]::new);
  private static final Column[] CODES = Codes.COLUMNS.toArray(Column[]::new);

  private static final int NOT_ASKED = -1;
  private static final int LONGEST_WORD = Long.BYTES;
  private static final int BOTH_WIDTHS = CharClasses.HALF_WIDTH | CharClasses.OTHER_WIDTH;

  /** Characters that decoding may write too many. */
  private static final int SLACK = Long.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private char[] text = new char[0];
  private int textEnd;
  private char[] ownText = new char[0];
  private byte[] bytes = new byte[0];
  private FieldDecoder decoder;

  /** Of characters, or of bytes as long as a column's bit is set in {@link #undecoded}. */
  private final int[] starts = new int[Column.SLOTS];

  private final int[] ends = new int[Column.SLOTS];
  private int undecoded;
  private final int[] classes = new int[Column.SLOTS];
  private final CharClasses charClasses;
  private final Fillers fillers;
  private int uploader = InsurerNumber.UNKNOWN;
  private final int asOf;
  private final int[] dates = new int[Column.COUNT];
  private final int[] signs = new int[Column.COUNT];
  private int present;
  private long lastInsurerWord;
  private int lastInsurerLength;
  private int ownInsurer;
  private boolean twelveDigits;
  private boolean rightCheckDigit;
  private boolean validNumber;
  private long myNumber;
  private int sex;

  /** A record in which no My Number is a filler. */
  public RecordView(CharClasses charClasses, int asOf) {
    this(charClasses, Fillers.NONE, asOf);
  }

  /**
   * @param charClasses what {@link #classes} answers from
   * @param fillers the numbers that stand for none
   * @param asOf the day of the check as {@code yyyymmdd}: nobody is born after it
   */
  public RecordView(CharClasses charClasses, Fillers fillers, int asOf) {
    this.charClasses = charClasses;
    this.fillers = fillers;
    this.asOf = asOf;
    ownInsurer = InsurerNumber.INVALID;
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
    undecoded = 0;
    Arrays.fill(starts, 0);
    Arrays.fill(ends, 0);
    Arrays.fill(classes, 0);
  }

  /** What the classes of characters are, for those who read bytes. */
  public CharClasses charClasses() {
    return charClasses;
  }

  /** Points the view at the characters of the next record; its fields follow by {@link #field}. */
  public void pointTo(char[] lineText) {
    text = lineText;
    undecoded = 0;
  }

  /**
   * Points the view at the bytes of the next record, which stay as they are as long as it is asked;
   * its fields follow by {@link #bytesOf}.
   *
   * @param most the bytes of all its fields, or more
   */
  public void pointTo(byte[] lineBytes, int most, FieldDecoder fieldDecoder) {
    bytes = lineBytes;
    decoder = fieldDecoder;
    if (ownText.length < most + SLACK) {
      ownText = new char[most + SLACK];
    }
    text = ownText;
    textEnd = 0;
    undecoded = 0;
  }

  /**
   * Says where a column stands in the text, or a part of one.
   *
   * @param slot the column's ordinal, or {@link Column#partSlot}
   */
  public void field(int slot, int start, int end) {
    starts[slot] = start;
    ends[slot] = end;
    classes[slot] = NOT_ASKED;
  }

  /**
   * Says where a column stands in the bytes.
   *
   * @param column its ordinal
   * @param seen the OR of the {@link CharClasses} of its characters, or -1
   */
  public void bytesOf(int column, int start, int end, int seen) {
    starts[column] = start;
    ends[column] = end;
    classes[column] = seen;
    undecoded |= 1 << column;
  }

  /** To be called when all fields are set: derives what several rules ask for. */
  public void complete() {
    for (int column = 0; column < Column.COUNT; column++) {
      signs[column] = starts[column] == ends[column] ? Signs.EMPTY : Signs.FILLED;
    }
    readMyNumber();
    for (Column column : DATES) {
      readDate(column);
    }
    readInsurer();
    readCharacters(Column.PERSON_ID);
    readCharacters(Column.SYMBOL);
    readCharacters(Column.NUMBER);
    readCharacters(Column.BRANCH);
    readCharacters(Column.NAME);
    readCharacters(Column.KANA);
    readCharacters(Column.ADDRESS);
    if (!isEmpty(Column.BRANCH)
        && (rawLength(Column.BRANCH) != 2
            || (signs[Column.BRANCH.ordinal()] & CharClasses.NOT_DIGIT) != 0)) {
      sign(Column.BRANCH, Signs.INVALID);
    }
    for (Column column : CODES) {
      if (!isEmpty(column) && !isListed(column)) {
        sign(column, Signs.INVALID);
      }
    }
    long code = rawLength(Column.SEX) == 1 ? word(Column.SEX) : 0;
    sex = code == '1' || code == '2' ? (int) code - '0' : 0;
    compareDates();
  }

  private void sign(Column column, int sign) {
    signs[column.ordinal()] |= sign;
  }

  private int rawLength(Column column) {
    return ends[column.ordinal()] - starts[column.ordinal()];
  }

  private boolean isUndecoded(int column) {
    return (undecoded >>> column & 1) != 0;
  }

  /**
   * Up to eight characters of a column as bytes of a word, the first of them lowest; 0 if it is
   * empty or has more. What is no ASCII is a byte with its high bit set.
   */
  private long word(Column column) {
    int from = starts[column.ordinal()];
    int length = ends[column.ordinal()] - from;
    if (length == 0 || length > LONGEST_WORD) {
      return 0;
    }
    return eightFrom(column.ordinal(), from, length) & -1L >>> Long.SIZE - length * Byte.SIZE;
  }

  /** Eight bytes from an index on, of which only so many are needed. */
  private long eightFrom(int column, int from, int length) {
    if (isUndecoded(column)) {
      if (from <= bytes.length - Long.BYTES) {
        return (long) LONGS.get(bytes, from);
      }
      long word = 0;
      for (int i = 0; i < length; i++) {
        word |= (bytes[from + i] & 0xFFL) << i * Byte.SIZE;
      }
      return word;
    }
    long word = 0;
    for (int i = 0; i < length; i++) {
      char c = text[from + i];
      word |= (c < 0x80 ? (long) c : 0xFFL) << i * Byte.SIZE;
    }
    return word;
  }

  private void readMyNumber() {
    int column = Column.MY_NUMBER.ordinal();
    twelveDigits = false;
    rightCheckDigit = false;
    validNumber = false;
    myNumber = 0;
    if (rawLength(Column.MY_NUMBER) == MyNumber.LENGTH) {
      int from = starts[column];
      int head = Digits.eight(eightFrom(column, from, LONGEST_WORD));
      int tail =
          Digits.eight(eightFrom(column, from + MyNumber.LENGTH - LONGEST_WORD, LONGEST_WORD));
      if ((head | tail) >= 0) {
        twelveDigits = true;
        myNumber = head * 10_000L + tail % 10_000;
        rightCheckDigit = MyNumber.hasRightCheckDigit(myNumber);
        validNumber = rightCheckDigit && !fillers.isFiller(myNumber);
      }
    }
    if (!validNumber && !isEmpty(Column.MY_NUMBER)) {
      sign(Column.MY_NUMBER, Signs.INVALID);
    }
  }

  private void readDate(Column column) {
    int date = Dates.INVALID;
    if (rawLength(column) == Dates.LENGTH) {
      date = Dates.parse(eightFrom(column.ordinal(), starts[column.ordinal()], Dates.LENGTH));
    }
    dates[column.ordinal()] = date;
    if (date == Dates.INVALID && !isEmpty(column)) {
      sign(column, Signs.INVALID);
    } else if (date > asOf) {
      sign(column, Signs.FUTURE);
    }
  }

  private void readInsurer() {
    long word = word(Column.INSURER_NUMBER);
    int length = rawLength(Column.INSURER_NUMBER);
    if (word != lastInsurerWord || length != lastInsurerLength) {
      lastInsurerWord = word;
      lastInsurerLength = length;
      ownInsurer = InsurerNumber.parse(word, length);
    }
    if (ownInsurer == InsurerNumber.INVALID) {
      sign(Column.INSURER_NUMBER, Signs.INVALID);
    } else if (uploader != InsurerNumber.UNKNOWN && ownInsurer != uploader) {
      sign(Column.INSURER_NUMBER, Signs.OTHER_INSURER);
    }
  }

  private void readCharacters(Column column) {
    int found = ownClasses(column);
    if (rawLength(column) > Signs.SHORT) {
      found |= Signs.LONG;
    }
    if ((found & BOTH_WIDTHS) == BOTH_WIDTHS) {
      found |= Signs.MIXED_WIDTH;
    }
    signs[column.ordinal()] |= found;
  }

  private void compareDates() {
    int born = dates[Column.BIRTHDATE.ordinal()];
    if (born < Dates.FIRST_BIRTHDATE || born > asOf) {
      born = Dates.INVALID;
      if (!isEmpty(Column.BIRTHDATE)) {
        sign(Column.BIRTHDATE, Signs.INVALID);
      }
    }
    int from = dates[Column.QUALIFICATION.ordinal()];
    int to = dates[Column.DISQUALIFICATION.ordinal()];
    int validFrom = dates[Column.VALID_FROM.ordinal()];
    int validTo = dates[Column.VALID_TO.ordinal()];
    if (Dates.isAfter(born, from)) {
      sign(Column.QUALIFICATION, Signs.OUT_OF_ORDER);
    }
    if (Dates.isAfter(from, to)) {
      sign(Column.DISQUALIFICATION, Signs.OUT_OF_ORDER);
    }
    if (Dates.isAfter(validFrom, validTo)) {
      sign(Column.VALID_TO, Signs.OUT_OF_ORDER);
    }
    int owner = uploader != InsurerNumber.UNKNOWN ? uploader : ownInsurer;
    if (born != Dates.INVALID
        && owner != InsurerNumber.INVALID
        && SchemeAge.isUnusual(owner, born, from, asOf)) {
      sign(Column.BIRTHDATE, Signs.UNUSUAL_AGE);
    }
  }

  /** What is known of a column without asking a rule: {@link CharClasses} and {@link Signs}. */
  public int signs(Column column) {
    return signs[column.ordinal()];
  }

  /** Makes characters of a column's bytes. */
  private void decode(int column) {
    int from = textEnd;
    textEnd = decoder.decode(bytes, starts[column], ends[column], text, from);
    starts[column] = from;
    ends[column] = textEnd;
    undecoded &= ~(1 << column);
  }

  private int decoded(Column column) {
    int slot = column.ordinal();
    if (isUndecoded(slot)) {
      decode(slot);
    }
    return slot;
  }

  /** The characters of the record, of a column from its {@link #start} on. */
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
    return starts[decoded(column)];
  }

  public int end(Column column) {
    return ends[decoded(column)];
  }

  /** The number of characters. */
  public int length(Column column) {
    int slot = decoded(column);
    return ends[slot] - starts[slot];
  }

  public boolean isEmpty(Column column) {
    return ends[column.ordinal()] == starts[column.ordinal()];
  }

  /** The OR of the {@link CharClasses} of the column's characters. */
  public int classes(Column column) {
    return ownClasses(column);
  }

  private int ownClasses(Column column) {
    int seen = classes[column.ordinal()];
    if (seen == NOT_ASKED) {
      int slot = decoded(column);
      seen = charClasses.of(text, starts[slot], ends[slot]);
      classes[slot] = seen;
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
    return text[starts[decoded(column)] + index];
  }

  /** Whether the column is one half-width character from {@code first} to {@code last}. */
  public boolean isCode(Column column, char first, char last) {
    return length(column) == 1 && charAt(column, 0) >= first && charAt(column, 0) <= last;
  }

  /** Whether the column, which is for a code, holds one of its list. */
  public boolean isListedCode(Column column) {
    return isListed(column);
  }

  private boolean isListed(Column column) {
    return Codes.isListed(column, word(column), rawLength(column));
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
    return sex;
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

  /** Whether My Number has twelve digits, is no filler, and has the right check digit. */
  public boolean hasValidNumber() {
    return validNumber;
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
