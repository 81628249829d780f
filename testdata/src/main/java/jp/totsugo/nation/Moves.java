package jp.totsugo.nation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may leave one insurer and join another in the same month: rows of those who were there first,
 * matched with rows of those who join. Each side of a match is found from the other without a
 * table. Only rows are matched here; whether a person moves is seen when both are made.
 */
final class Moves {
  /** Rows that a cell gives away: the first of those that meet rows of other insurers. */
  private static final int GIVEN = 8;

  /** Rows that a whole cell of joiners may take: those behind the rows with plants. */
  private static final int TAKEN = Insurer.CELL - Zone.LOCAL.rowsOf(Insurer.CELL);

  /**
   * A person's row before and after.
   *
   * @param month in which the person moves
   */
  record Move(
      int month, Insurer from, int fromCell, int fromRow, Insurer to, int toCell, int toRow) {}

  private final int months;
  private final Map<Insurer, Insurer> nextOf = new HashMap<>();
  private final Map<Insurer, Insurer> previousOf = new HashMap<>();

  /**
   * @param months how many there are in all
   */
  Moves(List<Insurer> insurers, int months) {
    this.months = months;
    pair(insurers.stream().filter(Insurer::isForLateElderly).toList());
    pair(insurers.stream().filter(Insurer::hasHouseholds).toList());
  }

  /** Whoever leaves an insurer joins the one a third of the list away. */
  private void pair(List<Insurer> group) {
    for (int i = 0; i < group.size() && group.size() > 1; i++) {
      Insurer next = group.get((i + 1 + group.size() / 3) % group.size());
      nextOf.put(group.get(i), next);
      previousOf.put(next, group.get(i));
    }
  }

  /** The moves out of a cell of the first month. */
  List<Move> outOf(Insurer from, int cell) {
    Insurer to = nextOf.get(from);
    if (to == null || months == 1) {
      return List.of();
    }
    List<Move> moves = new ArrayList<>();
    for (int row = 0; row < rowsGivenBy(from, cell); row++) {
      // All rows that an insurer gives go to the months in turn, and there to joiners in their
      // order.
      long given = (long) cell * GIVEN + row;
      int month = (int) (given % (months - 1)) + 2;
      int place = (int) (given / (months - 1));
      int toCell = to.cellOfJoiners(month, place / TAKEN);
      int toRow = toCell < 0 ? 0 : Zone.LOCAL.rowsOf(to.rowsOf(toCell)) + place % TAKEN;
      if (toCell >= 0 && toRow < to.rowsOf(toCell)) {
        moves.add(
            new Move(month, from, cell, firstRowGivenBy(from, cell) + row, to, toCell, toRow));
      }
    }
    return moves;
  }

  /** The moves into a cell of those who joined in a month. */
  List<Move> into(Insurer to, int cell) {
    Insurer from = previousOf.get(to);
    if (from == null) {
      return List.of();
    }
    List<Move> moves = new ArrayList<>();
    int month = to.monthOf(cell);
    int local = Zone.LOCAL.rowsOf(to.rowsOf(cell));
    for (int row = local; row < to.rowsOf(cell) && row - local < TAKEN; row++) {
      long place = (long) to.placeAmongJoiners(cell) * TAKEN + row - local;
      long given = place * (months - 1) + month - 2;
      long fromCell = given / GIVEN;
      int fromRow = (int) (given % GIVEN);
      if (fromCell < from.cells() && fromRow < rowsGivenBy(from, (int) fromCell)) {
        int first = firstRowGivenBy(from, (int) fromCell);
        moves.add(new Move(month, from, (int) fromCell, first + fromRow, to, cell, row));
      }
    }
    return moves;
  }

  private static int firstRowGivenBy(Insurer insurer, int cell) {
    return Zone.AWAY.first(insurer.rowsOf(cell));
  }

  private static int rowsGivenBy(Insurer insurer, int cell) {
    return Math.min(GIVEN, Zone.AWAY.rowsOf(insurer.rowsOf(cell)));
  }
}
