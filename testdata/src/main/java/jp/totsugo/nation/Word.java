package jp.totsugo.nation;

/** A piece of text with its bytes in every encoding, made once. */
final class Word {
  final String text;
  private final byte[] windows31j;
  private final byte[] utf8;

  Word(String text) {
    this.text = text;
    windows31j =
        Encoding.WINDOWS_31J.canWrite(text) ? text.getBytes(Encoding.WINDOWS_31J.charset) : null;
    utf8 = text.getBytes(Encoding.UTF_8.charset);
  }

  boolean isIn(Encoding encoding) {
    return encoding != Encoding.WINDOWS_31J || windows31j != null;
  }

  byte[] bytes(Encoding encoding) {
    return encoding == Encoding.WINDOWS_31J ? windows31j : utf8;
  }

  @Override
  public String toString() {
    return text;
  }
}
