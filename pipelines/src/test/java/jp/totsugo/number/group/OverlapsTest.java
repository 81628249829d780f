package jp.totsugo.number.group;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import jp.totsugo.block.KeyEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class OverlapsTest {
  @Test
  void the_answer_is_that_of_comparing_every_pair() {
    Random random = new Random(7);
    for (int round = 0; round < 100_000; round++) {
      int count = random.nextInt(9);
      int[] from = new int[count];
      int[] to = new int[count];
      long[] colours = new long[count];
      for (int i = 0; i < count; i++) {
        from[i] = random.nextInt(6);
        to[i] = random.nextInt(4) == 0 ? KeyEntry.OPEN : random.nextInt(8);
        colours[i] = random.nextInt(4);
      }
      boolean[] expected = new boolean[count];
      for (int i = 0; i < count; i++) {
        for (int j = 0; j < count; j++) {
          expected[i] |=
              isCompared(from, to, colours, i)
                  && isCompared(from, to, colours, j)
                  && colours[i] != colours[j]
                  && from[i] < to[j]
                  && from[j] < to[i];
        }
      }
      assertThat(
          Arrays.toString(from) + Arrays.toString(to) + Arrays.toString(colours),
          Overlaps.withOtherColour(from, to, colours),
          is(expected));
    }
  }

  private static boolean isCompared(int[] from, int[] to, long[] colours, int i) {
    return from[i] != 0 && from[i] < to[i] && colours[i] != Overlaps.NO_COLOUR;
  }

  /**
   * A pair by pair comparison of so many is 500,000,000,000 steps, and would not end before it is
   * given up; how long this takes says nothing else.
   */
  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void a_key_that_a_whole_upload_shares_has_the_right_answer_too() {
    int count = 1_000_000;
    int[] from = new int[count];
    int[] to = new int[count];
    long[] colours = new long[count];
    int[] onDay = new int[count + 1];
    Random random = new Random(8);
    for (int i = 0; i < count; i++) {
      from[i] = 1 + random.nextInt(count);
      to[i] = from[i] + 1;
      colours[i] = 1 + i;
      onDay[from[i]]++;
    }
    boolean[] expected = new boolean[count];
    for (int i = 0; i < count; i++) {
      expected[i] = onDay[from[i]] > 1;
    }
    assertThat(Arrays.equals(Overlaps.withOtherColour(from, to, colours), expected), is(true));
  }
}
