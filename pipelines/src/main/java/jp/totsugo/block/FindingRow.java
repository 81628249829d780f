package jp.totsugo.block;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import jp.totsugo.rule.Rule;

/**
 * A flyweight over one row of a {@link FindingBlock}.
 *
 * <pre>
 *   length of the row (4), file (4), slice (4), line in the slice (4), rule, cause + 1, field,
 *   marks of the record rules (see State; 0x80 if the finding is over several records),
 *   fingerprint of the record (8, see RecordPrint), and of what else the finding rests on (8),
 *   then the values, each a length (varint) and UTF-8
 * </pre>
 */
public final class FindingRow {
  /** The values of a row in their order. */
  public enum Value {
    /** As it is shown, unless {@link #hidesPersonId} says otherwise. */
    PERSON_ID,
    /** One byte, see {@link ShownFields.PersonId}. */
    PERSON_ID_MASK,
    SYMBOL,
    NUMBER,
    BRANCH,
    MY_NUMBER_MASKED,
    /** Only a real date. */
    QUALIFICATION,
    /** Content of the field that the finding names, where no other value shows it. */
    CONTENT,
    GROUP_ID,
    RELATED,
    /**
     * How the record compares with the register, for {@code totsugo explain}; empty without one.
     */
    EVIDENCE,
    /** See {@link Grounds#partners}. */
    PARTNERS,
    /** See {@link Grounds#records}. */
    RELATED_RECORDS
  }

  static final int FIXED_BYTES = 36;
  static final int OVER_RECORDS = 0x80;
  private static final int VALUES = Value.values().length;

  private final int[] starts = new int[VALUES];
  private final int[] ends = new int[VALUES];
  private byte[] bytes = new byte[0];
  private int at;

  /** One of the values of a record as {@link FindingBlockBuilder#valuesOf} made them. */
  public static byte[] valueOf(byte[] recordValues, Value value) {
    int position = 0;
    for (int i = 0; ; i++) {
      int length = 0;
      int shift = 0;
      byte b;
      do {
        b = recordValues[position++];
        length |= (b & 0x7F) << shift;
        shift += 7;
      } while (b < 0);
      if (i == value.ordinal()) {
        return Arrays.copyOfRange(recordValues, position, position + length);
      }
      position += length;
    }
  }

  /**
   * What stands for the person in ids of findings: the id of a record, or its location.
   *
   * @param recordValues as {@link FindingBlockBuilder#valuesOf} made them
   * @param file name of the file
   */
  public static byte[] personOf(byte[] recordValues, String file, long line) {
    byte[] personId = valueOf(recordValues, Value.PERSON_ID);
    boolean isShown =
        valueOf(recordValues, Value.PERSON_ID_MASK)[0] == ShownFields.PersonId.SHOWN.ordinal();
    return isShown && IssueId.isUsable(personId) ? personId : IssueId.locationOf(file, line);
  }

  /** Points at the row that begins at {@code offset}; returns where the next one begins. */
  public int pointTo(byte[] block, int offset) {
    bytes = block;
    at = offset;
    int next = offset + length(block, offset);
    int position = offset + FIXED_BYTES;
    for (int i = 0; i < VALUES; i++) {
      int length = 0;
      int shift = 0;
      byte b;
      do {
        b = block[position++];
        length |= (b & 0x7F) << shift;
        shift += 7;
      } while (b < 0);
      starts[i] = position;
      position += length;
      ends[i] = position;
    }
    return next;
  }

  /** The length of the row that begins at {@code offset}, in bytes. */
  public static int length(byte[] block, int offset) {
    return int32(block, offset);
  }

  private static int int32(byte[] bytes, int at) {
    return bytes[at] << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | bytes[at + 3] & 0xFF;
  }

  public int file() {
    return int32(bytes, at + 4);
  }

  public int slice() {
    return int32(bytes, at + 8);
  }

  public int lineInSlice() {
    return int32(bytes, at + 12);
  }

  public Rule rule() {
    return Rule.of(bytes[at + 16]);
  }

  public int cause() {
    return bytes[at + 17] - 1;
  }

  /** Ordinal of the column. */
  public int field() {
    return bytes[at + 18];
  }

  /** Fingerprint of what the rule reads of the record, see {@link RecordPrint}. */
  public long recordPrint() {
    return int64(bytes, at + 20);
  }

  /** See {@link Grounds#print}. */
  public long evidencePrint() {
    return int64(bytes, at + 28);
  }

  private static long int64(byte[] bytes, int at) {
    return (long) int32(bytes, at) << 32 | int32(bytes, at + Integer.BYTES) & 0xFFFFFFFFL;
  }

  /** Whether the rule speaks of several records. */
  public boolean isOverRecords() {
    return (bytes[at + 19] & OVER_RECORDS) != 0;
  }

  /** The marks of all record rules on the record, as bits of {@link jp.totsugo.rule.State}. */
  public int marks() {
    return bytes[at + 19] & ~OVER_RECORDS & 0xFF;
  }

  /**
   * Whether file and line find the record, because its person id is invalid or not shown.
   *
   * @param ids which files show ids that pass for My Numbers
   */
  public boolean isFoundByLocation(PersonIds ids) {
    return personIdMask() == ShownFields.PersonId.MASKED.ordinal()
        || hidesPersonId(ids)
        || !IssueId.isUsable(value(Value.PERSON_ID));
  }

  /** Whether the person id, as it stands in the row, must be masked. */
  public boolean hidesPersonId(PersonIds ids) {
    return personIdMask() == ShownFields.PersonId.BY_FILE.ordinal() && !ids.areShown(file());
  }

  private int personIdMask() {
    return bytes[start(Value.PERSON_ID_MASK)];
  }

  public byte[] bytes() {
    return bytes;
  }

  public int start(Value value) {
    return starts[value.ordinal()];
  }

  public int end(Value value) {
    return ends[value.ordinal()];
  }

  public byte[] value(Value value) {
    return Arrays.copyOfRange(bytes, start(value), end(value));
  }

  public String string(Value value) {
    return new String(bytes, start(value), end(value) - start(value), StandardCharsets.UTF_8);
  }
}
