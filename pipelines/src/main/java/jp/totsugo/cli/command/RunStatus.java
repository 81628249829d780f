package jp.totsugo.cli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jp.totsugo.job.Version;
import jp.totsugo.storage.ShownName;
import jp.totsugo.table.JsonFile;
import jp.totsugo.words.Language;
import jp.totsugo.words.Words;

/**
 * {@code status.json} beside the results: how the last attempt stands, in words for a mail. It is
 * written when a run begins and when it ends in whatever way, always as a whole. A run does not
 * fail for it; where there is no folder beside the results, there is none.
 */
final class RunStatus implements AutoCloseable {
  static final String FILE = "status.json";

  /** As many as fit in a mail; the outputs have all. */
  private static final int MOST_PROBLEMS = 50;

  /** What became of the attempt. */
  private enum State {
    RUNNING,
    DONE,
    FINDINGS,
    REFUSED,
    INCOMPLETE,
    COUNTS_DIFFER,
    FAILED,
    INTERRUPTED
  }

  private record Status(
      String state,
      @JsonInclude(JsonInclude.Include.NON_NULL) Integer exitCode,
      String summary,
      List<String> problems,
      long moreProblems,
      String out,
      String asOf,
      String begun,
      @JsonInclude(JsonInclude.Include.NON_NULL) String ended,
      long process,
      String totsugo) {}

  private final Path folder;
  private final String out;
  private final String asOf;
  private final Words words;
  private final Instant begun = Instant.now();
  private final List<String> problems = new ArrayList<>();
  private final Thread onExit = new Thread(this::interrupted, "status");
  private long more;
  private boolean isEnded;

  private RunStatus(Path out, String asOf, Language language) {
    folder = out.toAbsolutePath().normalize().getParent();
    this.out = ShownName.of(out.toAbsolutePath().normalize());
    this.asOf = asOf;
    words = new Words(language);
  }

  /** Of an attempt that begins now. */
  static RunStatus begin(Path out, String asOf, Language language) {
    RunStatus status = new RunStatus(out, asOf, language);
    Runtime.getRuntime().addShutdownHook(status.onExit);
    status.write(State.RUNNING, null);
    return status;
  }

  /** Notes what is wrong, or must be done. */
  synchronized void problem(String message) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(ShownName.in(message));
    } else {
      more++;
    }
  }

  /** The attempt ends. */
  synchronized void end(int exitCode) {
    State state =
        switch (exitCode) {
          case ExitCode.DONE -> State.DONE;
          case ExitCode.FINDINGS -> State.FINDINGS;
          case ExitCode.USAGE -> State.REFUSED;
          case ExitCode.INCOMPLETE_INPUT -> State.INCOMPLETE;
          case ExitCode.COUNTS_DIFFER -> State.COUNTS_DIFFER;
          default -> State.FAILED;
        };
    isEnded = true;
    write(state, exitCode);
  }

  /** If the process is ended in the middle. */
  private synchronized void interrupted() {
    if (!isEnded) {
      write(State.INTERRUPTED, null);
    }
  }

  private void write(State state, Integer exitCode) {
    if (folder == null || !Files.isDirectory(folder)) {
      return;
    }
    Status status =
        new Status(
            state.name().toLowerCase(Locale.ROOT),
            exitCode,
            words.text("status." + state, asOf, out),
            List.copyOf(problems),
            more,
            out,
            asOf,
            time(begun),
            state == State.RUNNING ? null : time(Instant.now()),
            ProcessHandle.current().pid(),
            Version.TOTSUGO);
    Path unfinished = folder.resolve("." + FILE + "." + status.process());
    try {
      try {
        JsonFile.write(status, unfinished);
        Files.move(
            unfinished,
            folder.resolve(FILE),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      Runs.say(words.text("status.notWritten", ShownName.of(folder.resolve(FILE))));
    }
  }

  private static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook has run or will.
      return;
    }
  }
}
