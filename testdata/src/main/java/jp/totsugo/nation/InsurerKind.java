package jp.totsugo.nation;

/**
 * The kinds of insurers, with the published number of bodies and of subscribers in ten thousands
 * (end of March 2020 and 2021).
 */
enum InsurerKind {
  NATIONAL_MUNICIPAL(1716, 2660, 1.0),
  NATIONAL_UNION(173, 268, 0.9),
  KYOKAI_KENPO(47, 4044, 0.1),
  SEAMEN(1, 12, 0),
  KENPO_UNION(1388, 2884, 1.2),
  MUTUAL_AID(85, 854, 1.0),
  LATE_ELDERLY(47, 1803, 0.1);

  /**
   * Insurers with a number of their own; Kyokai Kenpo is one body whose 47 branches have one each.
   */
  final int insurers;

  final int subscribers;

  /** How far sizes lie apart: the standard deviation of their logarithm. */
  final double spread;

  InsurerKind(int insurers, int subscribers, double spread) {
    this.insurers = insurers;
    this.subscribers = subscribers;
    this.spread = spread;
  }

  boolean isNationalHealthInsurance() {
    return this == NATIONAL_MUNICIPAL || this == NATIONAL_UNION;
  }
}
