package jp.totsugo.history;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import jp.totsugo.block.IssueId;
import jp.totsugo.block.LifeCounts;
import jp.totsugo.schema.Issue;

/**
 * Merges the findings of one insurer with its issues of the run before, in bounded memory: a few
 * bytes an issue. All findings are announced first, then each is handed over, in the same order
 * among those with equal ids; what is left of the issues was not found. Serves one thread.
 */
public final class IssueMerge implements Closeable {
  /** Issues in memory while they are sorted. */
  private static final long MOST_BYTES = 32L << 20;

  private final KnownIssues known;
  private final KnownIssues.OfInsurer issues;
  private final KnownIssues.Rows rows;
  private final Presence presence;
  private final Life life;
  private final LifeCounts counts;
  private final SortedRows next;
  private final IssueRow codec = new IssueRow();

  /** Issues whose id a finding has that was announced. */
  private final BitSet reserved = new BitSet();

  /** The same of issues at rest, by their place in the index. */
  private final Set<Long> reservedAtRest = new HashSet<>();

  /** Issues that were found. */
  private final BitSet found = new BitSet();

  /** Issues that nothing can tell from new ones: their records are known by file and line alone. */
  private final BitSet replaced = new BitSet();

  /** Takes the issues of this run in the order of their ids, encoded by {@link IssueRow}. */
  public interface Output {
    void accept(byte[] issue) throws IOException;
  }

  /**
   * @param known the issues of the run before, or null
   * @param seen what was seen of the records of the insurer's issues
   * @param counts gets what becomes of them
   * @param folder for what does not fit in memory; readable by its owner alone
   */
  public IssueMerge(
      KnownIssues known,
      int insurer,
      Iterable<byte[]> seen,
      Life life,
      LifeCounts counts,
      Path folder) {
    this.known = known;
    issues = known == null ? null : known.of(insurer);
    rows = known == null ? null : known.rows();
    presence = new Presence(known == null ? 0 : issues.count());
    seen.forEach(presence::add);
    this.life = life;
    this.counts = counts;
    next = new SortedRows(folder, mostBytes(), IssueRow::compareIds);
  }

  private static long mostBytes() {
    return Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 32);
  }

  /**
   * Announces a finding.
   *
   * @param hash of its id
   */
  public void announce(String personId, byte[] hash) {
    if (known == null || issues.count() == 0) {
      return;
    }
    long person = PersonKey.of(personId);
    if (!issues.isOf(issues.first(person), person)) {
      return;
    }
    long head = IssueId.headOf(hash);
    short tail = IssueId.tailOf(hash);
    long atRest = issues.atRest(head, tail);
    if (atRest >= 0 && reservedAtRest.add(atRest)) {
      // The first of those with one id.
      return;
    }
    for (int i = issues.first(person); issues.isOf(i, person); i++) {
      if (!reserved.get(i) && issues.isId(i, head, tail)) {
        reserved.set(i);
        return;
      }
    }
  }

  /**
   * Hands a finding over.
   *
   * @param finding with the id and all that was found now
   * @param rule ordinal
   * @param field ordinal of the column
   * @return the issue that it is
   */
  public Issue find(Issue finding, int rule, int field) throws IOException {
    long atRest = known == null ? -1 : atRest(finding);
    int issue = known == null || atRest >= 0 ? -1 : knownAs(finding, rule, field);
    if (issue >= 0 && !Life.isTraceable(finding.getPersonId())) {
      replaced.set(issue);
      issue = -1;
    }
    Issue now;
    if (atRest >= 0 && Life.isTraceable(finding.getPersonId())) {
      now = life.goOn(issues.atRest(atRest, finding), finding);
    } else if (issue < 0) {
      now = life.begin(finding);
    } else {
      found.set(issue);
      now = life.goOn(rows.read(issues, issue), finding);
    }
    add(now);
    return now;
  }

  /** The issue at rest that has a finding's id, or -1. */
  private long atRest(Issue finding) {
    String id = finding.getIssueId();
    return issues.atRest() == 0 || IssueId.numberOf(id) > 1
        ? -1
        : issues.atRest(IssueId.headOf(id), IssueId.tailOf(id));
  }

  /**
   * The issue of the run before that a finding is, or -1: by its id; by the id under which it was
   * last found; or because its record has got another qualification date.
   */
  private int knownAs(Issue finding, int rule, int field) {
    long person = PersonKey.of(finding.getPersonId());
    int first = issues.first(person);
    if (!issues.isOf(first, person)) {
      return -1;
    }
    long head = IssueId.headOf(finding.getIssueId());
    short tail = IssueId.tailOf(finding.getIssueId());
    int number = IssueId.numberOf(finding.getIssueId());
    for (int i = first; issues.isOf(i, person); i++) {
      if (!found.get(i) && issues.isId(i, head, tail) && issues.number(i) == number) {
        return i;
      }
    }
    if (!Life.isTraceable(finding.getPersonId())) {
      // All such records have one person id, or none: only the same place is the same record.
      return -1;
    }
    for (int i = first; issues.isOf(i, person); i++) {
      if (isFree(i) && issues.wasFoundAs(i, head)) {
        return i;
      }
    }
    for (int i = first; issues.isOf(i, person); i++) {
      if (isFree(i)
          && issues.rule(i) == rule
          && issues.field(i) == field
          && !issues.isClosed(i)
          && !presence.isOwnThere(i)) {
        return i;
      }
    }
    return -1;
  }

  private boolean isFree(int issue) {
    return !found.get(issue) && !reserved.get(issue);
  }

  private void add(Issue issue) throws IOException {
    counts.add(issue);
    write(issue);
  }

  private void write(Issue issue) throws IOException {
    byte[] row = codec.encode(issue);
    next.add(IssueId.orderOf(issue.getIssueId()), row, row.length);
  }

  /**
   * To be called once all findings were handed over: what is left was not found. Issues at rest are
   * not handed out: where none with their id is, they go on as they stand.
   */
  public void finish(Output output) throws IOException {
    for (int i = 0; known != null && i < issues.count(); i++) {
      if (found.get(i)) {
        continue;
      }
      byte[] row = rows.readOn(issues, i);
      if (issues.isClosed(i)) {
        // Most of a long history: it goes on as it stands.
        if (life.isKept(codec.closedOn(row)) && !replaced.get(i)) {
          next.add(IssueRow.orderOf(row), row, row.length);
        }
        continue;
      }
      Issue issue = codec.decode(row, 0, row.length);
      life.end(issue, presence, i);
      if (!replaced.get(i)) {
        write(issue);
      }
      counts.add(issue);
    }
    next.forEach((order, issue) -> output.accept(issue));
  }

  @Override
  public void close() throws IOException {
    next.close();
    if (rows != null) {
      rows.close();
    }
  }
}
