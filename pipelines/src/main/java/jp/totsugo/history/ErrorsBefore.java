package jp.totsugo.history;

import java.io.Closeable;
import java.io.IOException;
import jp.totsugo.block.IssueId;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.Severity;

/** Tells on which My Numbers an error stood in the run before. Serves one thread. */
public final class ErrorsBefore implements Closeable {
  private final KnownIssues known;
  private final KnownIssues.Rows rows;
  private final IssueId ids = new IssueId();

  private ErrorsBefore(KnownIssues known) {
    this.known = known;
    rows = known.rows();
  }

  /** Those of the run before; null if it had no issues, or there was none. */
  public static ErrorsBefore read(WorkFolder work) throws IOException {
    KnownIssues known = KnownIssues.read(Before.knownIssues(work));
    return known == null ? null : new ErrorsBefore(known);
  }

  /**
   * Whether an error that speaks of the number was open.
   *
   * @param insurer as it is called now
   * @param person and {@code qualification} of the record, as ids of issues are made of them
   */
  public boolean stoodOnNumber(int insurer, String personId, byte[] person, byte[] qualification)
      throws IOException {
    KnownIssues.OfInsurer issues = known.of(insurer);
    long key = PersonKey.of(personId);
    for (int i = issues.first(key); issues.isOf(i, key); i++) {
      if (!issues.isClosed(i)
          && isOfNumber(issues, i)
          && isOfRecord(issues, i, insurer, person, qualification)
          && rows.read(issues, i).getSeverity().equals(Severity.ERROR.name())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfNumber(KnownIssues.OfInsurer issues, int issue) {
    int rule = issues.rule(issue);
    return rule != KnownIssues.NO_RULE
        && Rule.of(rule).category() == Category.WRONG_MY_NUMBER
        && issues.field(issue) == Column.MY_NUMBER.ordinal();
  }

  private boolean isOfRecord(
      KnownIssues.OfInsurer issues, int issue, int insurer, byte[] person, byte[] qualification) {
    byte[] hash =
        ids.hash(
            insurer,
            person,
            qualification,
            Rule.of(issues.rule(issue)),
            Column.MY_NUMBER.ordinal());
    long head = IssueId.headOf(hash);
    return issues.isId(issue, head, IssueId.tailOf(hash)) || issues.wasFoundAs(issue, head);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
