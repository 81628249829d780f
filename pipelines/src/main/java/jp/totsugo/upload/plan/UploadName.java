package jp.totsugo.upload.plan;

import java.util.List;
import java.util.Locale;
import jp.totsugo.record.Dates;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.upload.unpack.Packing;

/**
 * What the name of an upload tells: whether it is one, and whose it is. What a file is shows its
 * content: see {@link Packing} and {@link UploadOpener}.
 */
final class UploadName {
  private static final List<String> PACKINGS = List.of("", ".gz", ".bz2", ".zst", ".zip");
  private static final List<String> FORMATS = List.of(".csv", ".avro", ".parquet");

  /** In one year or the other, 29 February is a day. */
  private static final int LEAP_YEAR = 2000_00_00;

  private UploadName() {}

  static boolean isUpload(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return PACKINGS.stream()
        .filter(name::endsWith)
        .map(packing -> name.substring(0, name.length() - packing.length()))
        .anyMatch(unpacked -> FORMATS.stream().anyMatch(unpacked::endsWith));
  }

  /** Whether a name says that the file is Avro or Parquet. */
  static boolean isContainer(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return name.endsWith(".avro") || name.endsWith(".parquet");
  }

  /** The insurer whose number a name begins with, or {@link InsurerNumber#UNKNOWN}. */
  static int insurer(String fileName) {
    int digits = digits(fileName);
    if (digits == fileName.length() || "_-.".indexOf(fileName.charAt(digits)) < 0) {
      return InsurerNumber.UNKNOWN;
    }
    String number = fileName.substring(0, digits);
    int insurer = InsurerNumber.parse(number);
    return insurer == InsurerNumber.INVALID || isYearAndMonth(number)
        ? InsurerNumber.UNKNOWN
        : insurer;
  }

  private static int digits(String fileName) {
    int digits = 0;
    while (digits < fileName.length() && Character.digit(fileName.charAt(digits), 10) >= 0) {
      digits++;
    }
    return digits;
  }

  /**
   * Whether the six half-width digits that a name begins with may be a day: the month and the day
   * behind two digits of a year, of the calendar or of 令和.
   */
  static boolean mayBeDay(String fileName) {
    return digits(fileName) == 6
        && Dates.isReal(LEAP_YEAR + Integer.parseInt(fileName.substring(2, 6)));
  }

  /**
   * Whether six digits are a month since My Numbers exist. The few that are also valid insurer
   * numbers would be insurers that do not exist (Nagano has no 150 municipalities).
   */
  private static boolean isYearAndMonth(String digits) {
    return digits.matches("20(1[5-9]|2[0-9])(0[1-9]|1[0-2])");
  }
}
