package jp.totsugo.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import jp.totsugo.cli.report.ReceiveReport;
import jp.totsugo.job.OutputPlace;
import jp.totsugo.job.RunFolder;
import jp.totsugo.pack.answered.AnsweredRun;
import jp.totsugo.pack.answered.PackPaths;
import jp.totsugo.pack.answered.ReceivedPacks;
import jp.totsugo.pack.answered.Receiving;
import jp.totsugo.pack.lock.PackKeys;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Saying;
import jp.totsugo.words.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code totsugo receive}: takes answered packs back. */
@Command(name = "receive", mixinStandardHelpOptions = true, sortOptions = false)
public final class ReceiveCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PACK", arity = "1..*")
  List<Path> packs;

  @Option(names = "--run", required = true, paramLabel = "RUN")
  Path run;

  @Option(names = "--out", required = true, paramLabel = "DIR")
  Path out;

  @Option(names = "--lock", paramLabel = "FILE")
  Path lock;

  @Option(names = "--age-identity", paramLabel = "FILE")
  Path identity;

  @Mixin LanguageOption lang;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Words words = lang.words();
    PackKeys keys = keys();
    try {
      OutputPlace place = OutputPlace.of(out);
      List<Path> files = PackPaths.of(packs);
      ReceivedPacks received = receive(files, keys, AnsweredRun.open(run), place, words);
      ReceiveReport report = new ReceiveReport(received, words);
      report.aboutFiles().forEach(Runs::say);
      report.print(ShownName.of(out), System.out);
      return received.refusedFiles().isEmpty() ? ExitCode.DONE : ExitCode.INCOMPLETE_INPUT;
    } catch (NoSuchFileException e) {
      throw new WrongUsage(spec, Saying.of("receive.notThere", ShownName.of(e.getFile())), e);
    } catch (AnsweredRun.UnusableException e) {
      throw new WrongUsage(
          spec, Saying.of("receive.run." + e.reason(), ShownName.of(run), e.file()), e);
    } catch (RunFolder.UnusableException e) {
      throw new WrongUsage(spec, Saying.of("usage.out", e.saying()), e);
    }
  }

  private PackKeys keys() {
    KeyFiles files = new KeyFiles(spec, lang.language);
    PackKeys keys = lock == null ? PackKeys.NONE : PackKeys.NONE.with(files.locks(lock));
    return identity == null ? keys : keys.with(files.identities(identity));
  }

  private ReceivedPacks receive(
      List<Path> files, PackKeys keys, AnsweredRun answered, OutputPlace place, Words words)
      throws IOException, AnsweredRun.UnusableException, RunFolder.UnusableException {
    try (OutFolder unfinished = OutFolder.open(place, lang::say)) {
      Path folder = unfinished.path();
      // Only its owner can read it.
      Path work = Files.createTempDirectory(folder, "work-");
      Path results = Files.createDirectory(folder.resolve("results"));
      Receiving receiving = new Receiving(answered, work, keys, new Progress(files.size(), words));
      ReceivedPacks received = receiving.receive(files, results, lang.language);
      unfinished.appear(results);
      return received;
    }
  }

  /** Says now and then how far it has come. */
  private static final class Progress implements Receiving.Observer {
    private static final long NANOS_BETWEEN = TimeUnit.SECONDS.toNanos(10);

    private final int all;
    private final Words words;
    private long said = System.nanoTime();

    Progress(int all, Words words) {
      this.all = all;
      this.words = words;
    }

    @Override
    public void read(int files, long rows) {
      if (System.nanoTime() - said >= NANOS_BETWEEN) {
        said = System.nanoTime();
        Runs.say(words.text("receive.progress", files, all, rows));
      }
    }
  }
}
