package jp.totsugo.upload.text;

import java.util.ArrayList;
import java.util.List;
import jp.totsugo.upload.decode.DecodedLine;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.decode.LineDecoder;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.words.Saying;

/**
 * Looks for the names of the columns where they are not in the first line, to say where they are.
 */
final class HeaderSearch {
  private static final int MOST_TITLES = 20;
  private static final int LONGEST_HEADER = 8;

  private final Layout layout;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param head the first bytes of the text, behind a byte order mark
   */
  HeaderSearch(byte[] head, Encoding encoding, Layout layout) {
    this.layout = layout;
    LineDecoder decoder = encoding.newDecoder();
    DecodedLine decoded = new DecodedLine(head.length);
    int from = 0;
    for (int i = 0; i < head.length && lines.size() < MOST_TITLES + LONGEST_HEADER; i++) {
      if (head[i] == '\n') {
        int to = i > from && head[i - 1] == '\r' ? i - 1 : i;
        lines.add(
            decoder.decode(head, from, to, decoded)
                ? new String(decoded.text(), 0, decoded.length())
                : "");
        from = i + 1;
      }
    }
  }

  /** Where the names are and what reads them, for people; null if they are not found. */
  Saying found() {
    for (int i = 0; i < Math.min(MOST_TITLES, lines.size()); i++) {
      List<String> names = split(lines.get(i));
      if (names == null) {
        Saying found = overSeveralLines(i);
        if (found != null) {
          return found;
        }
      } else if (i > 0 && areNames(names)) {
        return Saying.of("header.below", i + 1, i);
      }
    }
    return null;
  }

  private Saying overSeveralLines(int first) {
    StringBuilder text = new StringBuilder(lines.get(first));
    for (int i = first + 1; i < Math.min(first + LONGEST_HEADER, lines.size()); i++) {
      text.append('\n').append(lines.get(i));
      List<String> names = split(text.toString());
      if (names != null) {
        return areNames(names.stream().map(name -> name.replace("\n", "")).toList())
            ? Saying.of("header.severalLines", first + 1, i + 1)
            : null;
      }
    }
    return null;
  }

  private List<String> split(String line) {
    return LineFields.split(line.toCharArray(), line.length(), layout.lines());
  }

  private boolean areNames(List<String> fields) {
    try {
      layout.columns(fields);
      return true;
    } catch (Rejection e) {
      return false;
    }
  }
}
