package jp.totsugo.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import jp.totsugo.block.IssueId;
import jp.totsugo.schema.Issue;
import org.apache.avro.Schema;

/**
 * Issues as bytes, on their way through a run: in Avro's binary encoding. There may be millions,
 * and most of their texts are those of the issue before, so texts are not made anew. Serves one
 * thread.
 */
public final class IssueRow {
  private static final Schema.Type[] TYPES = types(Issue.getClassSchema().getFields());
  private static final int CLOSED_ON = Issue.getClassSchema().getField("closed_on").pos();
  private static final int LONGEST_NUMBER = 10;

  private final byte[][] lastBytes = new byte[TYPES.length][0];
  private final String[] lastTexts = new String[TYPES.length];

  /** What issues are encoded into. */
  private byte[] own = new byte[512];

  /** What is read or written now. */
  private byte[] row;

  private int at;

  public IssueRow() {
    Arrays.fill(lastTexts, "");
  }

  private static Schema.Type[] types(List<Schema.Field> fields) {
    return fields.stream().map(field -> field.schema().getType()).toArray(Schema.Type[]::new);
  }

  /** The bytes of an issue. */
  public byte[] encode(Issue issue) {
    row = own;
    at = 0;
    for (int i = 0; i < TYPES.length; i++) {
      Object value = issue.get(i);
      switch (TYPES[i]) {
        case STRING -> putText(i, (String) value);
        case INT, LONG -> putNumber(((Number) value).longValue());
        default -> throw new IllegalStateException(TYPES[i].name());
      }
    }
    return Arrays.copyOf(row, at);
  }

  private void putText(int field, String text) {
    if (!text.equals(lastTexts[field])) {
      lastTexts[field] = text;
      lastBytes[field] = text.getBytes(UTF_8);
    }
    byte[] bytes = lastBytes[field];
    putNumber(bytes.length);
    reserve(bytes.length);
    System.arraycopy(bytes, 0, row, at, bytes.length);
    at += bytes.length;
  }

  private void putNumber(long value) {
    reserve(LONGEST_NUMBER);
    long zigzag = value << 1 ^ value >> 63;
    while ((zigzag & ~0x7FL) != 0) {
      row[at++] = (byte) (zigzag & 0x7F | 0x80);
      zigzag >>>= 7;
    }
    row[at++] = (byte) zigzag;
  }

  private void reserve(int more) {
    if (at + more > row.length) {
      own = Arrays.copyOf(row, 2 * (at + more));
      row = own;
    }
  }

  /** The issue of a part of an array. */
  public Issue decode(byte[] bytes, int from, int length) {
    Issue issue = new Issue();
    row = bytes;
    at = from;
    for (int i = 0; i < TYPES.length; i++) {
      switch (TYPES[i]) {
        case STRING -> issue.put(i, text(i));
        case INT -> issue.put(i, (int) number());
        default -> issue.put(i, number());
      }
    }
    if (at != from + length) {
      throw new IllegalStateException("no issue");
    }
    return issue;
  }

  private String text(int field) {
    int length = (int) number();
    int end = at + length;
    byte[] last = lastBytes[field];
    if (!Arrays.equals(row, at, end, last, 0, last.length)) {
      lastBytes[field] = Arrays.copyOfRange(row, at, end);
      lastTexts[field] = new String(row, at, length, UTF_8);
    }
    at = end;
    return lastTexts[field];
  }

  private long number() {
    long zigzag = 0;
    int shift = 0;
    byte next;
    do {
      next = row[at++];
      zigzag |= (next & 0x7FL) << shift;
      shift += 7;
    } while (next < 0);
    return zigzag >>> 1 ^ -(zigzag & 1);
  }

  /** The as-of of the run in which an encoded issue was closed, or empty. */
  String closedOn(byte[] bytes) {
    row = bytes;
    at = 0;
    for (int i = 0; i < CLOSED_ON; i++) {
      long number = number();
      at += TYPES[i] == Schema.Type.STRING ? (int) number : 0;
    }
    return text(CLOSED_ON);
  }

  /** {@link IssueId#orderOf} of an encoded issue. */
  static long orderOf(byte[] row) {
    return IssueId.orderOf(new String(row, 1, row[0] >>> 1, ISO_8859_1));
  }

  /** The id is the first field, and shorter than 64 bytes. */
  static int lengthOfId(byte[] bytes, int from) {
    return bytes[from] >>> 1;
  }

  /** Compares the ids of encoded issues. */
  static int compareIds(byte[] a, byte[] b) {
    int lengthA = lengthOfId(a, 0);
    int lengthB = lengthOfId(b, 0);
    return Arrays.compareUnsigned(a, 1, 1 + lengthA, b, 1, 1 + lengthB);
  }
}
