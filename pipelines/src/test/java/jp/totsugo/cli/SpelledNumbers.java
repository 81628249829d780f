package jp.totsugo.cli;

import java.text.Normalizer;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Looks for numbers in a text, in any width and with spaces or hyphens between their digits. */
final class SpelledNumbers {
  private static final Pattern SEPARATORS =
      Pattern.compile("(?<=[0-9])[-\\s\\p{Zs}\\u2010-\\u2015\\u2212]+(?=[0-9])");
  private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]+");

  private SpelledNumbers() {}

  /** Those of the numbers, all of one length, that the text spells. */
  static Set<String> in(String text, Set<String> numbers) {
    int length = numbers.iterator().next().length();
    Set<String> found = new TreeSet<>();
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC);
    for (String run : NO_DIGITS.split(SEPARATORS.matcher(folded).replaceAll(""))) {
      for (int from = 0; from + length <= run.length(); from++) {
        String digits = run.substring(from, from + length);
        if (numbers.contains(digits)) {
          found.add(digits);
        }
      }
    }
    return found;
  }

  /** The digits of a text in their order. */
  static String digits(String text) {
    return NO_DIGITS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
  }

  /** All runs of so many digits in a row. */
  static Set<String> runs(String digits, int length) {
    Set<String> runs = new TreeSet<>();
    for (int from = 0; from + length <= digits.length(); from++) {
      runs.add(digits.substring(from, from + length));
    }
    return runs;
  }
}
