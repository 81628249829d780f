package jp.totsugo.pack.answered;

import java.util.List;

/**
 * What came of the packs of one insurer, in figures.
 *
 * @param files their places among all files
 * @param accepted answers that are taken, those said twice included
 * @param disputes of these, ERRORs that are said to be right
 * @param refused answers that are not
 * @param overtaken of these, those to whose issue a later answer is taken: nothing is to be mended
 * @param unanswered issues of the queue to which no answer came
 * @param laterCounts answers that count instead of an earlier one
 * @param otherRun files that are packs of another run
 */
public record InsurerReceipt(
    String insurer,
    List<Integer> files,
    long accepted,
    long disputes,
    long refused,
    long overtaken,
    long unanswered,
    long laterCounts,
    List<Integer> otherRun) {
  /** The answers that the clerk is to give again. */
  public long toMend() {
    return refused - overtaken;
  }
}
