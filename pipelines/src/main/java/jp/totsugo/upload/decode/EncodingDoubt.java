package jp.totsugo.upload.decode;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Tells whether a text looks like another encoding than the one by which it is read. UTF-8 and
 * EUC-JP prove themselves: hardly any Japanese line of another encoding is valid in them, while
 * nearly all of EUC-JP and much of UTF-8 is also text in windows-31j, of half-width kana and rare
 * kanji. Serves one thread.
 */
public final class EncodingDoubt {
  /** So many bytes from the beginning of a text are enough. */
  public static final int HEAD = 16 * 1024;

  private static final int FEWEST_LINES = 5;
  private static final int MOST_LINES = 50;

  /** One line in so many may be damaged. */
  private static final int DAMAGED = 20;

  private static final List<Encoding> IN_ORDER =
      List.of(Encoding.UTF_8, Encoding.EUC_JP, Encoding.WINDOWS_31J);

  private final Map<Encoding, LineDecoder> decoders = new EnumMap<>(Encoding.class);
  private final DecodedLine decoded = new DecodedLine(HEAD);

  /**
   * The encoding that the text is probably in, or null if there is no doubt.
   *
   * @param head the text's first bytes
   * @param read the encoding by which it is read
   */
  public Encoding likelier(byte[] head, Encoding read) {
    boolean provesItself = read == Encoding.UTF_8 || read == Encoding.EUC_JP;
    if (provesItself && isText(head, read)) {
      return null;
    }
    for (Encoding other : IN_ORDER) {
      boolean isNear = other == Encoding.WINDOWS_31J && !provesItself;
      if (other != read && !isNear && isText(head, other)) {
        return other;
      }
    }
    return null;
  }

  /** Whether there are enough whole lines that are not plain ASCII, and hardly any is damaged. */
  private boolean isText(byte[] head, Encoding encoding) {
    LineDecoder decoder = decoders.computeIfAbsent(encoding, Encoding::newDecoder);
    int end = Math.min(head.length, HEAD);
    int lines = 0;
    int damaged = 0;
    int from = 0;
    int lineFeed = ByteScan.indexOfLineFeed(head, from, end);
    while (lineFeed >= 0 && lines < MOST_LINES && damaged * DAMAGED <= MOST_LINES) {
      if (!ByteScan.isAscii(head, from, lineFeed)) {
        lines++;
        boolean isText = decoder.decode(head, from, lineFeed, decoded);
        damaged += !isText || encoding == Encoding.UTF_8 && !isWide() ? 1 : 0;
      }
      from = lineFeed + 1;
      lineFeed = ByteScan.indexOfLineFeed(head, from, end);
    }
    return lines >= FEWEST_LINES && damaged * DAMAGED <= lines;
  }

  /** Two-byte characters of UTF-8 may be half-width kana of another encoding. */
  private boolean isWide() {
    for (int i = 0; i < decoded.length(); i++) {
      if (decoded.text()[i] >= 0x800) {
        return true;
      }
    }
    return false;
  }
}
