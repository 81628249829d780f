package jp.totsugo.upload.text;

import java.nio.charset.Charset;
import java.util.List;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.decode.DecodedLine;
import jp.totsugo.upload.decode.LineDecoder;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.RecordReader.Line;
import jp.totsugo.upload.file.UnreadableCause;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Conversions;
import jp.totsugo.upload.layout.LineFormat;

/** Turns the bytes of a line of one file into a record, or says what it is instead. */
final class LineParser {
  private final DecodedLine line;
  private final LineFormat format;
  private final Charset charset;
  private final LineDecoder decoder;
  private final FieldSplitter splitter;

  /** Null where lines must be decoded first. */
  private final ByteSplitter byteSplitter;

  private final FixedWidthSplitter fixedWidth;
  private final char separator;
  private final RepeatedHeader repeated;
  private final Conversions conversions;
  private final int fields;

  /** The characters of ASCII that begin neither a blank line nor a repeated header. */
  private final boolean[] plain = new boolean[128];

  private final RecordView record;
  private UnreadableCause cause;

  /**
   * @param line where lines are decoded to
   */
  LineParser(UploadFile file, CsvForm form, RecordView record, DecodedLine line) {
    this.line = line;
    format = form.lines();
    charset = form.encoding().charset();
    decoder = form.encoding().newDecoder();
    splitter = new FieldSplitter(file.columns(), format);
    byteSplitter =
        ByteSplitter.of(file.columns(), format, form.encoding().newScanner(record.charClasses()));
    fixedWidth =
        format.fixedWidth() == null
            ? null
            : new FixedWidthSplitter(file.columns(), format.fixedWidth(), decoder);
    separator = BlankLine.separator(format);
    repeated = new RepeatedHeader(format);
    conversions = format.conversions().isEmpty() ? null : format.conversions().of(file.columns());
    fields = file.columns().length;
    this.record = record;
    findPlain();
    line.separateBy(format.separator());
    record.beginFile(file.uploader(), file.columnBits());
  }

  /** Whether a line that is no record is blank. */
  boolean isBlank(byte[] bytes, int from, int to) {
    return BlankLine.isBlank(bytes, from, to, charset, separator);
  }

  /** Takes in the file's own header, by whose names it is known if it is repeated. */
  void header(byte[] bytes, int from, int to) {
    List<String> names = to - from > RecordReader.LONGEST_LINE ? null : names(bytes, from, to);
    if (names != null) {
      repeated.addNames(names);
      findPlain();
    }
  }

  private List<String> names(byte[] bytes, int from, int to) {
    if (fixedWidth != null) {
      return fixedWidth.split(bytes, from, to, line, record) == null
          ? RepeatedHeader.fields(line.text(), fixedWidth.ends())
          : null;
    }
    return decoder.decode(bytes, from, to, line)
        ? LineFields.split(line.text(), line.length(), format)
        : null;
  }

  private void findPlain() {
    for (char c = 0; c < plain.length; c++) {
      plain[c] = !BlankLine.isBlank(c, separator) && !repeated.mayBegin(c);
    }
  }

  /** Says what a line is; the record is pointed at the fields of one. */
  Line parse(byte[] bytes, int from, int to) {
    if (byteSplitter != null
        && from < to
        && bytes[from] >= 0
        && plain[bytes[from]]
        && byteSplitter.split(bytes, from, to, record)) {
      record.complete();
      return Line.RECORD;
    }
    record.pointTo(line.text());
    Line kind =
        fixedWidth == null ? splitAtSeparators(bytes, from, to) : splitAtBytes(bytes, from, to);
    if (kind == Line.RECORD) {
      if (conversions != null) {
        conversions.convert(record, line.text(), line.length());
      }
      record.complete();
    }
    return kind;
  }

  /** Why the line is unreadable. */
  UnreadableCause cause() {
    return cause;
  }

  private Line splitAtSeparators(byte[] bytes, int from, int to) {
    if (!decoder.decode(bytes, from, to, line)) {
      return unreadable(UnreadableCause.UNDECODABLE);
    }
    Line kind = withoutRecord();
    if (kind != null) {
      return kind;
    }
    int found = splitter.split(line, record);
    if (found == FieldSplitter.UNCLOSED_QUOTE) {
      return unreadable(UnreadableCause.UNCLOSED_QUOTE);
    }
    return found == fields ? Line.RECORD : unreadable(UnreadableCause.FIELD_COUNT);
  }

  /** What a line is of which the first characters show that it is no record; else null. */
  private Line withoutRecord() {
    if (line.length() == 0) {
      return Line.BLANK;
    }
    char first = line.text()[0];
    if (first < plain.length && plain[first]) {
      return null;
    }
    if (BlankLine.isBlank(first, separator)
        && BlankLine.isBlank(line.text(), line.length(), separator)) {
      return Line.BLANK;
    }
    return repeated.mayBegin(first) && repeated.isOne(line) ? Line.HEADER : null;
  }

  private Line splitAtBytes(byte[] bytes, int from, int to) {
    UnreadableCause found = fixedWidth.split(bytes, from, to, line, record);
    if (found == UnreadableCause.UNDECODABLE) {
      // It may have been decodable but for the border of a field within a wide space.
      return decoder.decode(bytes, from, to, line) && isBlank() ? Line.BLANK : unreadable(found);
    }
    if (isBlank()) {
      return Line.BLANK;
    }
    if (found != null) {
      return unreadable(found);
    }
    return repeated.isOne(line.text(), fixedWidth.ends()) ? Line.HEADER : Line.RECORD;
  }

  private boolean isBlank() {
    return BlankLine.isBlank(line.text(), line.length(), separator);
  }

  private Line unreadable(UnreadableCause why) {
    cause = why;
    return Line.UNREADABLE;
  }
}
