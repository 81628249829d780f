package jp.totsugo.block;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardsTest {
  private static final long HEAP = 1L << 30;

  /** Of a record in CSV. */
  private static final long RECORD_BYTES = 160;

  @Test
  void little_input_has_two_shards_for_every_worker() {
    assertThat(Shards.of(1000, Shards.Kind.CARD, 7, HEAP), is(new Shards(14, 2, 2000)));
  }

  @Test
  void more_input_has_more_shards_as_long_as_blocks_stay_large() {
    assertThat(Shards.of(2_000L << 20, Shards.Kind.CARD, 2, HEAP).count(), is(125));
    assertThat(Shards.of(30_000L << 20, Shards.Kind.CARD, 2, HEAP).count(), is(1875));
    assertThat(Shards.of(300_000L << 20, Shards.Kind.CARD, 2, HEAP), is(new Shards(4473, 2, 250)));
  }

  @ParameterizedTest
  @CsvSource({"2200000000, 2", "27000000000, 2", "27000000000, 64", "1000000000000, 1000"})
  void blocks_under_way_take_a_small_part_of_the_heap(long bytes, int workers) {
    Shards shards = Shards.of(bytes, Shards.Kind.CARD, workers, HEAP);
    long held = (long) shards.ofAllKinds() * shards.entriesOfBlock() * KeyEntry.ENTRY_BYTES;
    assertThat(held, lessThanOrEqualTo(HEAP / 12));
    assertThat(shards.entriesOfBlock(), greaterThan(0));
  }

  /**
   * What a nation would come to that is ten or a hundred times as large, calculated: blocks of one
   * worker, one for each shard that it feeds, and never less than what fills them.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "  100000000 |    2 | 953 shards; blocks of 1,173 entries, 46 KB, 170,502 of them; a shard"
            + " of 4 MB",
        "  100000000 |   10 | 953 shards; blocks of 1,173 entries, 46 KB, 170,502 of them; a shard"
            + " of 4 MB",
        "  100000000 |  100 | 953 shards; blocks of 1,173 entries, 46 KB, 190,600 of them; a shard"
            + " of 4 MB",
        " 1000000000 |   10 | 4473 shards; blocks of 250 entries, 10 KB, 8,000,000 of them; a shard"
            + " of 8 MB",
        " 1000000000 | 1000 | 4473 shards; blocks of 250 entries, 10 KB, 8,946,000 of them; a shard"
            + " of 8 MB",
        "10000000000 |  100 | 4473 shards; blocks of 250 entries, 10 KB, 80,000,000 of them; a"
            + " shard of 89 MB",
        "10000000000 | 1000 | 4473 shards; blocks of 250 entries, 10 KB, 80,000,000 of them; a"
            + " shard of 89 MB",
      })
  void what_many_records_come_to(long records, int workers, String expected) {
    Shards shards = Shards.of(records * RECORD_BYTES, Shards.Kind.CARD, workers, HEAP);
    long blocks =
        Math.max(2 * records / shards.entriesOfBlock(), (long) shards.ofAllKinds() * workers);
    long shardBytes = records / shards.count() * KeyEntry.ENTRY_BYTES;
    assertThat(
        String.format(
            Locale.ROOT,
            "%d shards; blocks of %,d entries, %d KB, %,d of them; a shard of %d MB",
            shards.count(),
            shards.entriesOfBlock(),
            shards.entriesOfBlock() * KeyEntry.ENTRY_BYTES / 1000,
            blocks,
            shardBytes / 1_000_000),
        is(expected));
    assertThat(shardBytes, lessThanOrEqualTo(HEAP / 8));
  }

  @ParameterizedTest
  @CsvSource({"2, 128", "10, 512", "128, 256", "1000, 1024"})
  void a_worker_with_little_heap_has_more_shards_and_none_that_it_cannot_hold(
      int workers, long megabytes) {
    long bytes = 10_000_000_000L * RECORD_BYTES;
    Shards shards = Shards.of(bytes, Shards.Kind.CARD, workers, megabytes << 20);
    assertThat(shards.count(), greaterThanOrEqualTo(2 * workers));
    assertThat(bytes / 4 / shards.count(), lessThanOrEqualTo((megabytes << 20) / 8 + 100_000));
  }

  @Test
  void shards_of_numbers_come_before_those_of_cards() {
    Shards shards = new Shards(3, 3, 10);
    assertThat(shards.kind(2), is(Shards.Kind.NUMBER));
    assertThat(shards.kind(3), is(Shards.Kind.CARD));
    assertThat(shards.kind(8), is(Shards.Kind.PERSON));
    assertThat(shards.of(Shards.Kind.PERSON, 2), is(8));
    assertThat(shards.ofAllKinds(), is(9));
  }
}
