package jp.totsugo.upload;

import com.google.common.primitives.Bytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jp.totsugo.record.Column;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.upload.RejectedFile.Cause;

/**
 * Opens CSV files far enough to know whether each is an upload, and how it is to be read. Serves
 * one thread.
 */
final class UploadOpener {
  private static final byte END_OF_FILE_MARK = 0x1A;
  private static final byte[] UTF_8_BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final int USUAL_HEADER = 4096;

  private final Layout layout;
  private final EncodingDetector detector = new EncodingDetector();

  UploadOpener(Layout layout) {
    this.layout = layout;
  }

  /** Thrown to say that a file is rejected. */
  static final class Rejection extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Cause cause;

    Rejection(Cause cause, String detail) {
      super(detail, null, false, false);
      this.cause = cause;
    }

    RejectedFile of(String name) {
      return new RejectedFile(name, cause, getMessage());
    }
  }

  /**
   * Opens a file; its index is the planner's to give.
   *
   * @param path where the bytes are, unpacked
   * @param source the file that the user gave
   */
  UploadFile open(String name, Path path, Path source) throws Rejection {
    try {
      return open(name, path, source, Files.size(path));
    } catch (IOException e) {
      throw new Rejection(Cause.NOT_READABLE, e.getClass().getSimpleName());
    }
  }

  private UploadFile open(String name, Path path, Path source, long bytes)
      throws IOException, Rejection {
    byte[] mark = head(path, 0, 3);
    if (mark.length >= 2 && isUtf16Mark(mark)) {
      throw new Rejection(Cause.UTF_16, "");
    }
    boolean byteOrderMark = Arrays.equals(mark, UTF_8_BOM);
    long headerOffset = firstLineWithText(path, byteOrderMark ? UTF_8_BOM.length : 0);
    byte[] head = head(path, headerOffset, USUAL_HEADER);
    if (Bytes.indexOf(head, (byte) '\n') < 0) {
      head = head(path, headerOffset, 2 * LineReader.LONGEST_LINE);
    }
    int from = 0;
    while (from < head.length && isLineEnd(head[from])) {
      from++;
    }
    long textEnd = endsWithMark(path, bytes) ? bytes - 1 : bytes;
    if (headerOffset + from >= textEnd) {
      throw new Rejection(Cause.EMPTY, "");
    }
    int to = from;
    while (to < head.length && headerOffset + to < textEnd && head[to] != '\n') {
      to++;
    }
    rejectBinary(head, from, to);
    if (to - from > LineReader.LONGEST_LINE) {
      throw new Rejection(Cause.HEADER_UNREADABLE, UnreadableCause.TOO_LONG.name());
    }
    Encoding encoding = byteOrderMark ? Encoding.UTF_8 : detect(path);
    if (to > from && head[to - 1] == '\r') {
      to--;
    }
    int[] columns = columns(headerFields(head, from, to, encoding));
    return new UploadFile(
        0,
        name,
        path.toString(),
        source.toString(),
        bytes,
        textEnd,
        encoding,
        byteOrderMark,
        headerOffset,
        columns,
        uploader(source.getFileName().toString()));
  }

  /** Where the first line begins that has more than line ends; the end of the file if none has. */
  private static long firstLineWithText(Path path, int from) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      in.skipNBytes(from);
      long lineStart = from;
      long at = from;
      for (int b = in.read(); b >= 0 && isLineEnd((byte) b); b = in.read()) {
        at++;
        if (b == '\n') {
          lineStart = at;
        }
      }
      return lineStart;
    }
  }

  private static boolean isLineEnd(byte b) {
    return b == '\n' || b == '\r';
  }

  private static byte[] head(Path path, long from, int length) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      in.skipNBytes(from);
      return in.readNBytes(length);
    }
  }

  private static boolean isUtf16Mark(byte[] head) {
    int mark = (head[0] & 0xFF) << 8 | head[1] & 0xFF;
    return mark == 0xFEFF || mark == 0xFFFE;
  }

  private static void rejectBinary(byte[] head, int from, int to) throws Rejection {
    boolean[] zeroes = new boolean[2];
    boolean wideComma = false;
    for (int i = from; i < to; i++) {
      int other = from + (i - from ^ 1);
      zeroes[i - from & 1] |= head[i] == 0;
      wideComma |= head[i] == ',' && other < to && head[other] == 0;
    }
    if (zeroes[0] || zeroes[1]) {
      // Without its mark UTF-16 shows itself by commas of two bytes, the zero always on one side.
      boolean utf16 = wideComma && zeroes[0] != zeroes[1];
      throw new Rejection(utf16 ? Cause.UTF_16 : Cause.BINARY, "");
    }
  }

  private static boolean endsWithMark(Path path, long bytes) throws IOException {
    if (bytes == 0) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.read(last, bytes - 1);
      return last.get(0) == END_OF_FILE_MARK;
    }
  }

  private Encoding detect(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return detector.detect(in);
    }
  }

  private static List<String> headerFields(byte[] head, int from, int to, Encoding encoding)
      throws Rejection {
    DecodedLine line = new DecodedLine(to - from);
    if (!encoding.newDecoder().decode(head, from, to, line)) {
      throw new Rejection(Cause.HEADER_UNREADABLE, UnreadableCause.UNDECODABLE.name());
    }
    List<String> fields = HeaderFields.split(line.text(), line.length());
    if (fields == null) {
      throw new Rejection(Cause.HEADER_UNREADABLE, UnreadableCause.UNCLOSED_QUOTE.name());
    }
    return fields;
  }

  private int[] columns(List<String> fields) throws Rejection {
    int[] columns = new int[fields.size()];
    Set<Column> found = EnumSet.noneOf(Column.class);
    Set<Column> twice = EnumSet.noneOf(Column.class);
    for (int i = 0; i < columns.length; i++) {
      Column column = layout.column(fields.get(i));
      columns[i] = column == null ? -1 : column.ordinal();
      if (column != null && !found.add(column)) {
        twice.add(column);
      }
    }
    if (!twice.isEmpty()) {
      throw new Rejection(Cause.DUPLICATE_COLUMN, headers(twice));
    }
    List<Column> missing = new ArrayList<>(layout.required());
    missing.removeAll(found);
    if (!missing.isEmpty()) {
      throw new Rejection(Cause.MISSING_COLUMN, headers(missing));
    }
    return columns;
  }

  private static String headers(Iterable<Column> columns) {
    return com.google.common.collect.Streams.stream(columns)
        .map(Column::header)
        .collect(Collectors.joining(", "));
  }

  /** The insurer that a file's name begins with, or {@link InsurerNumber#UNKNOWN}. */
  static int uploader(String fileName) {
    int digits = 0;
    while (digits < fileName.length() && Character.digit(fileName.charAt(digits), 10) >= 0) {
      digits++;
    }
    if (digits == fileName.length() || "_-.".indexOf(fileName.charAt(digits)) < 0) {
      return InsurerNumber.UNKNOWN;
    }
    String number = fileName.substring(0, digits);
    int insurer = InsurerNumber.parse(number);
    return insurer == InsurerNumber.INVALID || isYearAndMonth(number)
        ? InsurerNumber.UNKNOWN
        : insurer;
  }

  /**
   * Whether six digits are a month since My Numbers exist. The few that are also valid insurer
   * numbers would be insurers that do not exist (Nagano has no 150 municipalities).
   */
  private static boolean isYearAndMonth(String digits) {
    return digits.matches("20(1[5-9]|2[0-9])(0[1-9]|1[0-2])");
  }
}
