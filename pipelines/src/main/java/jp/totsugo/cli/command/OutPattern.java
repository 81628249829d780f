package jp.totsugo.cli.command;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.regex.Pattern;
import jp.totsugo.storage.PathText;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A path in which {@code {asOf}} stands for the day of the run, so that a schedule needs no date.
 */
final class OutPattern {
  private static final String DAY = "{asOf}";

  /** What was meant for it, and would make a folder of that name. */
  private static final Pattern MISSPELT =
      Pattern.compile("\\{ *as[-_ ]?of *}", Pattern.CASE_INSENSITIVE);

  private OutPattern() {}

  static Path path(CommandSpec spec, Path pattern, LocalDate day) {
    String text = PathText.text(pattern).replace(DAY, day.toString());
    if (MISSPELT.matcher(text).find()) {
      throw new WrongUsage(spec, "usage.day", text, DAY);
    }
    return PathText.path(text);
  }
}
