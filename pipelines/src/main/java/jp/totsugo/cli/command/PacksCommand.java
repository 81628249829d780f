package jp.totsugo.cli.command;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import jp.totsugo.cli.terminal.CountDisplay;
import jp.totsugo.comparison.ComparedRun;
import jp.totsugo.job.ManifestSeal;
import jp.totsugo.job.OutputPlace;
import jp.totsugo.job.RunFolder;
import jp.totsugo.pack.PackList;
import jp.totsugo.pack.Packs;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Language;
import jp.totsugo.words.Saying;
import jp.totsugo.words.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code totsugo packs}: a workbook for every insurer. */
@Command(
    name = "packs",
    description =
        "Writes a correction pack for every insurer: the workbook in which its clerk finds what to"
            + " correct and to check, says what was done, and reads what became of the answers"
            + " before. An insurer without rows in its queue gets one if an issue of it was closed"
            + " or answered.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  written",
      "  2  wrong usage: no results of a run there, damaged or unfinished ones; DIR is used; or the"
          + " lock file cannot be used",
      "  3  written, but an insurer without an entry in the lock file has no pack",
      "  5  the program or the machine failed; nothing is written"
    })
public final class PacksCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "RUN", description = "The folder that the run wrote.")
  Path run;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder for the packs, <insurer>_<as-of>.xlsx; it must not exist yet or be empty. It"
              + " appears when all of them are written.")
  Path out;

  @Option(
      names = "--due",
      paramLabel = "YYYY-MM-DD",
      description = "The day by which the packs are to be returned, for their covers.")
  LocalDate due;

  @Option(
      names = "--lock",
      paramLabel = "FILE",
      description =
          "Locks each pack so that only its insurer can open it. CSV with the columns insurer and"
              + " password (workbooks that ask for it) or age-recipient (files for the command"
              + " age). See runbooks/lock-packs.md.")
  Path lock;

  @Option(
      names = "--lang",
      defaultValue = "ja",
      paramLabel = "LANG",
      description =
          "Language of packs and messages: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  Language language;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Packs.Locks locks =
        lock == null ? Packs.Locks.NONE : new KeyFiles(spec, language).locks(lock)::lock;
    try {
      ComparedRun results = open();
      if (due != null && due.isBefore(LocalDate.parse(results.asOf()))) {
        throw new WrongUsage(spec, "packs.due", due, results.asOf());
      }
      Packs.Written written = write(results, locks, OutputPlace.of(out));
      say(written);
      return written.withoutLock().isEmpty() ? ExitCode.DONE : ExitCode.INCOMPLETE_INPUT;
    } catch (ComparedRun.UnusableException e) {
      throw new WrongUsage(
          spec, Saying.of("compare.unusable." + e.reason(), e.folder(), e.file()), e);
    } catch (PackList.UnknownRuleException e) {
      throw new WrongUsage(
          spec, Saying.of("packs.unknownRule", ShownName.of(run), ShownName.of(e.rule())), e);
    } catch (RunFolder.UnusableException e) {
      throw new ParameterException(spec.commandLine(), "--out: " + e.getMessage(), e);
    }
  }

  private ComparedRun open() throws ComparedRun.UnusableException, IOException {
    ComparedRun results = ComparedRun.open(run);
    Path manifest = run.resolve("run.json");
    if (!ManifestSeal.isWhole(manifest) && !ManifestSeal.isUnsealed(manifest)) {
      throw new WrongUsage(spec, "compare.unusable.MANIFEST_DAMAGED", ShownName.of(run));
    }
    return results;
  }

  private Packs.Written write(ComparedRun results, Packs.Locks locks, OutputPlace place)
      throws ComparedRun.UnusableException,
          PackList.UnknownRuleException,
          RunFolder.UnusableException,
          IOException {
    place.makeParent();
    try (UnfinishedFolder folder = new UnfinishedFolder(place.inProgress())) {
      place.make(() -> emptied(folder.path()));
      place.tryRename(folder.path().resolve("probe"));
      Packs packs = new Packs(results, language, due, locks);
      Packs.Written written;
      try (CountDisplay progress =
          CountDisplay.onStderr(new Words(language).text("packs.progress"), packs.queues())) {
        written = packs.write(folder.path(), progress::add);
      }
      Files.move(folder.path(), place.folder(), StandardCopyOption.ATOMIC_MOVE);
      folder.keep();
      return written;
    }
  }

  private static Path emptied(Path folder) throws IOException {
    if (Files.exists(folder)) {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
    return Files.createDirectory(folder);
  }

  private void say(Packs.Written written) {
    Words words = new Words(language);
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
