package jp.totsugo.history;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What was seen, in this run, of the records of one insurer's issues: a byte an issue. What several
 * workers saw adds up.
 */
final class Presence {
  /** A record of the person is there. */
  private static final int PERSON = 1;

  /** And a rule was applied to it. */
  private static final int JUDGED = 2;

  /** And has what the rule reads as it was. */
  private static final int AS_IT_WAS = 4;

  /** A shift to the same of the issue's own record: its qualification date is the same too. */
  private static final int OWN = 3;

  private final byte[] marks;

  Presence(int issues) {
    marks = new byte[issues];
  }

  /**
   * A record of an issue's person was seen.
   *
   * @param isOwn whether it is the record that the issue was found on
   * @param isJudged whether the rule was applied to it
   * @param isAsItWas whether it has what the rule reads as it was
   */
  void see(int issue, boolean isOwn, boolean isJudged, boolean isAsItWas) {
    int seen = PERSON | (isJudged ? JUDGED : 0) | (isAsItWas ? AS_IT_WAS : 0);
    marks[issue] |= (byte) (isOwn ? seen << OWN | seen : seen);
  }

  boolean isThere(int issue) {
    return marks[issue] != 0;
  }

  /** Whether the record that the issue was found on is there, under its qualification date. */
  boolean isOwnThere(int issue) {
    return (marks[issue] & 0xFF) >>> OWN != 0;
  }

  /** Whether the rule was applied to the record. */
  boolean isJudged(int issue) {
    return (ofRecord(issue) & JUDGED) != 0;
  }

  /** Whether the record has what the rule reads as it was. */
  boolean isAsItWas(int issue) {
    return (ofRecord(issue) & AS_IT_WAS) != 0;
  }

  /** Of its own record, or of another one of the person if that is not there. */
  private int ofRecord(int issue) {
    return isOwnThere(issue) ? (marks[issue] & 0xFF) >>> OWN : marks[issue];
  }

  /** What {@link #add} takes: the issues that were seen. */
  byte[] write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      int gap = 0;
      for (byte mark : marks) {
        if (mark == 0) {
          gap++;
        } else {
          for (; gap >= 0xFF; gap -= 0xFF) {
            out.writeByte(0xFF);
          }
          out.writeByte(gap);
          out.writeByte(mark);
          gap = 0;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Adds what another worker saw. */
  void add(byte[] written) {
    int issue = 0;
    for (int at = 0; at < written.length; at++) {
      int gap = written[at] & 0xFF;
      issue += gap;
      if (gap < 0xFF) {
        marks[issue++] |= written[++at];
      }
    }
  }
}
