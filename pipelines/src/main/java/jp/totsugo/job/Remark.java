package jp.totsugo.job;

import java.util.List;

/**
 * Something that the sender of an upload or the steward should know, and that is no finding. The
 * words for it are those of the commands.
 *
 * @param values what the words name, in the order of {@link Kind}; never a value of a record
 */
public record Remark(Kind kind, List<Object> values) {
  /** What a remark says. */
  public enum Kind {
    /** No upload is read by an entry of the layouts: its location. */
    LAYOUT_UNUSED,
    /** File, likely encoding, that by which it was read, source. */
    ENCODING,
    /** A line: file, line, fields, fields expected. */
    FIELD_COUNT,
    /** A line of fixed width: file, line, bytes, bytes expected. */
    LINE_BYTES,
    /** Nearly all lines: file, lines, of so many, fields, fields expected, source. */
    FIELDS_EVERYWHERE,
    /** Nearly all lines: file, lines, of so many, bytes, bytes expected, source. */
    BYTES_EVERYWHERE,
    /** Nearly all records: file, rule, column, records, of so many, source. */
    RULE_EVERYWHERE,
    /** The results that {@code --previous latest} means, their as-of. */
    PREVIOUS_LATEST,
    /** No results are beside those of this run: the folder that was searched. */
    PREVIOUS_NONE,
    /** The results are of a version that knew no history. */
    PREVIOUS_WITHOUT_HISTORY,
    /** Months are missing between the results, of an as-of, and this run: how many. */
    PREVIOUS_GAP,
    /** How many answers are not counted, since later ones were given. */
    ANSWERS_SUPERSEDED,
    /** The folder has no file of answers. */
    ANSWERS_NONE,
    /** The uploads of the run before hold no record: where they are. */
    EARLIER_EMPTY,
    /** No person of the uploads is among those of the run before: where these are. */
    EARLIER_STRANGE,
    /** They are byte for byte the uploads of this run: where they are. */
    EARLIER_SAME,
    /** They are none of those that the results of the run before were made of: where, as-of. */
    EARLIER_NOT_PREVIOUS;

    /** Whether somebody should do something, or at least know; else it only tells what was done. */
    public boolean asksForAction() {
      return this != PREVIOUS_LATEST && this != ANSWERS_SUPERSEDED;
    }
  }

  /** Whether it is of one line. */
  boolean isOfALine() {
    return kind == Kind.FIELD_COUNT || kind == Kind.LINE_BYTES;
  }

  /** Whether what it found is one field or one byte. */
  public boolean isOfOne() {
    return switch (kind) {
      case FIELD_COUNT, LINE_BYTES -> isOne(values.get(2));
      case FIELDS_EVERYWHERE, BYTES_EVERYWHERE -> isOne(values.get(3));
      default -> false;
    };
  }

  private static boolean isOne(Object count) {
    return ((Number) count).longValue() == 1;
  }

  static Remark of(Kind kind, Object... values) {
    return new Remark(kind, List.of(values));
  }
}
