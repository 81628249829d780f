package jp.totsugo.cli.command;

import jp.totsugo.rule.Severity;

/** From which severity on findings make the exit code {@link ExitCode#FINDINGS}. */
enum FailOn {
  error,
  review,
  never;

  boolean includes(Severity severity) {
    return switch (this) {
      case error -> severity == Severity.ERROR;
      case review -> severity != Severity.NOTICE;
      case never -> false;
    };
  }
}
