package jp.totsugo.record;

/** The kinds of insurer that the statistics tell apart, by 法別番号. */
public enum InsurerType {
  KYOKAI_KENPO,
  SEAMEN,
  DAY_LABOURER,
  KENPO_UNION,
  SELF_DEFENCE,
  MUTUAL_AID,
  LATE_ELDERLY,
  NATIONAL_MUNICIPAL,
  NATIONAL_UNION,
  UNKNOWN;

  /** The kind of a valid insurer number, or {@link #UNKNOWN} for {@link InsurerNumber#UNKNOWN}. */
  public static InsurerType of(int insurer) {
    if (insurer == InsurerNumber.UNKNOWN) {
      return UNKNOWN;
    }
    return switch (InsurerNumber.scheme(insurer)) {
      case 1 -> KYOKAI_KENPO;
      case 2 -> SEAMEN;
      case 3, 4 -> DAY_LABOURER;
      case 6, 63 -> KENPO_UNION;
      case 7 -> SELF_DEFENCE;
      case 31, 32, 33, 34, 72, 73, 74, 75 -> MUTUAL_AID;
      case 39 -> LATE_ELDERLY;
      case 0, 67 -> {
        int body = InsurerNumber.body(insurer);
        yield body >= 300 && body <= 399 ? NATIONAL_UNION : NATIONAL_MUNICIPAL;
      }
      default -> throw new IllegalArgumentException("no valid insurer number");
    };
  }
}
