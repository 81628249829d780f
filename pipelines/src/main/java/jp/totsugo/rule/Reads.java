package jp.totsugo.rule;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Arrays;
import java.util.Set;
import jp.totsugo.record.Column;

/**
 * The columns that a rule reads. A rule is made of parts that are decided one by one, most rules of
 * a single one; a part needs all its columns. What a rule reads besides, where a file has it, makes
 * an answer finer, but is not needed for one.
 *
 * @param parts each the columns that it needs
 */
record Reads(ImmutableList<ImmutableSet<Column>> parts, ImmutableSet<Column> besides) {

  /** One part, which needs all these columns. */
  static Reads reads(Column... columns) {
    return new Reads(ImmutableList.of(ImmutableSet.copyOf(columns)), ImmutableSet.of());
  }

  /** A part for each column. */
  static Reads readsAny(Column... columns) {
    return new Reads(
        Arrays.stream(columns).map(ImmutableSet::of).collect(ImmutableList.toImmutableList()),
        ImmutableSet.of());
  }

  /** One more part, which needs all these columns. */
  Reads or(Column... columns) {
    return new Reads(
        ImmutableList.<ImmutableSet<Column>>builder()
            .addAll(parts)
            .add(ImmutableSet.copyOf(columns))
            .build(),
        besides);
  }

  /** And each part needs this column too. */
  Reads with(Column column) {
    return new Reads(
        parts.stream()
            .map(part -> ImmutableSet.<Column>builder().add(column).addAll(part).build())
            .collect(ImmutableList.toImmutableList()),
        besides);
  }

  /** And these columns, where a file has them. */
  Reads besides(Column... columns) {
    return new Reads(parts, ImmutableSet.copyOf(columns));
  }

  /** All of them, in the order in which the rule names them. */
  ImmutableSet<Column> columns() {
    ImmutableSet.Builder<Column> columns = ImmutableSet.builder();
    parts.forEach(columns::addAll);
    return columns.addAll(besides).build();
  }

  /** Whether at least one part can be decided on a file with these columns. */
  boolean isPossible(Set<Column> present) {
    return parts.stream().anyMatch(present::containsAll);
  }

  /** The columns that the rule reads and such a file lacks. */
  Set<Column> lacking(Set<Column> present) {
    return Sets.difference(columns(), present);
  }
}
