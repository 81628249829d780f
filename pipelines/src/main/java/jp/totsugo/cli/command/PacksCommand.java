package jp.totsugo.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import jp.totsugo.cli.terminal.CountDisplay;
import jp.totsugo.comparison.ComparedRun;
import jp.totsugo.job.OutputPlace;
import jp.totsugo.job.RunFolder;
import jp.totsugo.pack.PackList;
import jp.totsugo.pack.Packs;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Saying;
import jp.totsugo.words.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code totsugo packs}: a workbook for every insurer. */
@Command(name = "packs", mixinStandardHelpOptions = true, sortOptions = false)
public final class PacksCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "RUN")
  Path run;

  @Option(names = "--out", required = true, paramLabel = "DIR")
  Path out;

  @Option(names = "--due", paramLabel = "YYYY-MM-DD")
  LocalDate due;

  @Option(names = "--lock", paramLabel = "FILE")
  Path lock;

  @Mixin LanguageOption lang;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Packs.Locks locks =
        lock == null ? Packs.Locks.NONE : new KeyFiles(spec, lang.language).locks(lock)::lock;
    try {
      ComparedRun results = GivenRun.open(run);
      if (due != null && due.isBefore(LocalDate.parse(results.asOf()))) {
        throw new WrongUsage(spec, "packs.due", due, results.asOf());
      }
      Packs.Written written = write(results, locks, OutputPlace.of(out));
      say(written);
      return written.withoutLock().isEmpty() ? ExitCode.DONE : ExitCode.INCOMPLETE_INPUT;
    } catch (ComparedRun.UnusableException e) {
      throw GivenRun.unusable(spec, e);
    } catch (PackList.UnknownRuleException e) {
      throw new WrongUsage(
          spec, Saying.of("packs.unknownRule", ShownName.of(run), ShownName.of(e.rule())), e);
    } catch (RunFolder.UnusableException e) {
      throw new WrongUsage(spec, Saying.of("usage.out", e.saying()), e);
    }
  }

  private Packs.Written write(ComparedRun results, Packs.Locks locks, OutputPlace place)
      throws ComparedRun.UnusableException,
          PackList.UnknownRuleException,
          RunFolder.UnusableException,
          IOException {
    try (OutFolder folder = OutFolder.open(place, lang::say)) {
      Packs packs = new Packs(results, lang.language, due, locks);
      Packs.Written written;
      try (CountDisplay progress =
          CountDisplay.onStderr(lang.words().text("packs.progress"), packs.queues())) {
        written = packs.write(folder.path(), progress::add);
      }
      folder.appear();
      return written;
    }
  }

  private void say(Packs.Written written) {
    Words words = lang.words();
    System.out.println(
        words.text(
            "packs.written",
            words.count("packs.insurers", written.packs()),
            words.count("packs.workbooks", written.workbooks()),
            words.count("rows", written.rows())));
    if (written.outcomes() > 0) {
      System.out.println(
          words.text(
              "packs.outcomes",
              words.count("packs.issues", written.outcomes()),
              words.count("packs.issues", written.toDo())));
    }
    System.out.println(words.text("packs.where", ShownName.of(out)));
    if (!written.withoutLock().isEmpty()) {
      Runs.say(
          words.text(
              "packs.withoutLock",
              ShownName.of(lock),
              words.count("packs.insurers", written.withoutLock().size()),
              written.withoutLock()));
    }
  }
}
