package jp.totsugo.block;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardsTest {
  private static final long HEAP = 2L << 30;

  @Test
  void little_input_has_a_shard_for_every_worker() {
    assertThat(Shards.of(1000, 7, HEAP), is(new Shards(7, 2000)));
  }

  @Test
  void more_input_has_more_shards_up_to_a_limit() {
    assertThat(Shards.of(2_000L << 20, 2, HEAP).count(), is(125));
    assertThat(Shards.of(30_000L << 20, 2, HEAP).count(), is(512));
  }

  @ParameterizedTest
  @CsvSource({"2200000000, 2", "27000000000, 2", "27000000000, 64", "1000000000000, 128"})
  void blocks_under_way_take_a_small_part_of_the_heap(long bytes, int workers) {
    Shards shards = Shards.of(bytes, workers, HEAP);
    long held =
        (long) shards.ofBothKinds() * workers * shards.entriesOfBlock() * KeyEntry.ENTRY_BYTES;
    assertThat(held, lessThanOrEqualTo(HEAP / 12));
    assertThat(shards.entriesOfBlock(), greaterThan(0));
  }

  @Test
  void shards_of_numbers_come_before_those_of_cards() {
    Shards shards = new Shards(3, 10);
    assertThat(shards.isOfNumbers(2), is(true));
    assertThat(shards.isOfNumbers(3), is(false));
    assertThat(shards.ofBothKinds(), is(6));
  }
}
