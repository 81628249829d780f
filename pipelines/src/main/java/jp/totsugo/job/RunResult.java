package jp.totsugo.job;

import java.time.Duration;
import java.util.List;
import jp.totsugo.block.Tally;
import jp.totsugo.history.answer.RefusedAnswer;
import jp.totsugo.statistics.Coverage;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.words.Saying;

/**
 * What a run that was published says at its end.
 *
 * @param tally all counts
 * @param coverage who was expected to upload, and what came
 * @param tooManyUnreadable says of each file over the allowed share of unreadable lines that it is
 * @param refusedAnswers answers of insurers that were not taken
 * @param remarks what else there is to say of uploads
 * @param incomplete accepted uploads that are hardly what their insurers meant to send
 * @param duration from the first look at the uploads to the rename
 */
public record RunResult(
    Tally tally,
    Coverage coverage,
    List<RejectedFile> rejected,
    List<Saying> tooManyUnreadable,
    List<RefusedAnswer> refusedAnswers,
    List<Remark> remarks,
    List<Incomplete> incomplete,
    Duration duration) {

  /** Why an upload that was accepted is hardly all that there is. */
  public enum Kind {
    /** It has a header, or columns, and no records. */
    NO_RECORDS,
    /** Its last line is unreadable and has no end. */
    CUT_OFF
  }

  /**
   * An upload that was accepted and is hardly what its insurer meant to send.
   *
   * @param insurer its uploader, or {@link jp.totsugo.record.InsurerNumber#UNKNOWN}
   */
  public record Incomplete(Kind kind, String file, int insurer) {}
}
