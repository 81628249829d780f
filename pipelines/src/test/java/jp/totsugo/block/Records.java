package jp.totsugo.block;

import java.util.BitSet;
import java.util.Map;
import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;

/** Records made of a few values, without a file. */
public final class Records {
  private static final CharClasses CLASSES = new CharClasses(new BitSet());

  private Records() {}

  /** A record of 2026-04-01 with these values and all others empty. */
  public static RecordView of(Map<Column, String> values) {
    RecordView record = new RecordView(CLASSES, 20260401);
    record.beginFile(6132013, (1 << Column.COUNT) - 1);
    StringBuilder text = new StringBuilder();
    values.values().forEach(text::append);
    char[] characters = text.toString().toCharArray();
    record.pointTo(characters);
    int at = 0;
    for (Map.Entry<Column, String> value : values.entrySet()) {
      int end = at + value.getValue().length();
      record.field(value.getKey().ordinal(), at, end);
      at = end;
    }
    record.complete();
    return record;
  }
}
