package jp.totsugo.upload.text;

import jp.totsugo.record.RecordView;
import jp.totsugo.upload.decode.DecodedLine;
import jp.totsugo.upload.decode.LineDecoder;
import jp.totsugo.upload.file.UnreadableCause;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Conversions;
import jp.totsugo.upload.layout.LineFormat;

/** Turns the bytes of a line of one file into a record. */
final class LineParser {
  private final DecodedLine line;
  private final LineDecoder decoder;
  private final FieldSplitter splitter;
  private final FixedWidthSplitter fixedWidth;
  private final Conversions conversions;
  private final int fields;
  private final RecordView record;

  /**
   * @param line where lines are decoded to
   */
  LineParser(UploadFile file, CsvForm form, RecordView record, DecodedLine line) {
    this.line = line;
    LineFormat format = form.lines();
    decoder = form.encoding().newDecoder();
    splitter = new FieldSplitter(file.columns(), format);
    fixedWidth =
        format.fixedWidth() == null
            ? null
            : new FixedWidthSplitter(file.columns(), format.fixedWidth(), decoder);
    conversions = format.conversions().isEmpty() ? null : format.conversions().of(file.columns());
    fields = file.columns().length;
    this.record = record;
    line.separateBy(format.separator());
    record.beginFile(file.uploader(), file.columnBits());
    record.pointTo(line.text());
  }

  /** Points the record at the line's fields, or says why that cannot be done. */
  UnreadableCause parse(byte[] bytes, int from, int to) {
    UnreadableCause cause =
        fixedWidth == null
            ? split(bytes, from, to)
            : fixedWidth.split(bytes, from, to, line, record);
    if (cause != null) {
      return cause;
    }
    if (conversions != null) {
      conversions.convert(record, line.text(), line.length());
    }
    record.complete();
    return null;
  }

  private UnreadableCause split(byte[] bytes, int from, int to) {
    if (!decoder.decode(bytes, from, to, line)) {
      return UnreadableCause.UNDECODABLE;
    }
    int found = splitter.split(line, record);
    if (found == FieldSplitter.UNCLOSED_QUOTE) {
      return UnreadableCause.UNCLOSED_QUOTE;
    }
    return found == fields ? null : UnreadableCause.FIELD_COUNT;
  }
}
