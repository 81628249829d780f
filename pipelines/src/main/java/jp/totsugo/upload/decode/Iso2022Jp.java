package jp.totsugo.upload.decode;

/**
 * ISO-2022-JP (JIS), in which mail and older systems write, and its variants with half-width kana:
 * all bytes are ASCII, and sequences that begin with ESC say what they mean. It is not read, but
 * known by these.
 */
public final class Iso2022Jp {
  private static final byte ESCAPE = 0x1B;

  private Iso2022Jp() {}

  /** Whether {@code bytes[from, to)} has a sequence that says which characters follow. */
  public static boolean isIn(byte[] bytes, int from, int to) {
    for (int i = from; i + 2 < to; i++) {
      if (bytes[i] == ESCAPE && names(bytes[i + 1], bytes[i + 2])) {
        return true;
      }
    }
    return false;
  }

  private static boolean names(byte kind, byte set) {
    return switch (kind) {
      // JIS C 6226, GB 2312, JIS X 0208, and what has one letter more.
      case '$' -> set == '@' || set == 'A' || set == 'B' || set == '(';
      // ASCII, the Roman letters of JIS X 0201, its kana.
      case '(' -> set == 'B' || set == 'J' || set == 'H' || set == 'I';
      case ')' -> set == 'I';
      default -> false;
    };
  }
}
