package jp.totsugo.upload;

import jp.totsugo.record.RecordView;

/** Turns the bytes of a line of one file into a record. */
final class LineParser {
  private final DecodedLine line;
  private final LineDecoder decoder;
  private final FieldSplitter splitter;
  private final int fields;
  private final RecordView record;

  /**
   * @param line where lines are decoded to
   */
  LineParser(UploadFile file, CsvForm form, RecordView record, DecodedLine line) {
    this.line = line;
    decoder = form.encoding().newDecoder();
    splitter = new FieldSplitter(file.columns());
    fields = file.columns().length;
    this.record = record;
    record.beginFile(file.uploader(), file.columnBits());
    record.pointTo(line.text());
  }

  /** Points the record at the line's fields, or says why that cannot be done. */
  UnreadableCause parse(byte[] bytes, int from, int to) {
    if (!decoder.decode(bytes, from, to, line)) {
      return UnreadableCause.UNDECODABLE;
    }
    int found = splitter.split(line, record);
    if (found == FieldSplitter.UNCLOSED_QUOTE) {
      return UnreadableCause.UNCLOSED_QUOTE;
    }
    if (found != fields) {
      return UnreadableCause.FIELD_COUNT;
    }
    record.complete();
    return null;
  }
}
