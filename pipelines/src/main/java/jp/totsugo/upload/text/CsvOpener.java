package jp.totsugo.upload.text;

import com.google.common.io.ByteStreams;
import com.google.common.primitives.Bytes;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import jp.totsugo.upload.decode.DecodedLine;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.decode.EncodingDetector;
import jp.totsugo.upload.decode.EncodingDoubt;
import jp.totsugo.upload.file.FileStart;
import jp.totsugo.upload.file.Opened;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.file.UnreadableCause;
import jp.totsugo.upload.layout.Header;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.words.Saying;

/** Opens texts far enough to know whether each is an upload. Serves one thread. */
public final class CsvOpener {
  private static final byte END_OF_FILE_MARK = 0x1A;
  private static final byte[] UTF_8_BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final int USUAL_HEADER = 4096;

  /** So much of a file shows that it is not in the encoding that its layout names. */
  private static final int ENOUGH = 64 * 1024;

  private final Layout layout;
  private final EncodingDetector detector;

  /**
   * @param detector of the same thread
   */
  public CsvOpener(Layout layout, EncodingDetector detector) {
    this.layout = layout;
    this.detector = detector;
  }

  /** Opens a file for the planning, which says what is asked of it. */
  public Opened open(FileStart file) throws IOException, Rejection {
    byte[] mark = file.head(3);
    if (mark.length >= 2 && isUtf16Mark(mark)) {
      throw new Rejection(Cause.UTF_16);
    }
    boolean byteOrderMark = Arrays.equals(mark, UTF_8_BOM);
    Encoding encoding = byteOrderMark ? Encoding.UTF_8 : encoding(file);
    long textEnd = textEnd(file);
    int textStart = byteOrderMark ? UTF_8_BOM.length : 0;
    SkippedLines skipped =
        SkippedLines.of(file, textStart, layout.skippedLines(), line -> isBlank(line, encoding));
    long firstLine = firstLineWithText(file, skipped.end(), textEnd, encoding);
    byte[] head = file.head(firstLine, USUAL_HEADER);
    if (Bytes.indexOf(head, (byte) '\n') < 0) {
      head = file.head(firstLine, 2 * RecordReader.LONGEST_LINE);
    }
    if (firstLine >= textEnd) {
      throw new Rejection(Cause.EMPTY);
    }
    int from = 0;
    while (from < head.length && head[from] == '\r') {
      from++;
    }
    int to = from;
    while (to < head.length && firstLine + to < textEnd && head[to] != '\n') {
      to++;
    }
    rejectBinary(head, from, to);
    if (hasHeaderLine()) {
      LineFields.rejectCarriageReturns(head, from, to);
    }
    return new Opened(
        layout.header() == Header.names
            ? columns(file, textStart, head, from, to, encoding)
            : layout.fields(),
        new CsvForm(
            textEnd,
            encoding,
            byteOrderMark,
            hasHeaderLine() ? firstLine : skipped.last(),
            skipped.filled() + (hasHeaderLine() ? 1 : 0),
            layout.lines()));
  }

  /** The columns that a header names; if it does not, the rejection says where names may be. */
  private int[] columns(
      FileStart file, int textStart, byte[] head, int from, int to, Encoding encoding)
      throws IOException, Rejection {
    try {
      return layout.columns(headerFields(head, from, to, encoding));
    } catch (Rejection rejection) {
      byte[] start = file.head(textStart, RecordReader.LONGEST_LINE);
      Encoding likelier = new EncodingDoubt().likelier(start, encoding);
      if (likelier != null) {
        throw rejection.with(Saying.of("header.encoding", likelier.label(), encoding.label()));
      }
      Saying found = new HeaderSearch(start, encoding, layout).found();
      throw found == null ? rejection : rejection.with(found);
    }
  }

  /** Whether a header stands behind the lines that the layout skips. */
  private boolean hasHeaderLine() {
    return layout.header() == Header.names
        || layout.header() == Header.skip && layout.skippedLines() == 0;
  }

