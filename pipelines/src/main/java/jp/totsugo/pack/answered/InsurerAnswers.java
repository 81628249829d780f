package jp.totsugo.pack.answered;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jp.totsugo.history.answer.AnswerKind;
import jp.totsugo.pack.PackId;
import jp.totsugo.schema.Correction;

/**
 * Judges the answers of one insurer: goes through its queue once and decides issue by issue. Of
 * several rows to one issue, those that say the same word for word are one; of the others that can
 * be taken the later day counts, and of one day the later file and row.
 */
final class InsurerAnswers {
  private static final String ERROR = "ERROR";

  private final AnsweredRun run;
  private final String insurer;
  private final RowStore store;
  private final List<PackFile> files;
  private final ReceiptSpool spool;
  private final RowIndex index = new RowIndex();
  private final List<Winner> winners = new ArrayList<>();
  private final Set<Long> said = new HashSet<>();
  private long disputes;
  private long laterCounts;
  private long unanswered;
  private long queueRows;

  /** The row that counts for an issue. */
  private record Winner(String issueId, long place) {}

  InsurerAnswers(
      AnsweredRun run, String insurer, RowStore store, List<PackFile> files, ReceiptSpool spool) {
    this.run = run;
    this.insurer = insurer;
    this.store = store;
    this.files = files;
    this.spool = spool;
  }

  /**
   * @param own the files of the insurer, by their places
   */
  InsurerReceipt judge(List<Integer> own, AnswersFile answers)
      throws IOException, AnsweredRun.UnusableException {
    List<Integer> otherRun =
        own.stream().filter(file -> Receiving.isOfOtherRun(run, files.get(file))).toList();
    for (int file : own) {
      if (!otherRun.contains(file)) {
        index(files.get(file));
      }
    }
    run.forEachRow(insurer, this::judge);
    int row = 0;
    for (int file : own) {
      row = otherRun.contains(file) ? refuseAll(file, row) : refuseUnfound(file, row);
    }
    winners.sort(Comparator.comparing(Winner::issueId));
    for (Winner winner : winners) {
      AnsweredRow answer = store.read(winner.place());
      answers.add(answer, packId(files.get(answer.file())));
    }
    return new InsurerReceipt(
        insurer,
        own,
        spool.accepted(),
        disputes,
        spool.refused(),
        spool.overtaken(),
        unanswered,
        laterCounts,
        otherRun);
  }

  /** A sheet saved as text does not say which pack it is of; most insurers have but one. */
  private String packId(PackFile file) {
    return file.packId().isEmpty() && queueRows <= PackId.MOST_ROWS
        ? PackId.of(run.runId(), insurer, 1)
        : file.packId();
  }

  private void index(PackFile file) throws IOException {
    store.forEach(
        file.from(),
        file.to(),
        (place, row) -> {
          if (!row.issueId().isEmpty()) {
            index.add(row.issueId(), place);
          }
        });
  }

  private void judge(Correction issue) throws IOException {
    queueRows++;
    String id = issue.getIssueId();
    long winner = -1;
    AnsweredRow counting = null;
    boolean isAnswered = false;
    for (int i = index.first(id); i >= 0; i = index.next(i)) {
      AnsweredRow row = store.read(index.place(i));
      if (!row.issueId().equals(id)) {
        continue;
      }
      index.find(i);
      isAnswered = true;
      if (refusal(row, issue) == null && (counting == null || isLater(row, counting))) {
        winner = index.place(i);
        counting = row;
      }
    }
    if (!isAnswered) {
      unanswered++;
      return;
    }
    writeReceipts(issue, winner, counting);
  }

  /** Whether a row counts instead of one before it; the same answer given twice is the first. */
  private static boolean isLater(AnsweredRow row, AnsweredRow before) {
    int order = row.day().compareTo(before.day());
    return order > 0 || order == 0 && !row.saysTheSameAs(before);
  }

  /**
   * @param winner where the row that counts stands
   * @param counting that row, or null if there is none
   */
  private void writeReceipts(Correction issue, long winner, AnsweredRow counting)
      throws IOException {
    String id = issue.getIssueId();
    said.clear();
    boolean isOneOfSeveral = false;
    for (int i = index.first(id); i >= 0; i = index.next(i)) {
      AnsweredRow row = store.read(index.place(i));
      if (!row.issueId().equals(id)
          || index.place(i) == winner
          || counting != null && row.saysTheSameAs(counting)
          || !said.add(hash(row))) {
        continue;
      }
      Refusal refusal = refusal(row, issue);
      int notes = row.notes();
      if (refusal == null && counting != null && row.kind() == counting.kind()) {
        notes |= Note.REPEATED.bit();
      } else if (refusal == null) {
        refusal = Refusal.ANSWERED_DIFFERENTLY;
        isOneOfSeveral = true;
      } else if (counting != null && isOvertaken(row, index.place(i), counting, winner)) {
        notes |= Note.ANSWERED_SINCE.bit();
      }
      spool.add(ReceiptRow.of(row.judged(refusal, notes), issue));
    }
    if (counting != null) {
      int notes = counting.notes();
      if (isOneOfSeveral) {
        notes |= Note.LATER_COUNTS.bit();
        laterCounts++;
      }
      if (counting.kind() == AnswerKind.RIGHT && issue.getSeverity().equals(ERROR)) {
        notes |= Note.DISPUTE.bit();
        disputes++;
      }
      spool.add(ReceiptRow.of(counting.judged(null, notes), issue));
      winners.add(new Winner(id, winner));
    }
  }

  /**
   * Whether a row that is refused was followed by the one that counts. The same answer mends it
   * wherever it stands: copies of a file have names in any order.
   */
  private static boolean isOvertaken(
      AnsweredRow row, long place, AnsweredRow counting, long winner) {
    if (row.kind() == counting.kind()) {
      return true;
    }
    int order = row.day().isEmpty() ? 0 : row.day().compareTo(counting.day());
    return order < 0 || order == 0 && place < winner;
  }

  private static Refusal refusal(AnsweredRow row, Correction issue) {
    if (row.refusal() != null) {
      return row.refusal();
    }
    return LockedCells.areOf(issue, row) ? null : Refusal.LOCKED_CELL_CHANGED;
  }

  private static long hash(AnsweredRow row) {
    String all =
        String.join(
            "\0",
            String.valueOf(row.kind()),
            String.valueOf(row.refusal()),
            row.answer(),
            row.reason(),
            row.day(),
            row.by(),
            String.join("\0", java.util.Arrays.asList(row.locked())));
    return Hashing.sipHash24().hashString(all, StandardCharsets.UTF_8).asLong();
  }

  private int refuseAll(int file, int row) throws IOException {
    store.forEach(
        files.get(file).from(),
        files.get(file).to(),
        (place, answer) ->
            spool.add(ReceiptRow.of(answer.judged(Refusal.OTHER_RUN, answer.notes()), null)));
    return row;
  }

  /**
   * Refuses the rows that are about no issue of the queue.
   *
   * @param first the place of the file's first row in the index
   * @return that of the next file's
   */
  private int refuseUnfound(int file, int first) throws IOException {
    int[] row = {first};
    store.forEach(
        files.get(file).from(),
        files.get(file).to(),
        (place, answer) -> {
          if (answer.issueId().isEmpty()) {
            spool.add(ReceiptRow.of(answer, null));
          } else if (!index.isFound(row[0]++)) {
            spool.add(
                ReceiptRow.of(answer.judged(Refusal.ISSUE_NOT_OF_PACK, answer.notes()), null));
          }
        });
    return row[0];
  }
}
