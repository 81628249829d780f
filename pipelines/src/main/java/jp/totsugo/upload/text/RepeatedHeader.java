package jp.totsugo.upload.text;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import jp.totsugo.upload.decode.DecodedLine;
import jp.totsugo.upload.layout.LineFormat;
import jp.totsugo.upload.layout.Quoting;

/**
 * Tells a line that is a header once more, as files have it that were put together, or that name
 * their columns in two languages. It may have other columns than the file. Before it may stand what
 * was the end mark (0x1A) of the file put before, and a byte order mark.
 */
final class RepeatedHeader {
  private static final char END_MARK = 0x1A;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final LineFormat format;
  private final boolean quoted;
  private ColumnNames names = ColumnNames.standard();

  RepeatedHeader(LineFormat format) {
    this.format = format;
    quoted = format.quoting() == Quoting.rfc4180;
  }

  /** Takes in the names that the file's own header has. */
  void addNames(List<String> header) {
    names = names.and(header);
  }

  /** Whether a line that begins with this character may be one; of records mostly none. */
  boolean mayBegin(char c) {
    return names.mayBegin(c) || c == format.separator() || quoted && c == '"' || c == END_MARK;
  }

  /** Whether a line of fields with separators is one. */
  boolean isOne(DecodedLine line) {
    char[] text = line.text();
    int length = line.length();
    int start = behind(END_MARK, text, 0, length);
    start = behind(BYTE_ORDER_MARK, text, start, length);
    int at = start;
    while (at < length && (text[at] == format.separator() || isEmptyQuoted(text, at, length))) {
      at += text[at] == format.separator() ? 1 : 2;
    }
    if (at == length || !names.contains(text, at + opening(text, at), end(text, at, length))) {
      return false;
    }
    char[] rest = Arrays.copyOfRange(text, start, length);
    List<String> fields = LineFields.split(rest, rest.length, format);
    return fields != null && names.areHeader(fields);
  }

  private static int behind(char mark, char[] text, int at, int length) {
    return at < length && text[at] == mark ? at + 1 : at;
  }

  private boolean isEmptyQuoted(char[] text, int at, int length) {
    return quoted
        && text[at] == '"'
        && at + 1 < length
        && text[at + 1] == '"'
        && (at + 2 == length || text[at + 2] == format.separator());
  }

  private int opening(char[] text, int at) {
    return quoted && text[at] == '"' ? 1 : 0;
  }

  /** Where the value that begins at {@code start} ends; no name has a quote within. */
  private int end(char[] text, int start, int length) {
    int at = start + opening(text, start);
    char behind = at > start ? '"' : format.separator();
    while (at < length && text[at] != behind) {
      at++;
    }
    return at;
  }

  /**
   * Whether a line of fixed width is one; spaces around a name fill its field.
   *
   * @param ends behind the last character of each field
   */
  boolean isOne(char[] text, int[] ends) {
    int end = ends[ends.length - 1];
    int from = 0;
    while (from < end && BlankLine.isBlank(text[from], '"')) {
      from++;
    }
    if (from == end || !names.mayBegin(text[from])) {
      return false;
    }
    int field = 0;
    while (field < ends.length - 1 && ends[field] <= from) {
      field++;
    }
    int to = ends[field];
    while (to > from && BlankLine.isBlank(text[to - 1], '"')) {
      to--;
    }
    return names.contains(text, from, to) && names.areHeader(fields(text, ends));
  }

  /** The fields of a line of fixed width without the spaces that fill them. */
  static List<String> fields(char[] text, int[] ends) {
    return IntStream.range(0, ends.length)
        .mapToObj(i -> filled(text, i == 0 ? 0 : ends[i - 1], ends[i]))
        .toList();
  }

  private static String filled(char[] text, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && BlankLine.isBlank(text[from], '"')) {
      from++;
    }
    while (to > from && BlankLine.isBlank(text[to - 1], '"')) {
      to--;
    }
    return new String(text, from, to - from);
  }
}
