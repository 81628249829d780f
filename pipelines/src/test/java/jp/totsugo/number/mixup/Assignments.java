package jp.totsugo.number.mixup;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The rows of one small file, each with the number of one of its rows: by chance, and explained.
 */
final class Assignments {
  private Assignments() {}

  /** Right rows, neighbours' numbers in all directions, and anybody's. */
  static int[] random(int rows, Random random) {
    int[] carried = new int[rows];
    int offset = 1;
    for (int row = 0; row < rows; row++) {
      offset = random.nextInt(4) == 0 ? random.nextInt(7) - 3 : offset;
      boolean near = random.nextInt(5) > 0 && row + offset >= 0 && row + offset < rows;
      carried[row] = near ? row + offset : random.nextInt(rows);
    }
    return carried;
  }

  /** Tries every stretch of the file and follows every row: the definitions word for word. */
  static Map<Long, Explanation> explain(int[] carried) {
    Set<Integer> shifted = new HashSet<>();
    for (int offset = -3; offset <= 3; offset++) {
      for (int first = 0; offset != 0 && first < carried.length; first++) {
        for (int last = first + 2; last < carried.length; last++) {
          if (isRun(carried, first, last, offset)) {
            for (int row = first; row <= last; row++) {
              if (carried[row] != row) {
                shifted.add(row);
              }
            }
          }
        }
      }
    }
    Map<Long, Explanation> explained = new HashMap<>();
    for (int row = 0; row < carried.length; row++) {
      if (carried[row] != row) {
        explained.put(
            (long) row,
            shifted.contains(row)
                ? Explanation.SHIFTED
                : leadsBack(carried, row)
                    ? Explanation.SWAPPED
                    : carried[carried[row]] == carried[row]
                        ? Explanation.COPIED
                        : Explanation.OTHER_PERSON);
      }
    }
    return explained;
  }

  private static boolean isRun(int[] carried, int first, int last, int offset) {
    int count = 0;
    for (int row = first; row <= last; row++) {
      if (carried[row] == row + offset) {
        count++;
      } else {
        boolean isGap =
            carried[row] == row
                && row > first
                && row < last
                && carried[row - 1] == row - 1 + offset
                && carried[row + 1] == row + 1 + offset
                && (row - 2 >= first && carried[row - 2] == row - 2 + offset
                    || row + 2 <= last && carried[row + 2] == row + 2 + offset);
        if (!isGap) {
          return false;
        }
      }
    }
    return count >= 3 && carried[first] != first && carried[last] != last;
  }

  private static boolean leadsBack(int[] carried, int row) {
    int at = carried[row];
    for (int steps = 1; steps < 50 && at != row; steps++) {
      at = carried[at];
    }
    return at == row;
  }
}
