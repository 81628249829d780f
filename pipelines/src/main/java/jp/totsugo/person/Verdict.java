package jp.totsugo.person;

/** What a comparison of a record with the register's owner of its number comes to. */
public enum Verdict {
  /** The record's person owns the number. */
  OWNER,
  /** Nothing but the names speaks against the owner. */
  NAME_DIFFERS,
  /** Nothing but the birth date speaks against the owner. */
  BIRTHDATE_DIFFERS,
  /** Nothing but the sex speaks against the owner. */
  SEX_DIFFERS,
  /** The owner is somebody else. */
  OTHER_PERSON
}
