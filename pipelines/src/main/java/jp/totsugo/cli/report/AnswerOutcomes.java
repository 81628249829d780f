package jp.totsugo.cli.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.totsugo.block.Status;
import jp.totsugo.cli.terminal.TerminalText;
import jp.totsugo.history.answer.AnswerKind;
import jp.totsugo.pack.answered.InsurerReceipt;
import jp.totsugo.pack.answered.ReceivedPacks;
import jp.totsugo.schema.Issue;
import jp.totsugo.schema.IssueAnswer;
import jp.totsugo.table.ParquetRows;
import jp.totsugo.words.Language;
import jp.totsugo.words.Words;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.specific.SpecificDatumReader;

/** What became of the answers that insurers sent back: in the next run, month by month. */
public final class AnswerOutcomes {
  private static final int LABEL = 49;
  private static final int COUNT = 12;

  private enum Outcome {
    /** Said to be corrected, and the next upload no longer has it. */
    CONFIRMED,
    /** Said to be corrected, and still there. */
    STILL_THERE,
    /** Said to be right, with a reason, and taken. */
    CLEARED,
    /** An error that is said to be right: it stays, and the steward is told. */
    DISPUTED,
    /** The person has left, the record is another's, or nobody knows yet. */
    OTHER
  }

  private record Month(String asOf, long refused, Map<Outcome, Long> counts) {}

  private final List<Month> months = new ArrayList<>();

  /**
   * Adds a month.
   *
   * @param received what came of the packs that were sent back
   * @param answers the folder with all that was accepted of them
   * @param results of the run that had them, in a folder named by its as-of
   */
  public void add(List<ReceivedPacks> received, Path answers, Path results) throws IOException {
    Map<String, AnswerKind> kinds = kinds(answers);
    Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    ParquetRows.forEach(
        results.resolve("history").resolve("issues.parquet"),
        Issue.class,
        issue -> {
          AnswerKind kind = kinds.get(issue.getIssueId());
          if (kind != null) {
            counts.merge(outcome(kind, Status.valueOf(issue.getStatus())), 1L, Long::sum);
          }
        });
    long refused = received.stream().mapToLong(packs -> packs.sum(InsurerReceipt::refused)).sum();
    months.add(new Month(results.getFileName().toString(), refused, counts));
  }

  private static Map<String, AnswerKind> kinds(Path answers) throws IOException {
    Map<String, AnswerKind> kinds = new HashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(answers, "*.avro")) {
      for (Path file : files) {
        try (DataFileStream<IssueAnswer> rows =
            new DataFileStream<>(
                Files.newInputStream(file), new SpecificDatumReader<>(IssueAnswer.class))) {
          rows.forEach(row -> kinds.put(row.getIssueId(), AnswerKind.valueOf(row.getAnswer())));
        }
      }
    }
    return kinds;
  }

  private static Outcome outcome(AnswerKind kind, Status status) {
    return switch (kind) {
      case CORRECTED -> status == Status.CLOSED ? Outcome.CONFIRMED : Outcome.STILL_THERE;
      case RIGHT -> status == Status.CLEARED ? Outcome.CLEARED : Outcome.DISPUTED;
      case WORKING, LEFT, NOT_OURS -> Outcome.OTHER;
    };
  }

  /** A row an outcome, a column a month. */
  public void print(Language language, PrintStream out) {
    Words words = new Words(language);
    StringBuilder head = new StringBuilder(TerminalText.left(words.text("answered.title"), LABEL));
    months.forEach(month -> head.append(TerminalText.right(month.asOf, COUNT)));
    out.println(head);
    for (Outcome outcome : Outcome.values()) {
      print(
          words.text("answered." + outcome),
          months.stream().map(month -> month.counts.getOrDefault(outcome, 0L)).toList(),
          out);
    }
    print(words.text("answered.refused"), months.stream().map(Month::refused).toList(), out);
  }

  private static void print(String label, List<Long> counts, PrintStream out) {
    StringBuilder row = new StringBuilder(TerminalText.left("  " + label, LABEL));
    counts.forEach(
        count -> row.append(TerminalText.right(String.format(Locale.ROOT, "%,d", count), COUNT)));
    out.println(row);
  }
}
