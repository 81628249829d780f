package jp.totsugo.publication;

/**
 * How tables are made public.
 *
 * @param small figures from 1 to this are not to be known
 * @param base what figures are rounded to; 0 unless they are
 * @param licence under which the tables may be used; empty where that is not said
 * @param from months before are left out, YYYY-MM-DD; or empty
 */
public record PublicationSettings(
    long small, Scheme scheme, long base, String licence, String from) {
  public PublicationSettings {
    if (small < 1 || (scheme == Scheme.ROUND) != (base > 1)) {
      throw new IllegalArgumentException("no way to publish");
    }
  }
}
