package jp.totsugo.nation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One rule is switched off for one month by its settings, and on again in the next. */
final class SwitchedOff {
  static final String RULE = "NUMBER_MIXED_WIDTH";

  /** The third of four months or more. */
  private static final int MONTH = 3;

  private static final int FEWEST_MONTHS = 4;

  private final int months;

  SwitchedOff(int months) {
    this.months = months;
  }

  boolean isOff(String rule, int month) {
    return months >= FEWEST_MONTHS && month == MONTH && rule.equals(RULE);
  }

  /** Writes the settings of a month, if it has any. */
  void writeSettings(Path file, int month) throws IOException {
    if (isOff(RULE, month)) {
      Files.writeString(file, "rules:\n  " + RULE + ": {on: false}\n");
    }
  }
}
