package jp.totsugo.pack.answered;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import jp.totsugo.schema.Correction;

/**
 * What a receipt says of one answer.
 *
 * @param answered the row; its notes and refusal as they came out
 * @param personId of the record, empty if the issue is not one of the insurer's queue
 */
record ReceiptRow(
    AnsweredRow answered,
    String personId,
    String symbol,
    String number,
    String branch,
    String field) {
  static ReceiptRow of(AnsweredRow row, Correction issue) {
    return issue == null
        ? new ReceiptRow(row, "", "", "", "", "")
        : new ReceiptRow(
            row,
            issue.getPersonId(),
            issue.getSymbol(),
            issue.getNumber(),
            issue.getBranch(),
            issue.getField());
  }

  boolean isAccepted() {
    return answered.refusal() == null;
  }

  /** Whether the clerk is to answer again. */
  boolean isToMend() {
    return !isAccepted()
        && answered.refusal() != Refusal.ANSWERED_DIFFERENTLY
        && (answered.notes() & Note.ANSWERED_SINCE.bit()) == 0;
  }

  void write(DataOutput out) throws IOException {
    answered.write(out);
    out.writeUTF(personId);
    out.writeUTF(symbol);
    out.writeUTF(number);
    out.writeUTF(branch);
    out.writeUTF(field);
  }

  static ReceiptRow read(DataInput in) throws IOException {
    return new ReceiptRow(
        AnsweredRow.read(in), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF());
  }
}
