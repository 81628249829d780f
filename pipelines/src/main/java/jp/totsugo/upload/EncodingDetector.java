package jp.totsugo.upload;

import java.io.IOException;
import java.io.InputStream;

/**
 * Tells UTF-8 from windows-31j by a file's content: the first lines that are not plain ASCII
 * decide, each with one vote for every encoding in which it is valid.
 *
 * <p>A line whose UTF-8 reading has only two-byte characters (U+0080 to U+07FF, which Japanese text
 * does not use) votes for windows-31j if it is valid there: short half-width kana look like that.
 */
final class EncodingDetector {
  private static final int ENOUGH_LINES = 100;

  private final LineDecoder utf8 = Encoding.UTF_8.newDecoder();
  private final LineDecoder windows31j = Encoding.WINDOWS_31J.newDecoder();
  private final DecodedLine decoded = new DecodedLine(LineReader.LONGEST_LINE);
  private final byte[] line = new byte[LineReader.LONGEST_LINE];

  /** Reads on until the encoding is clear or the text ends; pure ASCII counts as UTF-8. */
  Encoding detect(InputStream text) throws IOException {
    int votesForUtf8 = 0;
    int votesForWindows31j = 0;
    int length = 0;
    boolean ascii = true;
    boolean whole = true;
    byte[] chunk = new byte[8 * 1024];
    for (int read = text.read(chunk); ; read = text.read(chunk)) {
      int end = Math.max(read, 0);
      for (int i = 0; i <= end; i++) {
        boolean lineEnds = i < end ? chunk[i] == '\n' : read < 0;
        if (lineEnds) {
          if (!ascii && whole) {
            Encoding vote = vote(length);
            votesForUtf8 += vote == Encoding.UTF_8 ? 1 : 0;
            votesForWindows31j += vote == Encoding.WINDOWS_31J ? 1 : 0;
            if (votesForUtf8 + votesForWindows31j == ENOUGH_LINES) {
              return majority(votesForUtf8, votesForWindows31j);
            }
          }
          length = 0;
          ascii = true;
          whole = true;
        } else if (i < end) {
          if (length == line.length) {
            whole = false;
            length = 0;
          }
          line[length++] = chunk[i];
          ascii &= chunk[i] >= 0;
        }
      }
      if (read < 0) {
        return majority(votesForUtf8, votesForWindows31j);
      }
    }
  }

  private static Encoding majority(int votesForUtf8, int votesForWindows31j) {
    return votesForWindows31j > votesForUtf8 ? Encoding.WINDOWS_31J : Encoding.UTF_8;
  }

  /** The encoding in which the line is valid; null if that tells nothing. */
  private Encoding vote(int length) {
    boolean isUtf8 = utf8.decode(line, 0, length, decoded);
    boolean wide = false;
    for (int i = 0; i < decoded.length() && !wide; i++) {
      wide = decoded.text()[i] >= 0x800;
    }
    if (isUtf8 && wide) {
      return Encoding.UTF_8;
    }
    if (windows31j.decode(line, 0, length, decoded)) {
      return Encoding.WINDOWS_31J;
    }
    return isUtf8 ? Encoding.UTF_8 : null;
  }
}
