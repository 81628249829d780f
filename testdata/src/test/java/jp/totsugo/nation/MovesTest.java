package jp.totsugo.nation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovesTest {
  @ParameterizedTest
  @CsvSource({"5000, 2", "40000, 3", "40000, 12", "3000000, 4"})
  void both_sides_find_the_same_moves(long records, int months) {
    List<Insurer> insurers =
        new Insurers(new Places(), 7, months, 0.006, Format.csv).of(records, 0);
    Moves moves = new Moves(insurers, months);
    List<Moves.Move> out = new ArrayList<>();
    List<Moves.Move> in = new ArrayList<>();
    for (Insurer insurer : insurers) {
      for (int cell = 0; cell < insurer.cells(months); cell++) {
        if (cell < insurer.cells()) {
          out.addAll(moves.outOf(insurer, cell));
        } else {
          in.addAll(moves.into(insurer, cell));
        }
      }
    }
    assertThat(out, containsInAnyOrder(in.toArray()));
    assertThat(out.size(), greaterThan(0));
    Set<Object> rows = new HashSet<>();
    for (Moves.Move move : out) {
      rows.add(List.of(move.from().number, move.fromCell(), move.fromRow()));
      rows.add(List.of(move.to().number, move.toCell(), move.toRow()));
      assertThat(move.from().isForLateElderly(), is(move.to().isForLateElderly()));
      assertThat(move.to().monthOf(move.toCell()), is(move.month()));
    }
    assertThat("no row moves twice", rows.size(), is(2 * out.size()));
  }

  @Test
  void nobody_moves_within_one_month() {
    List<Insurer> insurers = new Insurers(new Places(), 7, 1, 0.006, Format.csv).of(40_000, 0);
    assertThat(new Moves(insurers, 1).outOf(insurers.get(0), 0), empty());
  }
}
