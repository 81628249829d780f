package jp.totsugo.cli.terminal;

import java.util.Locale;
import jp.totsugo.words.Words;

/**
 * How far a run has come at one moment, in words.
 *
 * @param words its language
 * @param bytes of the uploads that are read
 * @param records read
 * @param findings of the record rules
 * @param seconds since reading began
 */
record ProgressStage(
    Words words, long bytes, long totalBytes, long records, long findings, double seconds) {
  private static final int LONGEST_BAR = 40;
  private static final int SHORTEST_BAR = 4;
  private static final double SHARE_THAT_TELLS = 0.03;
  private static final double GIGA = 1e9;
  private static final double MEGA = 1e6;
  private static final double KILO = 1e3;

  /** One line without an end. */
  String line() {
    String line =
        words.text(
            "progress.line",
            size(),
            count(records),
            count(Math.round(records / Math.max(seconds, 0.001))),
            count(findings));
    return line + (bytes < totalBytes ? timeLeft() : words.text("progress.matching"));
  }

  /** A bar with the same words in at most so many columns. */
  String bar(int columns) {
    String percent =
        String.format(Locale.ROOT, "%3d %%", totalBytes == 0 ? 100 : 100 * bytes / totalBytes);
    String text = line();
    int length = Math.min(LONGEST_BAR, columns - percent.length() - TerminalText.width(text) - 4);
    if (length < SHORTEST_BAR) {
      String all = percent + " " + text;
      return TerminalText.width(all) <= columns ? all : TerminalText.cell(all, columns);
    }
    int done = totalBytes == 0 ? length : (int) (length * bytes / totalBytes);
    return percent + " [" + "=".repeat(done) + " ".repeat(length - done) + "] " + text;
  }

  private String size() {
    boolean large = totalBytes >= 10 * GIGA;
    double unit = large ? GIGA : MEGA;
    return String.format(
        Locale.ROOT, large ? "%.1f/%.1f GB" : "%.0f/%.0f MB", bytes / unit, totalBytes / unit);
  }

  /** The first bytes tell little: the engine was starting. */
  private String timeLeft() {
    if (bytes < SHARE_THAT_TELLS * totalBytes) {
      return "";
    }
    long left = Math.round(seconds * (totalBytes - bytes) / bytes);
    return left < 3600
        ? words.text("progress.minutes", left / 60, left % 60)
        : words.text("progress.hours", left / 3600, left % 3600 / 60);
  }

  /** Large numbers with three digits, as they change faster than one can read. */
  private static String count(long count) {
    if (count < 10_000) {
      return String.format(Locale.ROOT, "%,d", count);
    }
    return count < 1_000_000
        ? String.format(Locale.ROOT, "%.0f k", count / KILO)
        : String.format(Locale.ROOT, count < 100_000_000 ? "%.1f M" : "%.0f M", count / MEGA);
  }
}
