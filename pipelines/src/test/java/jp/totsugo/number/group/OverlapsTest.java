package jp.totsugo.number.group;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Arrays;
import java.util.Random;
import jp.totsugo.block.KeyEntry;
import org.junit.jupiter.api.Test;

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

  @Test
  void a_key_that_a_whole_upload_shares_is_answered_in_time() {
    int count = 1_000_000;
    int[] from = new int[count];
    int[] to = new int[count];
    long[] colours = new long[count];
    Random random = new Random(8);
    for (int i = 0; i < count; i++) {
      from[i] = 1 + random.nextInt(1_000_000);
      to[i] = from[i] + 1;
      colours[i] = 1 + i;
    }
    long start = System.nanoTime();
    Overlaps.withOtherColour(from, to, colours);
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    assertThat("a pair by pair comparison would take minutes: " + seconds, seconds < 20, is(true));
  }
}
