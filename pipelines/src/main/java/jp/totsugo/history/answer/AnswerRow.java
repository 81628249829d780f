package jp.totsugo.history.answer;

import java.util.List;
import java.util.Map;

/** A row of a file of answers as it stands; cells that the file lacks are empty. */
record AnswerRow(
    String issueId,
    String answer,
    String reason,
    String answeredOn,
    String answeredBy,
    String packId) {

  /** The names of the columns, and the Japanese ones that correction packs have. */
  static final Map<String, Integer> COLUMNS =
      Map.ofEntries(
          Map.entry("issue_id", 0),
          Map.entry("指摘番号", 0),
          Map.entry("answer", 1),
          Map.entry("回答", 1),
          Map.entry("reason", 2),
          Map.entry("理由", 2),
          Map.entry("answered_on", 3),
          Map.entry("回答日", 3),
          Map.entry("answered_by", 4),
          Map.entry("担当", 4),
          Map.entry("pack_id", 5));

  static final int CELLS = 6;

  /** A file without one of the columns issue_id, answer and answered_on has no answers. */
  private static final List<Integer> REQUIRED = List.of(0, 1, 3);

  /** Takes the rows of a file. */
  interface Consumer {
    void accept(long line, AnswerRow row) throws java.io.IOException;

    /** A row that cannot be read. */
    void unreadable(long line) throws java.io.IOException;
  }

  /** The file is no file of answers, or is damaged. */
  static final class UnusableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RefusedAnswer.Cause reason;
    private final long line;

    UnusableFileException(RefusedAnswer.Cause reason, long line) {
      super(reason.name());
      this.reason = reason;
      this.line = line;
    }

    RefusedAnswer.Cause reason() {
      return reason;
    }

    long line() {
      return line;
    }
  }

  static AnswerRow of(String[] cells) {
    return new AnswerRow(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
  }

  /**
   * Which cell of a row each column of a header is.
   *
   * @return -1 for columns that say nothing here
   */
  static int[] places(List<String> header) throws UnusableFileException {
    int[] places = new int[header.size()];
    boolean[] found = new boolean[CELLS];
    for (int i = 0; i < places.length; i++) {
      places[i] = COLUMNS.getOrDefault(header.get(i).strip(), -1);
      if (places[i] >= 0) {
        if (found[places[i]]) {
          throw new UnusableFileException(RefusedAnswer.Cause.FILE_NO_ANSWERS, 0);
        }
        found[places[i]] = true;
      }
    }
    for (int cell : REQUIRED) {
      if (!found[cell]) {
        throw new UnusableFileException(RefusedAnswer.Cause.FILE_NO_ANSWERS, 0);
      }
    }
    return places;
  }

  List<String> texts() {
    return List.of(issueId, answer, reason, answeredOn, answeredBy, packId);
  }

  /** Whether nothing was filled in: no answer, and none of what belongs to one. */
  boolean isUnanswered() {
    return answer.isBlank() && reason.isBlank() && answeredOn.isBlank();
  }
}
