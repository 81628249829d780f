package jp.totsugo.cli.command;

/** What the process says to the script that called it. */
public final class ExitCode {
  static final int DONE = 0;
  static final int FINDINGS = 1;
  public static final int USAGE = 2;
  static final int INCOMPLETE_INPUT = 3;
  static final int COUNTS_DIFFER = 4;
  public static final int FAILED = 5;

  private ExitCode() {}
}
