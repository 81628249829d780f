package jp.totsugo.record;

/**
 * The ages of the late elderly's scheme (後期高齢者医療): everybody from 75 on, and with a disability from
 * 65 on.
 *
 * <p>Source: Act on Assurance of Medical Care for Elderly People, article 50.
 */
public final class SchemeAge {
  private static final int LATE_ELDERLY = 39;
  private static final int ENTRY_AGE = 65;
  private static final int LATE_ELDERLY_AGE = 75;

  private SchemeAge() {}

  public static boolean isLateElderly(int insurer) {
    return InsurerNumber.scheme(insurer) == LATE_ELDERLY;
  }

  /**
   * Whether a person is too young to have entered the scheme of the late elderly, or too old to be
   * in another on the day of the check.
   *
   * @param qualification may be {@link Dates#INVALID}; the others are valid
   */
  public static boolean isUnusual(int insurer, int birthdate, int qualification, int asOf) {
    return isLateElderly(insurer)
        ? qualification != Dates.INVALID && Dates.age(birthdate, qualification) < ENTRY_AGE
        : Dates.age(birthdate, asOf) >= LATE_ELDERLY_AGE;
  }
}
