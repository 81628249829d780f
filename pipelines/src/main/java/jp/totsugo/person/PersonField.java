package jp.totsugo.person;

/** What is compared of a person. The two parts of the name are taken from name and kana. */
public enum PersonField {
  NAME,
  KANA,
  FAMILY_NAME,
  GIVEN_NAME,
  BIRTHDATE,
  SEX,
  ADDRESS
}
