package jp.totsugo.upload.infer;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.totsugo.record.EraCodes;

/**
 * What the digits of dates by era say of the table that they are from. 2 and 4 are in claims only,
 * 7 and 9 in the pension office's notifications; 大正 had 15 years, and 令和 has not yet had many.
 *
 * @param ofClaims values that only claims have
 * @param ofPension values that only notifications have
 * @param digits values with a digit for the era
 */
record EraEvidence(int ofClaims, int ofPension, int digits) {
  private static final Pattern BY_CODE = Pattern.compile("([0-9])[-/.]?([0-9]{1,2}).*");
  private static final int YEARS_OF_TAISHO = 15;
  private static final int YEARS_AHEAD = 15;
  private static final int YEAR_BEFORE_REIWA = 2018;

  /**
   * @param fields the contents of fields with such dates
   * @param year of today
   */
  static EraEvidence of(List<FieldContent> fields, int year) {
    int claims = 0;
    int pension = 0;
    int digits = 0;
    for (FieldContent field : fields) {
      for (String value : field.filledValues()) {
        Matcher date = BY_CODE.matcher(value);
        if (date.matches()) {
          digits++;
          char code = date.group(1).charAt(0);
          int ofEra = Integer.parseInt(date.group(2));
          claims += code == '2' || code == '4' || code == '3' && ofEra > YEARS_OF_TAISHO ? 1 : 0;
          boolean isFarAhead = ofEra > year - YEAR_BEFORE_REIWA + YEARS_AHEAD;
          pension += code == '7' || code == '9' || code == '5' && isFarAhead ? 1 : 0;
        }
      }
    }
    return new EraEvidence(claims, pension, digits);
  }

  /** The table that the digits prove, or null. */
  EraCodes proven() {
    return ofClaims > ofPension ? EraCodes.claims : ofPension > ofClaims ? EraCodes.pension : null;
  }
}
