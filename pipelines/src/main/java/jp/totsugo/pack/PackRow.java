package jp.totsugo.pack;

import java.util.List;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.Correction;

/**
 * A row of the list, before it is put into words.
 *
 * @param group what the rows of its group have in common, as people see it; empty if in none
 * @param related the other records that its finding names
 */
public record PackRow(Correction finding, Rule rule, String group, List<Related> related) {
  /** What the clerk is told of another record. */
  public sealed interface Related permits Person, Location, More, OtherInsurer {}

  /** A record of the same insurer. */
  public record Person(String personId, String symbol, String number, String branch)
      implements Related {}

  /**
   * A record of the same insurer of which only this is known.
   *
   * @param line may be empty
   */
  public record Location(String file, String line) implements Related {}

  /** So many more. */
  public record More(String count) implements Related {}

  /** A record of another insurer, of which nothing is told. */
  public record OtherInsurer() implements Related {}
}
