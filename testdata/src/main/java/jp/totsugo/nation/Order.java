package jp.totsugo.nation;

import java.time.LocalDate;

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
      throw new IllegalArgumentException("at least one record is needed");
    }
    if (months < 1 || months > 12) {
      throw new IllegalArgumentException("from 1 to 12 months");
    }
    if (prefecture < 0 || prefecture > 47) {
      throw new IllegalArgumentException("prefectures are numbered from 1 to 47");
    }
  }

  /** In CSV. */
  public Order(
      long records, long seed, LocalDate asOf, int months, int prefecture, Settings settings) {
    this(records, seed, asOf, months, prefecture, Format.csv, settings);
  }
}
