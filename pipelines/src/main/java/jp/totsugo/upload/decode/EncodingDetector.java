package jp.totsugo.upload.decode;

import java.io.IOException;
import java.io.InputStream;
import jp.totsugo.upload.file.RecordReader;

/**
 * Tells UTF-8 from windows-31j by a file's content: the first lines that are not plain ASCII
 * decide, each with one vote for every encoding in which it is valid.
 *
 * <p>A line whose UTF-8 reading has only two-byte characters (U+0080 to U+07FF, which Japanese text
 * does not use) votes for windows-31j if it is valid there: short half-width kana look like that.
 */
public final class EncodingDetector {
  private static final int ENOUGH_LINES = 100;
  private static final int CHUNK = 32 * 1024;

  private final LineDecoder utf8 = Encoding.UTF_8.newDecoder();
  private final LineDecoder windows31j = Encoding.WINDOWS_31J.newDecoder();
  private final DecodedLine decoded = new DecodedLine(RecordReader.LONGEST_LINE);

  /** The line under way, and room by which a longer one shows. */
  private final byte[] line = new byte[RecordReader.LONGEST_LINE + 1];

  private int length;
  private int votesForUtf8;
  private int votesForWindows31j;
  private int votesForIso2022Jp;

  /** Reads on until the encoding is clear or the text ends; pure ASCII counts as UTF-8. */
  public Encoding detect(InputStream text) throws IOException {
    votesForUtf8 = 0;
    votesForWindows31j = 0;
    votesForIso2022Jp = 0;
    length = 0;
    byte[] chunk = new byte[CHUNK];
    int read = 0;
    while (read >= 0 && !isClear()) {
      read = text.read(chunk);
      int end = Math.max(0, read);
      int from = 0;
      int lineFeed = ByteScan.indexOfLineFeed(chunk, from, end);
      while (lineFeed >= 0 && !isClear()) {
        append(chunk, from, lineFeed);
        endLine();
        from = lineFeed + 1;
        lineFeed = ByteScan.indexOfLineFeed(chunk, from, end);
      }
      append(chunk, from, end);
    }
    if (!isClear()) {
      endLine();
    }
    return votesForWindows31j > votesForUtf8 ? Encoding.WINDOWS_31J : Encoding.UTF_8;
  }

  /** Whether most of the lines that told something, when {@link #detect} read them, are in it. */
  public boolean sawIso2022Jp() {
    return votesForIso2022Jp > votesForUtf8 + votesForWindows31j;
  }

  /** Whether enough lines have voted, or no more of them can change what most say. */
  private boolean isClear() {
    return 2 * votesForUtf8 >= ENOUGH_LINES
        || 2 * votesForWindows31j > ENOUGH_LINES
        || votesForUtf8 + votesForWindows31j + votesForIso2022Jp == ENOUGH_LINES;
  }

  private void append(byte[] bytes, int from, int to) {
    int more = Math.min(to - from, line.length - length);
    System.arraycopy(bytes, from, line, length, more);
    length += more;
  }

  /** A line that is too long is no record, and has no vote. */
  private void endLine() {
    if (length < line.length && Iso2022Jp.isIn(line, 0, length)) {
      votesForIso2022Jp++;
    } else if (length < line.length && !ByteScan.isAscii(line, 0, length)) {
      Encoding vote = vote();
      votesForUtf8 += vote == Encoding.UTF_8 ? 1 : 0;
      votesForWindows31j += vote == Encoding.WINDOWS_31J ? 1 : 0;
    }
    length = 0;
  }

  /** The encoding in which the line is valid; null if that tells nothing. */
  private Encoding vote() {
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
