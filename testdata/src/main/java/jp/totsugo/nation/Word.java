package jp.totsugo.nation;

/** A piece of text with its bytes in every encoding, made once. */
final class Word {
  final String text;
  private final byte[] windows31j;
  private final byte[] utf8;

  Word(String text) {
    this.text = text;
    windows31j =
        TextEncoding.WINDOWS_31J.canWrite(text)
            ? text.getBytes(TextEncoding.WINDOWS_31J.charset)
            : null;
    utf8 = text.getBytes(TextEncoding.UTF_8.charset);
  }

  boolean isIn(TextEncoding encoding) {
    return encoding != TextEncoding.WINDOWS_31J || windows31j != null;
  }

  byte[] bytes(TextEncoding encoding) {
    return encoding == TextEncoding.WINDOWS_31J ? windows31j : utf8;
  }

  @Override
  public String toString() {
    return text;
  }
}
