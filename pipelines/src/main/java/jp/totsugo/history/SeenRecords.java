package jp.totsugo.history;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import jp.totsugo.block.IssueId;
import jp.totsugo.block.RecordPrint;
import jp.totsugo.record.Column;
import jp.totsugo.record.Dates;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;

/**
 * Looks among all records for those of issues that are not closed, so that an issue which is no
 * longer found is told apart from one whose record is no longer there. Serves one thread.
 */
public final class SeenRecords {
  private static final byte[] NO_DATE = {};

  private final KnownIssues known;
  private final RecordPrint print;
  private final IssueId ids = new IssueId();
  private final Map<Integer, Seen> byInsurer = new TreeMap<>();
  private int insurer = -1;
  private Seen current;

  /** Takes what was seen of an insurer. */
  public interface Output {
    void accept(int insurer, byte[] seen);
  }

  /**
   * @param known the issues of the run before
   */
  public SeenRecords(KnownIssues known, RuleSettings settings) {
    this.known = known;
    print = new RecordPrint(settings);
  }

  /** The issues of an insurer, and what was seen of them. */
  private static final class Seen {
    private final KnownIssues.OfInsurer issues;
    private final Presence presence;
    private final PersonFilter filter;

    Seen(KnownIssues.OfInsurer issues) {
      this.issues = issues;
      presence = new Presence(issues.count());
      filter = issues.filter();
    }
  }

  /**
   * Looks at a record.
   *
   * @param judged the rules that are applied to its file
   */
  public void see(RecordView record, Predicate<Rule> judged) {
    if (record.insurer() != insurer) {
      turnTo(record.insurer());
    }
    if (current == null) {
      return;
    }
    long person =
        PersonKey.of(record.text(), record.start(Column.PERSON_ID), record.end(Column.PERSON_ID));
    if (current.filter.mayHave(person)) {
      look(record, person, judged);
    }
  }

  private void turnTo(int wanted) {
    insurer = wanted;
    current = byInsurer.get(wanted);
    if (current == null) {
      KnownIssues.OfInsurer issues = known.of(wanted);
      if (issues.open() > 0) {
        current = new Seen(issues);
        byInsurer.put(wanted, current);
      }
    }
  }

  private void look(RecordView record, long person, Predicate<Rule> judged) {
    KnownIssues.OfInsurer issues = current.issues;
    int issue = issues.first(person);
    if (!issues.isOf(issue, person)) {
      return;
    }
    print.look(record);
    byte[] id = record.string(Column.PERSON_ID).getBytes(StandardCharsets.UTF_8);
    byte[] qualification =
        record.date(Column.QUALIFICATION) == Dates.INVALID
            ? NO_DATE
            : record.string(Column.QUALIFICATION).getBytes(StandardCharsets.UTF_8);
    for (; issues.isOf(issue, person); issue++) {
      if (issues.isClosed(issue)) {
        continue;
      }
      if (issues.rule(issue) == KnownIssues.NO_RULE) {
        current.presence.see(issue, false, false, false);
        continue;
      }
      Rule rule = Rule.of(issues.rule(issue));
      byte[] hash = ids.hash(insurer, id, qualification, rule, issues.field(issue));
      long head = IssueId.headOf(hash);
      boolean isOwn =
          issues.isId(issue, head, IssueId.tailOf(hash)) || issues.wasFoundAs(issue, head);
      current.presence.see(
          issue, isOwn, judged.test(rule), print.of(rule) == issues.recordPrint(issue));
    }
  }

  /** Hands out what was seen. */
  public void finish(Output output) {
    byInsurer.forEach((of, seen) -> output.accept(of, seen.presence.write()));
  }
}
