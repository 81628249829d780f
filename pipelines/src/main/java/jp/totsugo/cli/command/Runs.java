package jp.totsugo.cli.command;

import java.io.PrintWriter;
import java.util.List;
import jp.totsugo.cli.report.CoverageReport;
import jp.totsugo.cli.report.RefusedAnswers;
import jp.totsugo.cli.report.Words;
import jp.totsugo.cli.terminal.ProgressDisplay;
import jp.totsugo.history.ExpectedInsurers;
import jp.totsugo.history.answer.Answers;
import jp.totsugo.job.CheckJob;
import jp.totsugo.job.CountsDifferException;
import jp.totsugo.job.Failures;
import jp.totsugo.job.PreviousResults;
import jp.totsugo.job.Remark;
import jp.totsugo.job.RunFailedException;
import jp.totsugo.job.RunFolder;
import jp.totsugo.job.RunOptions;
import jp.totsugo.job.RunResult;
import jp.totsugo.number.register.UnfitRegisterException;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.storage.ShownName;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.upload.plan.UploadFinder;

/** Runs the job for a command: progress and messages on stderr, failures as exit codes. */
final class Runs {
  /**
   * @param result null if nothing was published
   */
  record Outcome(RunResult result, int exitCode) {}

  /** As many as a screen holds. */
  private static final int MOST_MESSAGES = 20;

  private Runs() {}

  static Outcome run(RunOptions options) {
    try (ProgressDisplay progress = ProgressDisplay.onStderr()) {
      RunResult result = new CheckJob(options, progress).run();
      progress.close();
      sayEach(result.rejected().stream().map(Runs::rejection).toList(), "rejected_files.csv");
      sayEach(result.tooManyUnreadable(), "reconciliation.json");
      sayEach(
          new CoverageReport(result.coverage(), options.language()).missing(),
          "statistics/coverage.csv");
      Words words = new Words(options.language());
      new RefusedAnswers(result.refusedAnswers(), words).sentences().forEach(Runs::say);
      result.remarks().stream()
          .limit(MOST_MESSAGES)
          .forEach(remark -> say(words.text(key(remark), remark.values().toArray())));
      return new Outcome(result, ExitCode.DONE);
    } catch (UploadFinder.NotFoundException | RunFolder.UnusableException e) {
      return failed(e, ExitCode.USAGE);
    } catch (ExpectedInsurers.InvalidListException e) {
      Words words = new Words(options.language());
      String message = words.text("insurers." + e.mistake(), e.values().toArray());
      return failed(e, message, ExitCode.USAGE);
    } catch (PreviousResults.UnusableException e) {
      Words words = new Words(options.language());
      return failed(e, words.text("previous." + e.reason(), e.values()), ExitCode.USAGE);
    } catch (Answers.NoAnswersException e) {
      Words words = new Words(options.language());
      String key = e.isThere() ? "answers.noAnswers" : "answers.notThere";
      return failed(e, words.text(key, e.getMessage()), ExitCode.USAGE);
    } catch (UnfitRegisterException e) {
      return failed(e, unfit(e, options), ExitCode.USAGE);
    } catch (CountsDifferException e) {
      return failed(e, ExitCode.COUNTS_DIFFER);
    } catch (RunFailedException e) {
      return failed(e, ExitCode.FAILED);
    }
  }

  static String rejection(RejectedFile file) {
    return file.name()
        + ": rejected, "
        + file.cause()
        + ": "
        + file.cause().meaning()
        + (file.detail().isEmpty() ? "" : " (" + file.detail() + ")");
  }

  private static void sayEach(List<String> messages, String allOfThem) {
    messages.stream().limit(MOST_MESSAGES).forEach(Runs::say);
    if (messages.size() > MOST_MESSAGES) {
      say("and " + (messages.size() - MOST_MESSAGES) + " more files; see " + allOfThem);
    }
  }

  private static String unfit(UnfitRegisterException e, RunOptions options) {
    Words words = new Words(options.language());
    return words.text(
        "register.unfit", e.share(), options.registerShare(), words.text("register." + e.reason()));
  }

  private static Outcome failed(Exception e, int exitCode) {
    return failed(e, e.getMessage(), exitCode);
  }

  private static Outcome failed(Exception e, String message, int exitCode) {
    say(message);
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
