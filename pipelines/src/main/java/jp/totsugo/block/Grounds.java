package jp.totsugo.block;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.SortedSet;
import jp.totsugo.record.InsurerNumber;

/**
 * What a finding rests on beside its record: other records, or the comparison with the register.
 *
 * @param groupId ties the findings of one group of records together; empty without one
 * @param related names the other records as the insurer may see them
 * @param comparison how the record compares with the register, for {@code totsugo explain}
 * @param print fingerprint of all this: equal as long as nothing of it changes. Made from ids of
 *     findings, persons without their numbers, and outcomes
 * @param partners the insurers of the other records, the own one too if it has any, as {@link
 *     #partners} writes them
 * @param records those of the other records that have no finding of their own and are the same
 *     insurer's, as {@link RelatedRecord#write(java.util.List)} writes them; no part of the print
 */
public record Grounds(
    byte[] groupId,
    byte[] related,
    byte[] comparison,
    long print,
    byte[] partners,
    byte[] records) {
  /** Stands for more insurers than are named. */
  public static final String MANY = "*";

  private static final int MOST_NAMED = 8;

  /** Insurers as one text. */
  public static byte[] partners(SortedSet<Integer> insurers) {
    if (insurers.size() > MOST_NAMED) {
      return MANY.getBytes(US_ASCII);
    }
    StringBuilder text = new StringBuilder();
    for (int insurer : insurers) {
      text.append(text.isEmpty() ? "" : ";").append(InsurerNumber.text(insurer));
    }
    return text.toString().getBytes(US_ASCII);
  }
}
