package jp.totsugo.upload.infer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import jp.totsugo.record.DatePattern;
import jp.totsugo.record.Dates;
import jp.totsugo.record.EraCodes;
import jp.totsugo.upload.decode.DecodedLine;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.decode.LineDecoder;

/**
 * Finds where the fields of fixed-width lines begin: at numbers and dates that prove themselves,
 * behind spaces that fill a field, and where another kind of character begins.
 */
final class FieldBorders {
  private static final int MOST_LINES = 1000;
  private static final byte SPACE = ' ';

  /** What a byte of a line is. */
  private enum Kind {
    BLANK,
    HALF_WIDTH,
    KANA,
    WIDE,
    /** Not the first byte of its character. */
    INNER
  }

  private static final DatePattern EIGHT_DIGITS = DatePattern.of("YYYYMMDD");
  private static final DatePattern ERA_CODE = DatePattern.of("GYYMMDD");

  private final List<byte[]> lines;
  private final int length;
  private final Kind[][] kinds;
  private final Encoding encoding;
  private final BitSet starts = new BitSet();

  /** By byte and kind, in how many lines. */
  private final int[][] counts;

  FieldBorders(List<byte[]> lines, int length, Encoding encoding) {
    this.lines = lines.subList(0, Math.min(MOST_LINES, lines.size()));
    this.length = length;
    kinds = new Kind[this.lines.size()][];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = kinds(this.lines.get(i), encoding);
    }
    this.encoding = encoding;
    counts = counts();
    starts.set(0);
    splitAtSpaces();
    splitAtProofs();
    int from = 0;
    for (int to : ends()) {
      if (!isOneField(from, to)) {
        splitAtKinds(from, to);
      }
      from = to;
    }
  }

  /** Behind the last byte of each field; together they cover the line. */
  List<Integer> ends() {
    List<Integer> ends = new ArrayList<>();
    for (int i = starts.nextSetBit(1); i >= 0; i = starts.nextSetBit(i + 1)) {
      ends.add(i);
    }
    ends.add(length);
    return ends;
  }

  private static Kind[] kinds(byte[] line, Encoding encoding) {
    LineDecoder decoder = encoding.newDecoder();
    DecodedLine decoded = new DecodedLine(Byte.SIZE);
    Kind[] kinds = new Kind[line.length];
    int at = 0;
    while (at < line.length) {
      int bytes = 1;
      while (bytes < 4
          && at + bytes < line.length
          && !decoder.decode(line, at, at + bytes, decoded)) {
        bytes++;
      }
      Arrays.fill(kinds, at, at + bytes, Kind.INNER);
      char c = decoder.decode(line, at, at + bytes, decoded) ? decoded.text()[0] : '?';
      kinds[at] =
          c == ' ' || c == '\u3000'
              ? Kind.BLANK
              : c < 0x80 ? Kind.HALF_WIDTH : c >= 0xFF61 && c <= 0xFF9F ? Kind.KANA : Kind.WIDE;
      at += bytes;
    }
    return kinds;
  }

  private boolean isInner(int at) {
    return Arrays.stream(kinds).anyMatch(line -> line[at] == Kind.INNER);
  }

  private int[][] counts() {
    int[][] all = new int[length][Kind.values().length];
    for (Kind[] line : kinds) {
      for (int i = 0; i < length; i++) {
        Kind kind = line[i] == Kind.INNER ? before(line, i) : line[i];
        all[i][kind.ordinal()]++;
      }
    }
    return all;
  }

  /** Where spaces of all lines end, or of many that fill a field. */
  private void splitAtSpaces() {
    for (int i = 1; i < length; i++) {
      int filled = filled(i);
      boolean behindBlank = filled(i - 1) == 0 && filled > 0;
      boolean behindFiller = filled > kinds.length * 0.9 && twoBlanksBefore(i) > kinds.length * 0.2;
      if ((behindBlank || behindFiller) && !isInner(i)) {
        starts.set(i);
      }
    }
  }

  private int filled(int at) {
    return kinds.length - counts[at][Kind.BLANK.ordinal()];
  }

  /** Lines with two blank characters before a byte; one may stand within a name. */
  private int twoBlanksBefore(int at) {
    int lines = 0;
    for (Kind[] line : kinds) {
      int last = first(line, at - 1);
      if (line[last] == Kind.BLANK && last > 0 && line[first(line, last - 1)] == Kind.BLANK) {
        lines++;
      }
    }
    return lines;
  }

  /** The first byte of the character that a byte is in. */
  private static int first(Kind[] line, int at) {
    int i = at;
    while (i > 0 && line[i] == Kind.INNER) {
      i--;
    }
    return i;
  }

  /** Whether the values there look like something as a whole. */
  private boolean isOneField(int from, int to) {
    FieldContent content =
        new FieldContent(
            lines.stream()
                .map(line -> new String(line, from, to - from, encoding.charset()))
                .toList());
    return DatePatterns.of(content, EraCodes.claims) != null
        || DatePatterns.of(content, EraCodes.pension) != null
        || content.share(FieldContent::isKana) > 0.9
        || content.share(FieldContent::isAddress) > 0.6
        || content.share(FieldContent::isName) > 0.9
        || content.share(FieldContent::isPostNumber) > 0.9
        || content.share(FieldContent::isId) > 0.9;
  }

  /** Where another kind of character begins in nearly all lines. */
  private void splitAtKinds(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      Kind before = main(counts[i - 1]);
      Kind kind = main(counts[i]);
      if (kind != Kind.BLANK && before != Kind.BLANK && kind != before && !isInner(i)) {
        starts.set(i);
      }
    }
  }

  private static Kind before(Kind[] line, int at) {
    return line[first(line, at)];
  }

  /** The kind of nearly all bytes there that are no space; else that of spaces. */
  private Kind main(int[] counts) {
    int filled = kinds.length - counts[Kind.BLANK.ordinal()];
    for (Kind kind : Kind.values()) {
      if (kind != Kind.BLANK && filled > 0 && counts[kind.ordinal()] > filled * 0.9) {
        return kind;
      }
    }
    return Kind.BLANK;
  }

  private void splitAtProofs() {
    int at = 0;
    while (at < length) {
      int proven =
          proves(at, 12, 0.3, 0.9, FieldContent::isMyNumber)
              ? 12
              : proves(at, 8, 0.9, 0.98, FieldContent::isInsurerNumber)
                  ? 8
                  : proves(at, 8, 0.02, 0.95, value -> isDate(EIGHT_DIGITS, value))
                      ? 8
                      : proves(at, 7, 0.02, 0.95, value -> isDate(ERA_CODE, value)) ? 7 : 0;
      if (proven == 0) {
        at++;
      } else {
        starts.clear(at + 1, at + proven);
        starts.set(at);
        at += proven;
        // Spaces behind it are its own: a wrong value may be longer.
        if (at < length && filled(at) > kinds.length / 2) {
          starts.set(at);
        }
      }
    }
  }

  private static boolean isDate(DatePattern pattern, String value) {
    return FieldContent.day(pattern, value) != Dates.INVALID;
  }

  /** Whether nearly all lines have a value of this form there that is not blank. */
  private boolean proves(
      int at, int bytes, double leastFilled, double leastFitting, Predicate<String> form) {
    if (at + bytes > length) {
      return false;
    }
    int filled = 0;
    int fitting = 0;
    for (byte[] line : lines) {
      boolean blank = true;
      for (int i = at; i < at + bytes; i++) {
        blank &= line[i] == SPACE;
      }
      if (!blank) {
        filled++;
        if (form.test(new String(line, at, bytes, StandardCharsets.ISO_8859_1))) {
          fitting++;
        }
      }
    }
    return filled >= Math.max(1, lines.size() * leastFilled) && fitting >= filled * leastFitting;
  }
}
