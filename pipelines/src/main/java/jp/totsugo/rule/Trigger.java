package jp.totsugo.rule;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.record.Signs;

/**
 * Without what a rule has nothing to say of a record, so that it need not be asked: one of some
 * {@link Signs} or {@link CharClasses} in one of some columns. A trigger may be there without a
 * finding; a finding is never there without its trigger. Immutable.
 */
final class Trigger {
  private final Column[] columns;

  /** Of each of the columns. */
  private final int[] signs;

  private Trigger(Map<Column, Integer> signs) {
    columns = signs.keySet().toArray(Column[]::new);
    this.signs = signs.values().stream().mapToInt(Integer::intValue).toArray();
  }

  /** Signs whose columns follow: {@code when(EMPTY).in(NAME)}. */
  static final class Condition {
    private final Map<Column, Integer> signs = new EnumMap<>(Column.class);
    private final int any;

    private Condition(int... any) {
      int all = 0;
      for (int sign : any) {
        all |= sign;
      }
      this.any = all;
    }

    /** In one of these columns. */
    Trigger in(Column... columns) {
      for (Column column : columns) {
        signs.merge(column, any, (before, more) -> before | more);
      }
      return new Trigger(signs);
    }
  }

  /** One of these signs. */
  static Condition when(int... signs) {
    return new Condition(signs);
  }

  /** Or one of these. */
  Condition or(int... more) {
    Condition condition = new Condition(more);
    forEach(condition.signs::put);
    return condition;
  }

  /** Says for each column which signs are looked for. */
  void forEach(BiConsumer<Column, Integer> consumer) {
    for (int i = 0; i < columns.length; i++) {
      consumer.accept(columns[i], signs[i]);
    }
  }

  boolean isIn(RecordView record) {
    for (int i = 0; i < columns.length; i++) {
      if ((record.signs(columns[i]) & signs[i]) != 0) {
        return true;
      }
    }
    return false;
  }
}
