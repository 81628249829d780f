package jp.totsugo.person;

/**
 * What one side says of a person, as it stands in the file.
 *
 * @param name the name as written, empty if not known
 * @param kana its reading, empty if not known
 * @param birthdate yyyymmdd, or 0 where the file has no real date
 * @param sex 1 or 2; anything else is unknown
 * @param address the address, empty if not known
 */
public record PersonFields(String name, String kana, int birthdate, String sex, String address) {
  /** Names the fields that are set and none of their values, which belong in no log. */
  @Override
  public String toString() {
    return "PersonFields";
  }
}
