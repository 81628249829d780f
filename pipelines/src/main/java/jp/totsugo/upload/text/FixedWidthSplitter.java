package jp.totsugo.upload.text;

import jp.totsugo.record.RecordView;
import jp.totsugo.upload.decode.DecodedLine;
import jp.totsugo.upload.decode.LineDecoder;
import jp.totsugo.upload.file.UnreadableCause;
import jp.totsugo.upload.layout.FixedWidth;

/** Decodes the fields of a fixed-width line and points a {@link RecordView} at them. */
final class FixedWidthSplitter {
  private final int[] columns;
  private final FixedWidth widths;
  private final LineDecoder decoder;
  private final int[] fieldEnds;

  /**
   * @param columns for each field of a line its slot, or -1
   */
  FixedWidthSplitter(int[] columns, FixedWidth widths, LineDecoder decoder) {
    this.columns = columns;
    this.widths = widths;
    this.decoder = decoder;
    fieldEnds = new int[columns.length];
  }

  /**
   * Returns why the bytes are no record, or null. A line of another length is one of another number
   * of fields; a field that begins or ends within a character cannot be decoded.
   */
  UnreadableCause split(byte[] bytes, int from, int to, DecodedLine line, RecordView record) {
    if (to - from != widths.lineBytes()) {
      return decoder.decode(bytes, from, to, line)
          ? UnreadableCause.FIELD_COUNT
          : UnreadableCause.UNDECODABLE;
    }
    line.begin();
    int start = from;
    for (int i = 0; i < columns.length; i++) {
      int end = from + widths.ends()[i];
      int first = line.length();
      if (!decoder.append(bytes, start, end, line)) {
        return UnreadableCause.UNDECODABLE;
      }
      if (columns[i] >= 0) {
        record.field(columns[i], first, line.length());
      }
      fieldEnds[i] = line.length();
      start = end;
    }
    return null;
  }

  /** Behind the last character of each field of the line that was split last. */
  int[] ends() {
    return fieldEnds;
  }
}
