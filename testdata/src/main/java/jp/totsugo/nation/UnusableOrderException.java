package jp.totsugo.nation;

import java.util.List;

/** A nation that cannot be made as it was ordered. */
public final class UnusableOrderException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Reason {
    /** At least one record is needed. */
    RECORDS,
    /** From 1 to 12 months. */
    MONTHS,
    /** Prefectures are numbered from 1 to 47. */
    PREFECTURE,
    /** A record for each insurer is needed: so many. */
    FEWER_THAN_INSURERS,
    /** So many percent of the records would have to have something done to them. */
    NO_ROOM,
    /** The settings are records, shares, facts and errors, and nothing else. */
    SECTIONS,
    /** A section, by its name, is not a list of names and numbers. */
    NO_LIST,
    /** What stands under a name is not a number from 0 on. */
    NO_NUMBER,
    /** In a section these names are missing or unknown. */
    NAMES
  }

  private final Reason reason;
  private final Object[] values;

  UnusableOrderException(Reason reason, Object... values) {
    super(reason + " " + List.of(values));
    this.reason = reason;
    this.values = values;
  }

  public Reason reason() {
    return reason;
  }

  /** What {@link Reason} names. */
  public Object[] values() {
    return values.clone();
  }
}
