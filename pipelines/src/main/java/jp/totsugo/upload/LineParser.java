package jp.totsugo.upload;

import jp.totsugo.record.CharClasses;
import jp.totsugo.record.RecordView;

/** Turns the bytes of a line of one file into a record. */
final class LineParser {
  private final char[] text;
  private final LineDecoder decoder;
  private final FieldSplitter splitter;
  private final int fields;
  private final RecordView record;

  /**
   * @param text where lines are decoded to, {@link LineReader#LONGEST_LINE} characters
   */
  LineParser(UploadFile file, CharClasses classes, RecordView record, char[] text) {
    this.text = text;
    decoder = file.encoding().newDecoder();
    splitter = new FieldSplitter(classes, file.columns());
    fields = file.columns().length;
    this.record = record;
    record.beginFile(file.uploader(), file.columnBits());
    record.pointTo(text);
  }

  /** Points the record at the line's fields, or says why that cannot be done. */
  UnreadableCause parse(byte[] bytes, int from, int to) {
    int length = decoder.decode(bytes, from, to, text);
    if (length == LineDecoder.UNDECODABLE) {
      return UnreadableCause.UNDECODABLE;
    }
    int found = splitter.split(text, length, record);
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
