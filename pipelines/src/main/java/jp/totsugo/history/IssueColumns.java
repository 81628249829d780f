package jp.totsugo.history;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jp.totsugo.block.IssueId;
import jp.totsugo.block.Status;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.schema.Issue;
import jp.totsugo.table.ColumnValues;
import jp.totsugo.table.ParquetColumns;
import org.apache.avro.Schema;

/**
 * The issues of the run before as their table has them, some thousand at a time and column by
 * column: of millions that were closed long ago hardly any text has to be made.
 */
public final class IssueColumns implements Closeable {
  /** Issues that are read at once. */
  public static final int MOST_ROWS = ParquetColumns.MOST_ROWS;

  private static final List<Schema.Field> FIELDS = Issue.getClassSchema().getFields();
  static final int INSURER = field("insurer");
  static final int STATUS = field("status");
  static final int FOUND_AS = field("found_as");
  static final int FIRST_SEEN = field("first_seen");
  static final int CLOSED_ON = field("closed_on");
  static final int REOPENED = field("reopened");
  static final int RUNS_OPEN = field("runs_open");
  static final int ANSWER = field("answer");
  static final int ANSWER_REASON = field("answer_reason");
  static final int ANSWERED_ON = field("answered_on");
  static final int CLEARANCE_ENDED = field("clearance_ended");
  private static final int ISSUE_ID = field("issue_id");

  /** What the tables of statistics look at. */
  private static final int[] COUNTED = {
    INSURER,
    field("category"),
    field("rule"),
    STATUS,
    field("closed_because"),
    FIRST_SEEN,
    field("last_seen"),
    CLOSED_ON,
    ANSWER,
    ANSWERED_ON
  };

  private final ParquetColumns columns;
  private final Id id = new Id();
  private final Issue counted = new Issue();
  private String lastInsurer = "";
  private int lastNumber = InsurerNumber.UNKNOWN;

  private IssueColumns(ParquetColumns columns) {
    this.columns = columns;
  }

  private static int field(String name) {
    return Issue.getClassSchema().getField(name).pos();
  }

  /** Opens a table; null if it is not stored as this version of the program stores it. */
  public static IssueColumns open(Path table) throws IOException {
    ParquetColumns columns = ParquetColumns.open(table, Issue.getClassSchema());
    return columns == null ? null : new IssueColumns(columns);
  }

  /** Reads the next issues; returns how many, or 0 at the end. */
  public int next() throws IOException {
    return columns.next();
  }

  /** What was read last. */
  public ParquetColumns columns() {
    return columns;
  }

  private ColumnValues column(int field) {
    return columns.column(field);
  }

  String text(int field, int row) {
    return column(field).text(row);
  }

  int number(int field, int row) {
    return (int) column(field).number(row);
  }

  public String id(int row) {
    return text(ISSUE_ID, row);
  }

  public String closedOn(int row) {
    return text(CLOSED_ON, row);
  }

  public boolean isClosed(int row) {
    return text(STATUS, row).equals(Status.CLOSED.name());
  }

  /** The insurer's number. */
  public int insurer(int row) {
    String insurer = text(INSURER, row);
    if (!insurer.equals(lastInsurer)) {
      lastInsurer = insurer;
      lastNumber = InsurerNumber.ofText(insurer);
    }
    return lastNumber;
  }

  /** Compares a row's id with one in {@code bytes[from, to)}. */
  public int compareId(int row, byte[] bytes, int from, int to) {
    return column(ISSUE_ID).compare(row, bytes, from, to);
  }

  /**
   * Whether nothing can touch an issue but that a finding has its id: it is closed, was never found
   * under another id, has no answer whose words a finding would need, and is the first among
   * equals.
   */
  boolean isAtRest(int row) {
    return isClosed(row)
        && column(FOUND_AS).isEmpty(row)
        && column(ANSWER_REASON).isEmpty(row)
        && idOf(row).length() == IssueId.LENGTH
        && IssueId.isId(id);
  }

  /** An id, until the next is asked for. */
  CharSequence idOf(int row) {
    id.turnTo(column(ISSUE_ID), row);
    return id;
  }

  /** What there is to count of an issue, until the next is asked for: its days, and what it is. */
  public Issue counted(int row) {
    for (int field : COUNTED) {
      counted.put(field, text(field, row));
    }
    counted.setReopened(number(REOPENED, row));
    return counted;
  }

  /** A whole issue. */
  public Issue issue(int row) {
    Issue issue = new Issue();
    for (int i = 0; i < FIELDS.size(); i++) {
      switch (FIELDS.get(i).schema().getType()) {
        case STRING -> issue.put(i, text(i, row));
        case INT -> issue.put(i, number(i, row));
        default -> issue.put(i, column(i).number(row));
      }
    }
    return issue;
  }

  @Override
  public void close() throws IOException {
    columns.close();
  }

  /** The bytes of an id as a text. */
  private static final class Id implements CharSequence {
    private ColumnValues ids;
    private int row;

    void turnTo(ColumnValues column, int number) {
      ids = column;
      row = number;
    }

    @Override
    public int length() {
      return ids.length(row);
    }

    @Override
    public char charAt(int index) {
      return (char) (ids.byteAt(row, index) & 0xFF);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return toString().subSequence(start, end);
    }

    @Override
    public String toString() {
      return ids.text(row);
    }
  }
}
