package jp.totsugo.block;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import jp.totsugo.record.Column;
import jp.totsugo.record.Dates;
import jp.totsugo.record.HashMixer;
import jp.totsugo.record.Numerals;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;

/**
 * Fingerprints of what a rule reads of a record, and of whom the record speaks, by which the next
 * run knows whether the record is as it was. Never made from a My Number but from its last four
 * digits: wherever most of one could stand, the shape of the field enters and not its digits.
 * Serves one thread.
 */
public final class RecordPrint {
  /** Tell the person of a record: whatever a rule reads, another person is another record. */
  private static final Set<Column> PERSON =
      Sets.immutableEnumSet(Column.NAME, Column.KANA, Column.BIRTHDATE, Column.SEX);

  /** The columns that enter the prints of rules over several records. */
  static final ImmutableSet<Column> OVER_RECORDS = columnsOverRecords();

  private static final int[][] COLUMNS = columnsOfRules();

  /** As many digits of a My Number as may be shown with its last four and not tell it. */
  private static final int HARMLESS_DIGITS = 7;

  private final ShownFields shown;
  private final long[] prints = new long[Column.COUNT];
  private RecordView record;
  private int known;

  public RecordPrint(RuleSettings settings) {
    this(new ShownFields(settings));
  }

  RecordPrint(ShownFields shown) {
    this.shown = shown;
  }

  private static ImmutableSet<Column> columnsOverRecords() {
    Set<Column> columns = Sets.newEnumSet(PERSON, Column.class);
    for (Rule rule : Rule.values()) {
      if (rule.scope() != Rule.Scope.RECORD) {
        columns.addAll(rule.columns());
      }
    }
    return Sets.immutableEnumSet(columns);
  }

  private static int[][] columnsOfRules() {
    int[][] columns = new int[Rule.COUNT][];
    for (Rule rule : Rule.values()) {
      columns[rule.ordinal()] =
          Sets.union(PERSON, rule.columns()).stream().mapToInt(Column::ordinal).sorted().toArray();
    }
    return columns;
  }

  /** Turns to a record. */
  public void look(RecordView record) {
    shown.of(record);
    of(record);
  }

  /** Turns to a record, at which {@link ShownFields} have looked. */
  void of(RecordView record) {
    this.record = record;
    known = 0;
  }

  /** The fingerprint for a rule. */
  public long of(Rule rule) {
    for (int column : COLUMNS[rule.ordinal()]) {
      if ((known >>> column & 1) == 0) {
        prints[column] = print(Column.of(column));
        known |= 1 << column;
      }
    }
    return of(rule, prints);
  }

  private static long of(Rule rule, long[] prints) {
    long print = 0;
    for (int column : COLUMNS[rule.ordinal()]) {
      print = HashMixer.mix((print + column + 1) * HashMixer.MULTIPLIER ^ prints[column]);
    }
    return print;
  }

  /** What the record has for all rules over several records. */
  Kept kept() {
    for (Column column : OVER_RECORDS) {
      prints[column.ordinal()] = print(column);
    }
    return new Kept(Arrays.copyOf(prints, prints.length));
  }

  /** The fingerprints of a record for rules over several records, whichever will fail. */
  public static final class Kept {
    private final long[] prints;

    private Kept(long[] prints) {
      this.prints = prints;
    }

    long of(Rule rule) {
      return RecordPrint.of(rule, prints);
    }

    /** Of whom the record speaks. */
    public long ofPerson() {
      long print = 0;
      for (Column column : PERSON) {
        print = HashMixer.mix(print * HashMixer.MULTIPLIER ^ prints[column.ordinal()]);
      }
      return print;
    }

    /** Writes what {@link #read} takes. */
    public void write(DataOutputStream out) throws IOException {
      for (Column column : OVER_RECORDS) {
        out.writeLong(prints[column.ordinal()]);
      }
    }

    public static Kept read(DataInputStream in) throws IOException {
      long[] prints = new long[Column.COUNT];
      for (Column column : OVER_RECORDS) {
        prints[column.ordinal()] = in.readLong();
      }
      return new Kept(prints);
    }
  }

  private long print(Column column) {
    if (column == Column.MY_NUMBER || shown.isMasked(column)) {
      return printOf(MaskedMyNumber.of(record.string(column)));
    }
    char[] text = record.text();
    int start = record.start(column);
    int end = record.end(column);
    long print = 0;
    int digits = 0;
    for (int i = start; i < end; i++) {
      char c = text[i];
      print = (print + c + 1) * HashMixer.MULTIPLIER;
      print ^= print >>> 29;
      digits += c >= '0' && c <= '9' || c > '~' && maySpell(c) ? 1 : 0;
    }
    boolean mayTell = digits > HARMLESS_DIGITS && !isShown(column);
    return mayTell ? printOf(MaskedMyNumber.of(record.string(column))) : print;
  }

  private static boolean maySpell(char c) {
    return Character.isSurrogate(c) || Numerals.valueOf(c) >= 0;
  }

  /** Whether rows show the column as it stands, having looked for My Numbers in it. */
  private boolean isShown(Column column) {
    return column == Column.SYMBOL
        || column == Column.NUMBER
        || column == Column.BRANCH
        || isRealDate(column);
  }

  private boolean isRealDate(Column column) {
    return Column.DATES.contains(column) && record.date(column) != Dates.INVALID;
  }

  private static long printOf(String text) {
    long print = 1;
    for (int i = 0; i < text.length(); i++) {
      print = (print + text.charAt(i) + 1) * HashMixer.MULTIPLIER;
      print ^= print >>> 29;
    }
    return print;
  }
}
