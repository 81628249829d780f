package jp.totsugo.job;

/** The version of this program, which decides with the rule set what a run finds. */
public final class Version {
  public static final String TOTSUGO = "1.0.0";

  private Version() {}
}
