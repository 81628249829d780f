package jp.totsugo.cli.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;
import jp.totsugo.cli.report.CoverageReport;
import jp.totsugo.cli.report.IncompleteUploads;
import jp.totsugo.cli.report.RefusedAnswers;
import jp.totsugo.cli.terminal.ProgressDisplay;
import jp.totsugo.history.ExpectedInsurers;
import jp.totsugo.history.answer.Answers;
import jp.totsugo.job.CheckJob;
import jp.totsugo.job.CountsDifferException;
import jp.totsugo.job.Failures;
import jp.totsugo.job.NotEnoughSpaceException;
import jp.totsugo.job.PreviousResults;
import jp.totsugo.job.Remark;
import jp.totsugo.job.RunFailedException;
import jp.totsugo.job.RunFolder;
import jp.totsugo.job.RunOptions;
import jp.totsugo.job.RunResult;
import jp.totsugo.number.earlier.UnfitEarlierException;
import jp.totsugo.number.register.UnfitRegisterException;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.storage.ShownName;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.upload.plan.UploadFinder;
import jp.totsugo.words.SaidException;
import jp.totsugo.words.Saying;
import jp.totsugo.words.Words;

/** Runs the job for a command: progress and messages on stderr, failures as exit codes. */
final class Runs {
  /**
   * @param result null if nothing was published
   */
  record Outcome(RunResult result, int exitCode) {}

  /** As many as a screen holds. */
  private static final int MOST_MESSAGES = 20;

  private static final long MEGA = 1_000_000;

  private final RunOptions options;
  private final boolean isQuiet;
  private final Consumer<String> problems;
  private final Words words;
  private CheckJob.Addition addition = results -> {};

  /**
   * @param isQuiet whether nothing is said that asks for nothing to be done
   * @param problems told what is wrong, besides
   */
  Runs(RunOptions options, boolean isQuiet, Consumer<String> problems) {
    this.options = options;
    this.isQuiet = isQuiet;
    this.problems = problems;
    words = new Words(options.language());
  }

  static Outcome run(RunOptions options) {
    return new Runs(options, false, message -> {}).run(false);
  }

  /** Has something added to the results before they appear. */
  Runs adding(CheckJob.Addition more) {
    addition = more;
    return this;
  }

  /**
   * Runs the job.
   *
   * @param checkSpace whether it ends before the work if the disk lacks room
   */
  Outcome run(boolean checkSpace) {
    try (ProgressDisplay progress = ProgressDisplay.onStderr(words)) {
      CheckJob.Observer observer = isQuiet ? new Silence() : progress;
      RunResult result =
          new CheckJob(options, observer).checkingSpace(checkSpace).adding(addition).run();
      progress.close();
      sayEach(
          result.rejected().stream().map(Runs::rejection).map(words::text).toList(),
          "rejected_files.csv");
      sayEach(result.tooManyUnreadable().stream().map(words::text).toList(), "reconciliation.json");
      sayEach(
          new CoverageReport(result.coverage(), options.language()).missing(),
          "statistics/coverage.csv");
      new RefusedAnswers(result.refusedAnswers(), words).sentences().forEach(this::sayProblem);
      result.remarks().stream().limit(MOST_MESSAGES).forEach(this::say);
      return new Outcome(result, ExitCode.DONE);
    } catch (UploadFinder.NotFoundException | RunFolder.UnusableException e) {
      return failed(e, ExitCode.USAGE);
    } catch (ExpectedInsurers.InvalidListException e) {
      String message = words.text("insurers." + e.mistake(), e.values().toArray());
      return failed(e, message, ExitCode.USAGE);
    } catch (PreviousResults.UnusableException e) {
      return failed(e, words.text("previous." + e.reason(), e.values()), ExitCode.USAGE);
    } catch (Answers.NoAnswersException e) {
      String key = e.isThere() ? "answers.noAnswers" : "answers.notThere";
      return failed(e, words.text(key, e.getMessage()), ExitCode.USAGE);
    } catch (UnfitRegisterException e) {
      return failed(e, unfit(e), ExitCode.USAGE);
    } catch (UnfitEarlierException e) {
      return failed(e, words.text("earlier.unfit", e.share()), ExitCode.USAGE);
    } catch (CountsDifferException e) {
      return failed(e, ExitCode.COUNTS_DIFFER);
    } catch (NotEnoughSpaceException e) {
      String message =
          words.text(
              "space.notEnough", ShownName.of(options.out()), e.needed() / MEGA, e.free() / MEGA);
      return failed(e, message, ExitCode.FAILED);
    } catch (RunFailedException e) {
      return failed(e, ExitCode.FAILED);
    }
  }

  /** Tells nobody how the job goes on. */
  private static final class Silence implements CheckJob.Observer {
    @Override
    public void notice(Saying message) {}

    @Override
    public void begins(int files, long bytes) {}

    @Override
    public void finishes() {}
  }

  /** Notes the uploads that are hardly all; says them where no summary does. */
  void noteIncomplete(RunResult result) {
    for (String sentence : new IncompleteUploads(result.incomplete(), words).sentences()) {
      problems.accept(sentence);
      if (isQuiet) {
        say(sentence);
      }
    }
  }

  private void say(Remark remark) {
    String message = words.text(key(remark), remark.values().toArray());
    if (remark.kind().asksForAction()) {
      sayProblem(message);
    } else if (!isQuiet) {
      say(message);
    }
  }

  private void sayProblem(String message) {
    problems.accept(message);
    say(message);
  }

  static Saying rejection(RejectedFile file) {
    return file.detail().equals(RejectedFile.NO_DETAIL)
        ? Saying.of("file.rejected", file.name(), file.cause().name(), file.cause().meaning())
        : Saying.of(
            "file.rejectedBecause",
            file.name(),
            file.cause().name(),
            file.cause().meaning(),
            file.detail());
  }

  private void sayEach(List<String> messages, String allOfThem) {
    messages.stream().limit(MOST_MESSAGES).forEach(this::sayProblem);
    if (messages.size() > MOST_MESSAGES) {
      sayProblem(words.text("file.more", messages.size() - MOST_MESSAGES, allOfThem));
    }
  }

  private String unfit(UnfitRegisterException e) {
    return words.text(
        "register.unfit", e.share(), options.registerShare(), words.text("register." + e.reason()));
  }

  private Outcome failed(SaidException e, int exitCode) {
    return failed(e, words.text(e.saying()), exitCode);
  }

  private Outcome failed(Exception e, String message, int exitCode) {
    sayProblem(message);
    if (System.getenv("TOTSUGO_DEBUG") != null) {
      Failures.trace(e, new PrintWriter(System.err, true));
    }
    return new Outcome(null, exitCode);
  }

  static void say(String message) {
    System.err.println("totsugo: " + ShownName.in(message));
  }

  /** The exit code of a run that was published. */
  static int exitCode(RunResult result, FailOn failOn, RuleSettings settings) {
    if (!result.rejected().isEmpty()
        || !result.tooManyUnreadable().isEmpty()
        || !result.refusedAnswers().isEmpty()
        || !result.coverage().missing().isEmpty()) {
      return ExitCode.INCOMPLETE_INPUT;
    }
    for (Rule rule : Rule.values()) {
      if (failOn.includes(settings.severity(rule)) && result.tally().detected(rule) > 0) {
        return ExitCode.FINDINGS;
      }
    }
    return ExitCode.DONE;
  }

  private static String key(Remark remark) {
    return "remark." + remark.kind() + (remark.isOfOne() ? ".one" : "");
  }
}
