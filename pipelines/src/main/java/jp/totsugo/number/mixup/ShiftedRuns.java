package jp.totsugo.number.mixup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Finds the runs of rows that have the numbers of persons a fixed distance away.
 *
 * <p>Within a run one line without a mismatch may lie between two shifted rows, if another shifted
 * row is next to one of them: two copies from the next row do not make a run with every other copy
 * of that kind.
 */
final class ShiftedRuns {
  static final int FARTHEST = 3;
  private static final int FEWEST_ROWS = 3;

  private final Mismatch[] records;
  private final int[] offsets;
  private final Run[] runs;

  private ShiftedRuns(Mismatch[] records, int[][] owners) {
    this.records = records;
    this.offsets = new int[records.length];
    this.runs = new Run[records.length];
    for (int i = 0; i < records.length; i++) {
      for (int owner : owners[i]) {
        addOffset(i, records[owner].file(), records[owner].line());
      }
      for (Mismatch.Holder holder : records[i].holders()) {
        if (records[i].isCopyOf(holder)) {
          addOffset(i, holder.file(), holder.line());
        }
      }
    }
  }

  /** Some rows, of one offset. */
  final class Run {
    private final int offset;
    private final List<Integer> rows;

    private Run(int offset, List<Integer> rows) {
      this.offset = offset;
      this.rows = rows;
    }

    Resolution.Shift shift() {
      return new Resolution.Shift(
          offset, records[first()].line(), records[rows.get(rows.size() - 1)].line());
    }

    /** The locator of the record whose number a row of this run has. */
    long ownersRecord(int row) {
      long line = records[row].line() + offset;
      for (int i = Math.max(0, row - FARTHEST);
          i <= Math.min(records.length - 1, row + FARTHEST);
          i++) {
        if (records[i].file() == records[row].file() && records[i].line() == line) {
          return records[i].locator();
        }
      }
      return records[row].holders().stream()
          .filter(holder -> holder.file() == records[row].file() && holder.line() == line)
          .findFirst()
          .orElseThrow()
          .locator();
    }

    private int first() {
      return rows.get(0);
    }
  }

  /**
   * @param records in the order of their locators
   * @param owners for each the records of its number's owner
   * @return for each its run, or null. The longest runs come first, then the nearest offsets
   */
  static Run[] find(Mismatch[] records, int[][] owners) {
    return new ShiftedRuns(records, owners).find();
  }

  private void addOffset(int row, int file, long line) {
    long offset = line - records[row].line();
    if (file == records[row].file() && Math.abs(offset) <= FARTHEST) {
      offsets[row] |= bit((int) offset);
    }
  }

  private static int bit(int offset) {
    return 1 << offset + FARTHEST;
  }

  private Run[] find() {
    PriorityQueue<Run> candidates =
        new PriorityQueue<>(
            Comparator.<Run>comparingInt(run -> -run.rows.size())
                .thenComparingInt(run -> Math.abs(run.offset))
                .thenComparingInt(run -> -run.offset)
                .thenComparingInt(Run::first));
    for (int offset = -FARTHEST; offset <= FARTHEST; offset++) {
      if (offset != 0) {
        addRuns(offset, 0, records.length - 1, candidates);
      }
    }
    while (!candidates.isEmpty()) {
      Run longest = candidates.remove();
      if (longest.rows.stream().allMatch(row -> runs[row] == null)) {
        longest.rows.forEach(row -> runs[row] = longest);
      } else {
        addRuns(
            longest.offset, longest.first(), longest.rows.get(longest.rows.size() - 1), candidates);
      }
    }
    return runs;
  }

  /** Adds the runs of one offset among the rows that are in no run yet. */
  private void addRuns(int offset, int from, int to, PriorityQueue<Run> candidates) {
    List<Integer> rows = new ArrayList<>();
    for (int row = from; row <= to; row++) {
      if (isShifted(row, offset)) {
        rows.add(row);
        if (row == to || !isContinued(row, offset, from, to)) {
          if (rows.size() >= FEWEST_ROWS) {
            candidates.add(new Run(offset, rows));
          }
          rows = new ArrayList<>();
        }
      }
    }
  }

  private boolean isContinued(int row, int offset, int from, int to) {
    return isShifted(row + 1, offset)
        && (areApart(row, row + 1, 1)
            || areApart(row, row + 1, 2)
                && (row > from && isNextTo(row - 1, row, offset)
                    || row + 2 <= to && isNextTo(row + 1, row + 2, offset)));
  }

  private boolean isNextTo(int row, int next, int offset) {
    return isShifted(row, offset) && isShifted(next, offset) && areApart(row, next, 1);
  }

  private boolean areApart(int row, int next, long lines) {
    return records[row].file() == records[next].file()
        && records[next].line() - records[row].line() == lines;
  }

  private boolean isShifted(int row, int offset) {
    return runs[row] == null && (offsets[row] & bit(offset)) != 0;
  }
}
