package jp.totsugo.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.totsugo.block.Status;
import jp.totsugo.history.Before;
import jp.totsugo.history.IssueColumns;
import jp.totsugo.history.KnownIssuesWriter;
import jp.totsugo.history.Life;
import jp.totsugo.history.answer.Answers;
import jp.totsugo.history.answer.RefusedAnswer;
import jp.totsugo.schema.Issue;
import jp.totsugo.storage.ShownName;
import jp.totsugo.table.ParquetRows;
import jp.totsugo.upload.file.FileStamp;
import jp.totsugo.upload.plan.RejectedUploads;

/** The issues of the run before on their way into this one, and those of this one out of it. */
final class IssueHistory {
  private final RunOptions options;
  private final PreviousResults previous;

  /** Issues of the run before that are not closed, by rule. */
  private final Map<String, Long> notClosed = new TreeMap<>();

  private final List<Remark> remarks = new ArrayList<>();
  private IssuesAtRest atRest;
  private List<RefusedAnswer> refusedAnswers = List.of();

  IssueHistory(RunOptions options, PreviousResults previous) {
    this.options = options;
    this.previous = previous;
  }

  /**
   * Lays the issues of the run before out for the workers, each with its answer.
   *
   * @param ownWork in which every attempt of the run has its work folder
   */
  void layOut(Path ownWork) throws IOException, Answers.NoAnswersException {
    try (Answers answers =
        Answers.read(
            options.past().answers(), options.asOf(), ownWork.resolve("answers-received"))) {
      if (previous.hasHistory()) {
        layOut(ownWork.resolve(Before.KNOWN_ISSUES), answers);
      }
      refusedAnswers = answers.refused();
      if (answers.superseded() > 0) {
        remarks.add(Remark.of(Remark.Kind.ANSWERS_SUPERSEDED, answers.superseded()));
      }
      if (options.past().answers() != null && answers.size() + refusedAnswers.size() == 0) {
        remarks.add(Remark.of(Remark.Kind.ANSWERS_NONE, ShownName.of(options.past().answers())));
      }
    }
  }

  private void layOut(Path folder, Answers answers) throws IOException {
    Path table = previous.issues().orElseThrow();
    FileStamp stamp = FileStamp.of(table);
    try (KnownIssuesWriter known = new KnownIssuesWriter(folder, options.settings().life());
        IssueColumns issues = IssueColumns.open(table)) {
      if (issues == null) {
        layOutRows(table, answers, known);
      } else {
        atRest = new IssuesAtRest(table, stamp, layOutColumns(issues, answers, known));
      }
    }
  }

  /** Returns the rows of the table that go on as they stand. */
  private BitSet layOutColumns(IssueColumns issues, Answers answers, KnownIssuesWriter known)
      throws IOException {
    BitSet kept = new BitSet();
    boolean hasAnswers = answers.size() > 0;
    String keptFrom = keptFrom();
    int before = 0;
    for (int rows = issues.next(); rows > 0; rows = issues.next()) {
      for (int row = 0; row < rows; row++) {
        boolean isAnswered = hasAnswers && answers.isFor(issues.id(row));
        if (!isAnswered && known.leaveAtRest(issues, row)) {
          kept.set(before + row, Life.isKept(issues.closedOn(row), keptFrom));
        } else {
          layOut(issues.issue(row), answers, known);
        }
      }
      before = Math.addExact(before, rows);
    }
    return kept;
  }

  /** A table of another version of the program: all its issues are made anew. */
  private void layOutRows(Path table, Answers answers, KnownIssuesWriter known) throws IOException {
    try (ParquetRows<Issue> issues = ParquetRows.open(table, Issue.class);
        ReadAhead<Issue> ahead = new ReadAhead<>(issues::next)) {
      for (Issue issue = ahead.next(); issue != null; issue = ahead.next()) {
        layOut(issue, answers, known);
      }
    }
  }

  private void layOut(Issue issue, Answers answers, KnownIssuesWriter known) throws IOException {
    if (!issue.getStatus().equals(Status.CLOSED.name())) {
      notClosed.merge(issue.getRule(), 1L, Long::sum);
    }
    answers.giveTo(issue);
    known.add(issue);
  }

  /** The issues of the run before that go on as they stand, or null. */
  IssuesAtRest atRest() {
    return atRest;
  }

  /** Answers that no issue took, and rows that are no answers. */
  List<RefusedAnswer> refusedAnswers() {
    return refusedAnswers;
  }

  /** What the user should know. */
  List<Remark> remarks() {
    return remarks;
  }

  /**
   * What workers must know of the run before, and of all that is not read.
   *
   * @param packed checksums of the packed files of the register, by the number of the file
   */
  Before before(RejectedUploads rejected, Map<Integer, Long> packed) {
    String asOf = options.asOf().toString();
    if (!previous.isPresent()) {
      return Before.none(asOf, rejected);
    }
    List<Long> register =
        previous.register().stream()
            .map(input -> Long.parseLong(input.crc32c(), 16))
            .sorted()
            .toList();
    return new Before(asOf, keptFrom(), register, packed, previous.records(), rejected);
  }

  /** As-ofs of all runs of the chain, this one last. */
  List<String> runs() {
    List<String> runs = new ArrayList<>(previous.isPresent() ? previous.runs() : List.of());
    runs.add(options.asOf().toString());
    return runs;
  }

  private String keptFrom() {
    List<String> runs = runs();
    int kept = options.settings().life().keptRuns();
    return runs.size() <= kept ? "" : runs.get(runs.size() - 1 - kept);
  }

  /** Issues of the run before that are not closed, by the name of their rule. */
  Map<String, Long> notClosed() {
    return notClosed;
  }
}
