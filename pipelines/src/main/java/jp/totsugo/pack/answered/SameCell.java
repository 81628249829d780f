package jp.totsugo.pack.answered;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a cell still says what was written there, after programs made of it what they make of
 * cells: other widths and spaces, zeros lost at the front, numbers rounded and written with an
 * exponent, days of what looked like one, question marks for characters that an encoding lacks, and
 * others for those beyond 16 bits.
 */
final class SameCell {
  private static final Charset WINDOWS_31J = Charset.forName("windows-31j");

  /** Spaces of all kinds, what cannot be seen, and the signs that a cell shows instead. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\u2400-\u2421\uFFFD]+");

  private static final String CUT = "…";

  private static final Pattern NUMBER = Pattern.compile("[0-9]+([.][0-9]+)?(E[+-]?[0-9]{1,3})?");
  private static final Pattern LIKE_A_DAY =
      Pattern.compile("([0-9]{1,4})[-/]([0-9]{1,2})([-/][0-9]{1,4})?");

  /** What spreadsheets keep of a number. */
  private static final int DIGITS_OF_A_NUMBER = 15;

  private static final int LONGEST_NUMBER = 100;

  private SameCell() {}

  /**
   * @param expected as it was written; what was too long for a cell is cut there, and says so
   * @param found as it came back
   */
  static boolean is(String expected, String found) {
    if (expected.equals(found)) {
      return true;
    }
    String wanted = folded(expected);
    String came = folded(found);
    return wanted.equals(came)
        || isSameNumber(wanted, came)
        || isDayOf(wanted, came)
        || isBeginning(wanted, found)
        || folded(lossy(expected)).equals(came)
        || folded(inSixteenBits(expected)).equals(came);
  }

  private static boolean isBeginning(String wanted, String found) {
    String kept = found.strip();
    if (!kept.endsWith(CUT)) {
      return false;
    }
    String beginning = folded(kept.substring(0, kept.length() - 1));
    return !beginning.isEmpty() && wanted.startsWith(beginning);
  }

  private static String folded(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC);
    folded = INVISIBLE.matcher(folded).replaceAll("");
    // Two programs read the same byte of windows-31j as one or the other.
    folded =
        folded
            .replace('\u301C', '~')
            .replace('\u2212', '-')
            .replace('\u2225', '\u2016')
            .replace('\u2014', '\u2015');
    return folded.startsWith("'") ? folded.substring(1) : folded;
  }

  /** What is left of a text that was saved in windows-31j. */
  private static String lossy(String text) {
    return new String(text.getBytes(WINDOWS_31J), WINDOWS_31J);
  }

  /** What programs make of references to characters beyond 16 bits that do not know any. */
  private static String inSixteenBits(String text) {
    StringBuilder cut = new StringBuilder(text.length());
    text.codePoints().forEach(character -> cut.append((char) character));
    return cut.toString();
  }

  private static boolean isSameNumber(String wanted, String found) {
    if (wanted.length() > LONGEST_NUMBER
        || found.length() > LONGEST_NUMBER
        || !wanted.matches("[0-9]+")
        || !NUMBER.matcher(found).matches()) {
      return false;
    }
    BigDecimal a = new BigDecimal(wanted);
    BigDecimal b = new BigDecimal(found);
    if (a.compareTo(b) == 0) {
      return true;
    }
    boolean isRounded = found.indexOf('E') >= 0;
    int digits = isRounded ? b.precision() : DIGITS_OF_A_NUMBER;
    if (!isRounded && wanted.length() <= DIGITS_OF_A_NUMBER) {
      return false;
    }
    return a.round(new MathContext(digits)).compareTo(b) == 0
        || a.round(new MathContext(digits, java.math.RoundingMode.DOWN)).compareTo(b) == 0;
  }

  /** Whether a card number such as 1-2 was taken for a day. */
  private static boolean isDayOf(String wanted, String found) {
    Matcher parts = LIKE_A_DAY.matcher(wanted);
    if (!parts.matches()) {
      return false;
    }
    boolean isCount = found.matches("[0-9]{5}([.]0+)?");
    LocalDate near = LocalDate.of(2026, 7, 1);
    LocalDate a = AnswerDay.of(wanted, false, false, near).day();
    LocalDate b = AnswerDay.of(found, isCount, false, near).day();
    return a != null
        && b != null
        && a.getMonthValue() == b.getMonthValue()
        && a.getDayOfMonth() == b.getDayOfMonth();
  }
}
