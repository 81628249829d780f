package jp.totsugo.nation;

import java.time.LocalDate;
import jp.totsugo.nation.UnusableOrderException.Reason;

/**
 * Which nation is wanted. Equal orders give equal bytes.
 *
 * @param records rows of all uploads together
 * @param seed any number; another one gives another nation
 * @param asOf the day on which the uploads are made
 * @param months how many months follow one another, from 1 to 12; the first is that of {@code asOf}
 * @param prefecture 1 to 47 for the insurers of one prefecture, 0 for all
 * @param format of uploads and register; the people and what is wrong with them do not depend on it
 * @param settings what the people are like and what is wrong
 */
public record Order(
    long records,
    long seed,
    LocalDate asOf,
    int months,
    int prefecture,
    Format format,
    Settings settings) {
  public Order {
    if (records < 1) {
      throw new UnusableOrderException(Reason.RECORDS);
    }
    if (months < 1 || months > 12) {
      throw new UnusableOrderException(Reason.MONTHS);
    }
    if (prefecture < 0 || prefecture > 47) {
      throw new UnusableOrderException(Reason.PREFECTURE);
    }
  }

  /** In CSV. */
  public Order(
      long records, long seed, LocalDate asOf, int months, int prefecture, Settings settings) {
    this(records, seed, asOf, months, prefecture, Format.csv, settings);
  }
}
