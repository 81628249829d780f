package jp.totsugo.person;

/** A character that stands for one that could not be written. */
final class UnknownCharacter {
  private static final String PLACEHOLDERS = "●■〓□◯○?？*＊\ufffd";

  private UnknownCharacter() {}

  static boolean is(int codePoint) {
    return PLACEHOLDERS.indexOf(codePoint) >= 0
        || Character.getType(codePoint) == Character.PRIVATE_USE;
  }

  static boolean isIn(String text) {
    return text.codePoints().anyMatch(UnknownCharacter::is);
  }
}
