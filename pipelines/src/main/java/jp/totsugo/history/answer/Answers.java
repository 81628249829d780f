package jp.totsugo.history.answer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.totsugo.history.answer.AnswerRow.UnusableFileException;
import jp.totsugo.history.answer.AnswerStore.Stored;
import jp.totsugo.history.answer.RefusedAnswer.Cause;
import jp.totsugo.schema.Issue;
import jp.totsugo.schema.IssueAnswer;
import jp.totsugo.storage.PathText;
import jp.totsugo.storage.ShownName;
import jp.totsugo.table.CsvWriter;
import jp.totsugo.upload.file.NameOrder;

/**
 * The answers that a run is given: read from a file, or from all {@code *.avro} and {@code *.csv}
 * of a folder, and checked. Each is then given to its issue once; what is left at the end belongs
 * to none. Of two answers to one issue the later counts; of one day the first, if both say the
 * same, and else neither. Serves one thread, in bounded memory.
 */
public final class Answers implements Closeable {
  /** The path that was given has no answers; the words are those of the commands. */
  public static final class NoAnswersException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean isThere;

    NoAnswersException(Path path, boolean isThere) {
      super(ShownName.of(path));
      this.isThere = isThere;
    }

    /** Whether there is something, but no file of answers. */
    public boolean isThere() {
      return isThere;
    }
  }

  private static final byte TAKEN = 1;
  private static final byte DIFFERENT = 2;

  private final AnswerRules rules;
  private final AnswerStore store;
  private final List<String> files = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();

  /** Where other answers of the day stand that differ from the one in the store. */
  private final Map<String, List<Place>> different = new HashMap<>();

  private long superseded;

  private record Place(int file, long line) {}

  private record Refusal(String issueId, Place place, Cause cause) {}

  private Answers(LocalDate asOf, Path work) throws IOException {
    rules = new AnswerRules(asOf);
    store = new AnswerStore(Files.createDirectories(work).resolve("answers"));
  }

  /**
   * Reads answers.
   *
   * @param given a file or a folder, or null for none
   * @param asOf of the run
   * @param work a folder that only its owner can read
   */
  public static Answers read(Path given, LocalDate asOf, Path work)
      throws IOException, NoAnswersException {
    List<Path> files = given == null ? List.of() : files(given);
    Answers answers = new Answers(asOf, work);
    boolean isRead = false;
    try {
      for (Path file : files) {
        answers.read(file);
      }
      if (given != null && !Files.isDirectory(given) && answers.isNoFileOfAnswers()) {
        throw new NoAnswersException(given, true);
      }
      isRead = true;
      return answers;
    } finally {
      if (!isRead) {
        answers.close();
      }
    }
  }

  private static List<Path> files(Path given) throws IOException, NoAnswersException {
    if (!Files.isDirectory(given)) {
      if (!Files.isRegularFile(given)) {
        throw new NoAnswersException(given, Files.exists(given));
      }
      return List.of(given);
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(given)) {
      for (Path entry : entries) {
        String name = PathText.text(entry.getFileName());
        boolean isNamedSo = name.endsWith(".avro") || name.endsWith(".csv");
        if (isNamedSo && !name.startsWith(".") && Files.isRegularFile(entry)) {
          files.add(entry);
        }
      }
    }
    files.sort(
        Comparator.comparing(file -> PathText.text(file.getFileName()), NameOrder.BY_CODE_POINT));
    return files;
  }

  private boolean isNoFileOfAnswers() {
    return refusals.size() == 1 && refusals.get(0).cause() == Cause.FILE_NO_ANSWERS;
  }

  private void read(Path file) throws IOException {
    int number = files.size();
    files.add(ShownName.of(file.getFileName()));
    AnswerRow.Consumer consumer =
        new AnswerRow.Consumer() {
          @Override
          public void accept(long line, AnswerRow row) throws IOException {
            add(new Place(number, line), row);
          }

          @Override
          public void unreadable(long line) {
            refusals.add(new Refusal("", new Place(number, line), Cause.UNREADABLE));
          }
        };
    try {
      if (AnswerAvro.isAvro(file)) {
        AnswerAvro.read(file, consumer);
      } else {
        AnswerCsv.read(file, consumer);
      }
    } catch (UnusableFileException e) {
      refusals.add(new Refusal("", new Place(number, e.line()), e.reason()));
    }
  }

  private void add(Place place, AnswerRow row) throws IOException {
    Cause refusal = rules.refusal(row);
    if (refusal != null) {
      refusals.add(new Refusal(AnswerRules.issueId(row.issueId()), place, refusal));
      return;
    }
    IssueAnswer answer = rules.answer(row);
    Stored entry = new Stored(answer, place.file(), place.line());
    int slot = store.find(answer.getIssueId());
    if (slot == AnswerStore.NONE) {
      store.add(entry);
      return;
    }
    IssueAnswer other = store.read(slot).answer();
    int order = answer.getAnsweredOn().compareTo(other.getAnsweredOn());
    if (order > 0) {
      superseded++;
      different.remove(answer.getIssueId());
      store.replace(slot, entry);
    } else if (order < 0) {
      superseded++;
    } else if (store.mark(slot) == DIFFERENT || !answer.getAnswer().equals(other.getAnswer())) {
      store.mark(slot, DIFFERENT);
      different.computeIfAbsent(answer.getIssueId(), id -> new ArrayList<>()).add(place);
    }
  }

  /** Whether there is an answer to an issue. */
  public boolean isFor(String issueId) throws IOException {
    return store.find(issueId) != AnswerStore.NONE;
  }

  /** Takes the answer to an issue, or null if there is none. */
  public IssueAnswer take(String issueId) throws IOException {
    int slot = store.find(issueId);
    if (slot == AnswerStore.NONE || store.mark(slot) == DIFFERENT) {
      return null;
    }
    store.mark(slot, TAKEN);
    return store.read(slot).answer();
  }

  /**
   * Takes the answer to an issue and writes it there, unless the issue has it already or has a
   * later one: the same answers may be given to several runs. A new answer begins anew what an old
   * one ended.
   */
  public void giveTo(Issue issue) throws IOException {
    if (store.size() == 0) {
      return;
    }
    IssueAnswer answer = take(issue.getIssueId());
    if (answer == null && !issue.getFoundAs().isEmpty()) {
      answer = take(issue.getFoundAs());
    }
    if (answer == null
        || answer.getAnsweredOn().compareTo(issue.getAnsweredOn()) < 0
        || answer.getAnsweredOn().equals(issue.getAnsweredOn())
            && answer.getAnswer().equals(issue.getAnswer())
            && answer.getReason().equals(issue.getAnswerReason())) {
      return;
    }
    issue.setAnswer(answer.getAnswer());
    issue.setAnswerReason(answer.getReason());
    issue.setAnsweredOn(answer.getAnsweredOn());
    issue.setClearanceEnded("");
  }

  /** How many answers are not counted, since a later one was given to the same issue. */
  public long superseded() {
    return superseded;
  }

  /**
   * The issues that have an answer in these files; those that are refused as a row do not count.
   */
  public int size() {
    return store.size();
  }

  /**
   * The answers that are not taken, by file and line; among them those that no issue took. To be
   * asked once all issues had their turn.
   */
  public List<RefusedAnswer> refused() throws IOException {
    List<Refusal> all = new ArrayList<>(refusals);
    different.forEach(
        (id, places) ->
            places.forEach(place -> all.add(new Refusal(id, place, Cause.DIFFERENT_ANSWERS))));
    for (int slot = 0; slot < store.slots(); slot++) {
      if (store.holds(slot) && store.mark(slot) != TAKEN) {
        Stored entry = store.read(slot);
        all.add(
            new Refusal(
                entry.answer().getIssueId(),
                new Place(entry.file(), entry.line()),
                store.mark(slot) == DIFFERENT ? Cause.DIFFERENT_ANSWERS : Cause.ISSUE_UNKNOWN));
      }
    }
    all.sort(
        Comparator.<Refusal>comparingInt(refusal -> refusal.place().file())
            .thenComparingLong(refusal -> refusal.place().line()));
    return all.stream()
        .map(
            refusal ->
                new RefusedAnswer(
                    refusal.issueId(),
                    files.get(refusal.place().file()),
                    refusal.place().line(),
                    refusal.cause()))
        .toList();
  }

  /** Writes {@code answers_refused.csv}. */
  public static void write(List<RefusedAnswer> refused, Path file) throws IOException {
    try (CsvWriter csv = new CsvWriter(file, List.of("issue_id", "file", "line", "cause"))) {
      for (RefusedAnswer answer : refused) {
        csv.cell(answer.issueId())
            .cell(answer.file())
            .cell(answer.line())
            .cell(answer.cause().name())
            .endRow();
      }
    }
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
