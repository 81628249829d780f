package jp.totsugo.cli.command;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jp.totsugo.comparison.ComparedRun;
import jp.totsugo.pack.PackList;
import jp.totsugo.pack.Packs;
import jp.totsugo.pack.answered.AnsweredRun;
import jp.totsugo.pack.answered.ReceivedPacks;
import jp.totsugo.pack.answered.Receiving;
import jp.totsugo.pack.lock.PackKeys;
import jp.totsugo.words.Language;

/** From a run to the answers for the next: packs go out, clerks fill them in, they come back. */
final class Circle {
  /** Below the folder of the demo, each with a folder for every month. */
  private final Path packs;

  private final Path returned;
  private final Path answers;
  private final Language language;

  /**
   * @param folder for all that goes out and comes back
   */
  Circle(Path folder, Language language) {
    packs = folder.resolve("packs");
    returned = folder.resolve("returned");
    answers = folder.resolve("answers");
    this.language = language;
  }

  /** Writes the packs of a run; says what was written. */
  Packs.Written handOut(Path results) throws IOException {
    try {
      return new Packs(ComparedRun.open(results), language, null, Packs.Locks.NONE)
          .write(Files.createDirectories(packs.resolve(results.getFileName())), count -> {});
    } catch (ComparedRun.UnusableException | PackList.UnknownRuleException e) {
      throw unreadable(e);
    }
  }

  /**
   * Clerks fill in the packs of the last run, and those of the run before it with what is no longer
   * listed; what comes back is received.
   *
   * @param results of the runs so far, the last of them last
   * @param given what the clerks want to say
   */
  List<ReceivedPacks> takeBack(List<Path> results, Path given) throws IOException {
    Path last = results.get(results.size() - 1);
    Path folder = Files.createDirectories(answersTo(last));
    SimulatedClerk clerk = new SimulatedClerk(given, language);
    List<ReceivedPacks> received = new ArrayList<>();
    received.add(takeBack(clerk, last, returned.resolve(last.getFileName()), folder));
    if (clerk.answersLeft() > 0 && results.size() > 1) {
      Path late = Files.createDirectories(folder.resolve("late"));
      Path earlier = results.get(results.size() - 2);
      received.add(takeBack(clerk, earlier, returned.resolve(late.getFileName()), late));
      // A run reads all that stands in one folder.
      Files.copy(late.resolve("answers.avro"), folder.resolve("late.avro"));
    }
    return received;
  }

  private ReceivedPacks takeBack(SimulatedClerk clerk, Path results, Path filledIn, Path out)
      throws IOException {
    Files.createDirectories(filledIn);
    Path work = Files.createTempDirectory(filledIn, "work-");
    try {
      List<Path> back = new ArrayList<>();
      for (Path pack : files(packs.resolve(results.getFileName()))) {
        Path file = filledIn.resolve(pack.getFileName());
        if (clerk.fillIn(pack, file, work)) {
          back.add(file);
        }
      }
      return new Receiving(AnsweredRun.open(results), work, PackKeys.NONE, (files, rows) -> {})
          .receive(back, out, language);
    } catch (AnsweredRun.UnusableException e) {
      throw unreadable(e);
    } finally {
      MoreFiles.deleteRecursively(work, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  /** Where the answers to the packs of a run are. */
  Path answersTo(Path results) {
    return answers.resolve(results.getFileName());
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.xlsx")) {
      entries.forEach(files::add);
    }
    Collections.sort(files);
    return files;
  }

  private static IllegalStateException unreadable(Exception e) {
    return new IllegalStateException("the demo cannot read what it has written", e);
  }
}
