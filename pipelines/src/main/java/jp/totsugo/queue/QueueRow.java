package jp.totsugo.queue;

import java.util.Arrays;
import java.util.Comparator;
import jp.totsugo.block.FindingRow;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Rule;

/** A row of findings and what it is sorted by. */
final class QueueRow {
  static final Comparator<QueueRow> ORDER =
      (a, b) -> {
        int order = Integer.compare(a.priority, b.priority);
        if (order == 0) {
          order = Integer.compare(a.file, b.file);
        }
        if (order == 0) {
          order = Long.compare(a.line, b.line);
        }
        return order == 0 ? Integer.compare(a.ruleAndField, b.ruleAndField) : order;
      };

  private static final int[] RULE_RANKS = ranks(Rule.values(), Comparator.comparing(Rule::name));
  private static final int[] FIELD_RANKS =
      ranks(Column.values(), Comparator.comparing(Column::header));

  final byte[] block;
  final int at;
  final int priority;
  final int file;
  final long line;
  final int ruleAndField;

  /** The first 64 and the next 16 bits of the hash behind the issue id. */
  final long id;

  final short idTail;

  QueueRow(byte[] block, int at, FindingRow row, long line, byte[] idHash) {
    this.block = block;
    this.at = at;
    this.line = line;
    file = row.file();
    priority = row.rule().priority();
    ruleAndField = RULE_RANKS[row.rule().ordinal()] * Column.COUNT + FIELD_RANKS[row.field()];
    long bits = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bits = bits << 8 | idHash[i] & 0xFF;
    }
    id = bits;
    idTail = (short) (idHash[8] << 8 | idHash[9] & 0xFF);
  }

  byte[] idHash() {
    byte[] hash = new byte[10];
    for (int i = 0; i < Long.BYTES; i++) {
      hash[i] = (byte) (id >>> 56 - 8 * i);
    }
    hash[8] = (byte) (idTail >> 8);
    hash[9] = (byte) idTail;
    return hash;
  }

  int length() {
    return FindingRow.length(block, at);
  }

  private static <E extends Enum<E>> int[] ranks(E[] values, Comparator<E> order) {
    E[] sorted = values.clone();
    Arrays.sort(sorted, order);
    int[] ranks = new int[values.length];
    for (int i = 0; i < sorted.length; i++) {
      ranks[sorted[i].ordinal()] = i;
    }
    return ranks;
  }
}
