package jp.totsugo.publication;

import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.InsurerType;
import jp.totsugo.record.Prefecture;

/**
 * An insurer of the tables.
 *
 * @param number eight digits, or {@code unknown}
 * @param name empty where nobody told it
 * @param prefecture 1 to 47, or 0 where it is unknown
 */
record Insurer(String number, String name, InsurerType type, int prefecture) {
  static final int PREFECTURES = Prefecture.COUNT + 1;
  private static final String UNKNOWN = "unknown";

  static Insurer of(String number, String name) {
    int insurer = InsurerNumber.ofText(number);
    return new Insurer(
        number,
        name,
        InsurerType.of(insurer),
        insurer == InsurerNumber.UNKNOWN ? 0 : InsurerNumber.prefecture(insurer));
  }

  static String prefectureCode(int prefecture) {
    return prefecture == 0 ? UNKNOWN : Prefecture.code(prefecture);
  }
}
