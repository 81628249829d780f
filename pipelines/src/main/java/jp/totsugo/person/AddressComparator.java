package jp.totsugo.person;

import static jp.totsugo.person.FieldOutcome.DIFFERENT;
import static jp.totsugo.person.FieldOutcome.IDENTICAL;
import static jp.totsugo.person.FieldOutcome.SAME_AFTER_FOLDING;
import static jp.totsugo.person.FieldOutcome.SAME_AFTER_VARIANTS;
import static jp.totsugo.person.FieldOutcome.UNKNOWN;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Compares two addresses as far as a household needs: the same house, however its number is
 * written, with or without prefecture and the name of the building.
 */
final class AddressComparator {
  private static final Pattern NUMBER_GAP = Pattern.compile("(?<=\\d)\\s+(?=\\d)");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern HYPHENS = Pattern.compile("[\\x{2010}-\\x{2015}\\x{2212}]");
  private static final Pattern LONG_MARK_BETWEEN_NUMBERS = Pattern.compile("(?<=\\d)ー(?=\\d)");
  private static final Pattern PREFECTURE = Pattern.compile("^(東京都|北海道|京都府|大阪府|.{2,3}?県)(?=.)");
  private static final Pattern WRITTEN_NUMBER = Pattern.compile("[〇一二三四五六七八九十百]+(?=丁目|番|号|条|-)");
  private static final Pattern NUMBER_WORD = Pattern.compile("(?<=\\d)(丁目|番地の|番地|番|号|の)(?=\\d)");
  private static final Pattern LAST_NUMBER_WORD =
      Pattern.compile("(?<=\\d)(丁目|番地|番|号|号室)(?=$|[^\\d町丁])");
  private static final Pattern SECTION_WORD = Pattern.compile("大字");

  private final VariantKanji variants;

  AddressComparator(VariantKanji variants) {
    this.variants = variants;
  }

  FieldOutcome compare(String one, String other) {
    String foldedOne = folded(one);
    String foldedOther = one.equals(other) ? foldedOne : folded(other);
    if (foldedOne.isEmpty() || foldedOther.isEmpty()) {
      return UNKNOWN;
    }
    if (foldedOne.equals(foldedOther)) {
      return UnknownCharacter.isIn(foldedOne)
          ? UNKNOWN
          : one.equals(other) ? IDENTICAL : SAME_AFTER_FOLDING;
    }
    int[] shorter = plain(foldedOne).codePoints().toArray();
    int[] longer = plain(foldedOther).codePoints().toArray();
    return shorter.length <= longer.length
        ? startsAlike(shorter, longer)
        : startsAlike(longer, shorter);
  }

  private FieldOutcome startsAlike(int[] shorter, int[] longer) {
    if (shorter.length < longer.length && !onlyBuildingFollows(shorter, longer)) {
      return DIFFERENT;
    }
    FieldOutcome farthest = SAME_AFTER_VARIANTS;
    for (int i = 0; i < shorter.length; i++) {
      if (UnknownCharacter.is(shorter[i]) || UnknownCharacter.is(longer[i])) {
        farthest = UNKNOWN;
      } else if (!variants.interchangeable(shorter[i], longer[i])) {
        return DIFFERENT;
      }
    }
    return farthest;
  }

  private static boolean onlyBuildingFollows(int[] shorter, int[] longer) {
    int next = longer[shorter.length];
    return shorter.length > 0
        && Character.isDigit(shorter[shorter.length - 1])
        && !Character.isDigit(next)
        && next != '-';
  }

  private static String folded(String address) {
    String text = Normalizer.normalize(Spelling.withoutSelectors(address), Normalizer.Form.NFKC);
    text = NUMBER_GAP.matcher(text).replaceAll("-");
    text = SPACES.matcher(text).replaceAll("");
    text = HYPHENS.matcher(text).replaceAll("-");
    text = LONG_MARK_BETWEEN_NUMBERS.matcher(text).replaceAll("-");
    return text.replace('ヶ', 'ケ').replace('ヵ', 'カ').toUpperCase(Locale.ROOT);
  }

  private static String plain(String folded) {
    String text = PREFECTURE.matcher(folded).replaceFirst("");
    text = SECTION_WORD.matcher(text).replaceAll("");
    text = WRITTEN_NUMBER.matcher(text).replaceAll(AddressComparator::inDigits);
    text = NUMBER_WORD.matcher(text).replaceAll("-");
    return LAST_NUMBER_WORD.matcher(text).replaceAll("");
  }

  private static String inDigits(MatchResult written) {
    int total = 0;
    int digits = 0;
    for (char c : written.group().toCharArray()) {
      if (c == '十' || c == '百') {
        total += Math.max(digits, 1) * (c == '十' ? 10 : 100);
        digits = 0;
      } else {
        digits = digits * 10 + "〇一二三四五六七八九".indexOf(c);
      }
    }
    return Integer.toString(total + digits);
  }
}
