package jp.totsugo.pack.answered;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import jp.totsugo.history.answer.AnswerKind;
import jp.totsugo.pack.PackColumn;

/**
 * A row that was filled in, as it is kept until it is judged: texts as they may be shown.
 *
 * @param file by its place among all that are read
 * @param sheet as it is shown; empty for a text
 * @param line of the sheet, from 1
 * @param issueId empty if it is none
 * @param kind null if the answer is none of the list
 * @param answer what was written there; empty where there is a kind
 * @param day YYYY-MM-DD, or empty
 * @param refusal why it is refused whatever the queue says, or null
 * @param notes bits of {@link Note}
 * @param locked what stands in the cells of {@link #LOCKED}; null for those without a column
 */
record AnsweredRow(
    int file,
    String sheet,
    long line,
    String issueId,
    AnswerKind kind,
    String answer,
    String reason,
    String day,
    String by,
    Refusal refusal,
    int notes,
    String[] locked) {
  /** Cells that tell which finding a row is about. */
  static final List<PackColumn> LOCKED =
      List.of(
          PackColumn.FIELD,
          PackColumn.VALUE,
          PackColumn.PERSON_ID,
          PackColumn.SYMBOL,
          PackColumn.NUMBER,
          PackColumn.BRANCH,
          PackColumn.MY_NUMBER_MASKED,
          PackColumn.FILE,
          PackColumn.LINE);

  void write(DataOutput out) throws IOException {
    out.writeInt(file);
    out.writeUTF(sheet);
    out.writeLong(line);
    out.writeUTF(issueId);
    out.writeByte(kind == null ? -1 : kind.ordinal());
    out.writeUTF(answer);
    out.writeUTF(reason);
    out.writeUTF(day);
    out.writeUTF(by);
    out.writeByte(refusal == null ? -1 : refusal.ordinal());
    out.writeByte(notes);
    for (String cell : locked) {
      out.writeBoolean(cell != null);
      if (cell != null) {
        out.writeUTF(cell);
      }
    }
  }

  static AnsweredRow read(DataInput in) throws IOException {
    int file = in.readInt();
    String sheet = in.readUTF();
    long line = in.readLong();
    String issueId = in.readUTF();
    int kind = in.readByte();
    String answer = in.readUTF();
    String reason = in.readUTF();
    String day = in.readUTF();
    String by = in.readUTF();
    int refusal = in.readByte();
    int notes = in.readByte();
    String[] locked = new String[LOCKED.size()];
    for (int i = 0; i < locked.length; i++) {
      locked[i] = in.readBoolean() ? in.readUTF() : null;
    }
    return new AnsweredRow(
        file,
        sheet,
        line,
        issueId,
        kind < 0 ? null : AnswerKind.values()[kind],
        answer,
        reason,
        day,
        by,
        refusal < 0 ? null : Refusal.values()[refusal],
        notes,
        locked);
  }

  /** The same row with what came of it. */
  AnsweredRow judged(Refusal judgement, int allNotes) {
    return new AnsweredRow(
        file, sheet, line, issueId, kind, answer, reason, day, by, judgement, allNotes, locked);
  }

  /** Whether two rows say the same, wherever they stand. */
  boolean saysTheSameAs(AnsweredRow other) {
    return kind == other.kind
        && refusal == other.refusal
        && answer.equals(other.answer)
        && reason.equals(other.reason)
        && day.equals(other.day)
        && by.equals(other.by)
        && java.util.Arrays.equals(locked, other.locked);
  }
}
