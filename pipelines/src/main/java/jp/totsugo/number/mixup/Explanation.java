package jp.totsugo.number.mixup;

import jp.totsugo.person.Verdict;

/**
 * What explains that the register gives a record's number to somebody else; the first that fits.
 */
public enum Explanation {
  /** The rows of a stretch of the file have the numbers of rows a fixed distance away. */
  SHIFTED,
  /** The records of a ring have each other's numbers. */
  SWAPPED,
  /** The owner's own record has the number too. */
  COPIED,
  OTHER_PERSON,
  NAME_DIFFERS,
  BIRTHDATE_DIFFERS,
  SEX_DIFFERS;

  static Explanation of(Verdict verdict) {
    return switch (verdict) {
      case OTHER_PERSON -> OTHER_PERSON;
      case NAME_DIFFERS -> NAME_DIFFERS;
      case BIRTHDATE_DIFFERS -> BIRTHDATE_DIFFERS;
      case SEX_DIFFERS -> SEX_DIFFERS;
      case OWNER -> throw new IllegalArgumentException("a record of the owner is no mismatch");
    };
  }
}
