package jp.totsugo.record;

/** The kinds of insurer that the statistics tell apart, by 法別番号. */
public enum InsurerType {
  KYOKAI_KENPO("協会けんぽ", "Japan Health Insurance Association"),
  SEAMEN("船員保険", "Seamen's insurance"),
  DAY_LABOURER("日雇特例", "Day labourers' insurance"),
  KENPO_UNION("健康保険組合", "Health insurance unions"),
  SELF_DEFENCE("自衛官等", "Self-Defence Forces"),
  MUTUAL_AID("共済組合", "Mutual aid associations"),
  LATE_ELDERLY("後期高齢者医療", "Late elderly medical care"),
  NATIONAL_MUNICIPAL("市町村国保", "Municipal national health insurance"),
  NATIONAL_UNION("国保組合", "National health insurance unions"),
  UNKNOWN("不明", "Unknown");

  private final String japanese;
  private final String english;

  InsurerType(String japanese, String english) {
    this.japanese = japanese;
    this.english = english;
  }

  public String japanese() {
    return japanese;
  }

  public String english() {
    return english;
  }

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