  /** That of the layout, or what the content says. */
  private Encoding encoding(FileStart file) throws IOException, Rejection {
    Encoding detected = detect(file, layout.encoding() == null ? Long.MAX_VALUE : ENOUGH);
    if (detector.sawIso2022Jp()) {
      throw new Rejection(Cause.ISO_2022_JP);
    }
    return layout.encoding() == null ? detected : layout.encoding();
  }

  /** Where the first line begins that is not blank; the end of the text if all are. */
  private long firstLineWithText(FileStart file, long from, long textEnd, Encoding encoding)
      throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream in =
        ByteStreams.limit(new BufferedInputStream(file.from(from)), Math.max(0, textEnd - from))) {
      long lineStart = from;
      long at = from;
      for (int b = in.read(); b >= 0; b = in.read()) {
        at++;
        if (b == '\n') {
          if (!isBlank(line.toByteArray(), encoding)) {
            return lineStart;
          }
          lineStart = at;
          line.reset();
        } else if (at == lineStart + 1 && b < 0x80 && b != '\r' && !isBlank((char) b)) {
          return lineStart;
        } else if (b != '\r') {
          line.write(b);
          if (line.size() > RecordReader.LONGEST_LINE) {
            return lineStart;
          }
        }
      }
      return isBlank(line.toByteArray(), encoding) ? at : lineStart;
    }
  }

  private boolean isBlank(char c) {
    return BlankLine.isBlank(c, BlankLine.separator(layout.lines()));
  }

  private boolean isBlank(byte[] line, Encoding encoding) {
    char separator = BlankLine.separator(layout.lines());
    return BlankLine.isBlank(line, 0, line.length, encoding.charset(), separator);
  }

  private static boolean isUtf16Mark(byte[] head) {
    int mark = (head[0] & 0xFF) << 8 | head[1] & 0xFF;
    return mark == 0xFEFF || mark == 0xFFFE;
  }

  private void rejectBinary(byte[] head, int from, int to) throws Rejection {
    char separator = layout.lines().separator();
    boolean[] zeroes = new boolean[2];
    boolean wideSeparator = false;
    for (int i = from; i < to; i++) {
      int other = from + (i - from ^ 1);
      zeroes[i - from & 1] |= head[i] == 0;
      wideSeparator |= head[i] == separator && other < to && head[other] == 0;
    }
    if (zeroes[0] || zeroes[1]) {
      // Without its mark UTF-16 shows itself by separators of two bytes, the zero always on one
      // side.
      boolean utf16 = wideSeparator && zeroes[0] != zeroes[1];
      throw new Rejection(utf16 ? Cause.UTF_16 : Cause.BINARY);
    }
  }

  /** The length of a file without a final 0x1A and a line end behind that. */
  private static long textEnd(FileStart file) throws IOException {
    byte[] last = new byte[(int) Math.min(3, file.bytes())];
    long from = file.bytes() - last.length;
    ByteStreams.readFully(file.from(from), last);
    int end = last.length;
    if (end > 0 && last[end - 1] == '\n') {
      end -= end > 1 && last[end - 2] == '\r' ? 2 : 1;
    }
    boolean isMarked = end > 0 && last[end - 1] == END_OF_FILE_MARK;
    return isMarked ? from + end - 1 : file.bytes();
  }

  private Encoding detect(FileStart file, long bytes) throws IOException {
    return detector.detect(ByteStreams.limit(file.from(0), bytes));
  }

  private List<String> headerFields(byte[] head, int from, int lineEnd, Encoding encoding)
      throws Rejection {
    if (lineEnd - from > RecordReader.LONGEST_LINE) {
      throw new Rejection(Cause.HEADER_UNREADABLE, UnreadableCause.TOO_LONG.name());
    }
    int to = lineEnd > from && head[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    DecodedLine line = new DecodedLine(to - from);
    if (!encoding.newDecoder().decode(head, from, to, line)) {
      throw new Rejection(Cause.HEADER_UNREADABLE, UnreadableCause.UNDECODABLE.name());
    }
    List<String> fields = LineFields.split(line.text(), line.length(), layout.lines());
    if (fields == null) {
      throw new Rejection(Cause.HEADER_UNREADABLE, UnreadableCause.UNCLOSED_QUOTE.name());
    }
    return fields;
  }
}
