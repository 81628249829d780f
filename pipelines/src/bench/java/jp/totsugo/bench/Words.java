package jp.totsugo.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.IntStream;

/** The words that names and addresses are made of. */
final class Words {
  static final String[][] FAMILY_NAMES = table("family_names.csv", "");
  static final String[][] MALE_NAMES = table("given_names.csv", "1,");
  static final String[][] FEMALE_NAMES = table("given_names.csv", "2,");
  static final String[][] TOWNS = table("towns.csv", "");

  /** The numbers from 0 to 999 in full-width digits. */
  static final String[] NUMBERS =
      IntStream.range(0, 1000)
          .mapToObj(n -> Digits.fullWidth(Integer.toString(n)))
          .toArray(String[]::new);

  private Words() {}

  /** Half-width katakana as full-width. */
  static String fullWidth(String kana) {
    return Normalizer.normalize(kana, Normalizer.Form.NFKC).replace(' ', '\u3000');
  }

  private static String[][] table(String name, String prefix) {
    try {
      List<String> lines = Resources.readLines(Resources.getResource(Words.class, name), UTF_8);
      return lines.stream()
          .filter(line -> line.startsWith(prefix))
          .map(line -> line.substring(prefix.length()).split(",", -1))
          .toArray(String[][]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
