package jp.totsugo.number.shard;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jp.totsugo.block.BlockReader;
import jp.totsugo.block.KeyEntry;
import jp.totsugo.block.Ledger;
import jp.totsugo.block.StoredBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
  private static final long[] SPECIAL_KEYS = {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE};

  @TempDir Path folder;

  private record Entry(long key, int insurer, long locator) {}

  private record Key(long key, int insurer) {}

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void entries_with_equal_keys_and_no_others_are_one_group(boolean byInsurer) {
    Random random = new Random(9);
    Shard shard = new Shard(byInsurer);
    for (int round = 0; round < 300; round++) {
      List<Entry> entries = randomEntries(random, random.nextInt(200), 1 + random.nextInt(100));
      Map<Key, List<Long>> groups = new java.util.HashMap<>();
      for (Entry entry : entries) {
        groups
            .computeIfAbsent(
                new Key(entry.key(), byInsurer ? entry.insurer() : 0), k -> new ArrayList<>())
            .add(entry.locator());
      }
      List<List<Long>> expected = new ArrayList<>();
      for (List<Long> group : groups.values()) {
        if (group.size() > 1) {
          expected.add(group.stream().sorted().toList());
        }
      }
      shard.clear();
      blocks(entries, random).forEach(shard::add);
      assertThat(sorted(groupsOf(shard)), is(sorted(expected)));
    }
  }

  @Test
  void a_cleared_shard_has_nothing_of_the_one_before() {
    Shard shard = new Shard(false);
    blocks(randomEntries(new Random(10), 500, 3), new Random(10)).forEach(shard::add);
    shard.clear();
    assertThat(groupsOf(shard), is(List.of()));
  }

  @Test
  void one_key_for_all_is_one_group() {
    Shard shard = new Shard(false);
    blocks(randomEntries(new Random(11), 100_000, 1), new Random(11)).forEach(shard::add);
    assertThat(groupsOf(shard).stream().map(List::size).toList(), is(List.of(100_000)));
  }

  @Test
  void more_entries_than_an_array_holds_are_refused_before_they_are_read() throws IOException {
    Shard shard = new Shard(false);
    int gigabyte = 1 << 30;
    try (BlockReader nothing = new BlockReader(folder)) {
      List<StoredBlock> blocks =
          List.of(new StoredBlock(1, 0, gigabyte), new StoredBlock(1, gigabyte, gigabyte));
      ShardFullException refusal =
          assertThrows(
              ShardFullException.class, () -> shard.add(blocks, nothing, new Ledger.Entry()));
      assertThat(refusal.getMessage(), startsWith("more than 53,687,090 records "));
    }
  }

  private static List<Entry> randomEntries(Random random, int count, int keys) {
    long[] values = new long[keys];
    Arrays.setAll(
        values,
        i -> i < SPECIAL_KEYS.length ? SPECIAL_KEYS[i] : random.nextLong() >>> random.nextInt(40));
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(new Entry(values[random.nextInt(keys)], random.nextInt(3), i));
    }
    java.util.Collections.shuffle(entries, random);
    return entries;
  }

  private static List<byte[]> blocks(List<Entry> entries, Random random) {
    List<byte[]> blocks = new ArrayList<>();
    for (int from = 0; from < entries.size(); ) {
      int to = Math.min(entries.size(), from + 1 + random.nextInt(20));
      byte[] bytes = new byte[(to - from) * KeyEntry.ENTRY_BYTES];
      for (int i = from; i < to; i++) {
        Entry entry = entries.get(i);
        KeyEntry.put(
            bytes,
            (i - from) * KeyEntry.ENTRY_BYTES,
            entry.key(),
            0,
            (int) (entry.locator() % 7),
            entry.locator(),
            0,
            entry.insurer(),
            0,
            1,
            0,
            0,
            0);
      }
      blocks.add(bytes);
      from = to;
    }
    return blocks;
  }

  /** The groups as their records' offsets, in the order in which they are given. */
  private static List<List<Long>> groupsOf(Shard shard) {
    List<List<Long>> groups = new ArrayList<>();
    shard.forEachGroup(
        (positions, count) -> {
          Map<Long, Long> byLocator = new TreeMap<>();
          List<Long> given = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            long locator = KeyEntry.locator(shard.entries(), positions[i]);
            given.add(locator);
            byLocator.put(locator, KeyEntry.position(locator));
          }
          assertThat("in the order of records", given, is(List.copyOf(byLocator.keySet())));
          groups.add(byLocator.values().stream().sorted().collect(Collectors.toList()));
        });
    return groups;
  }

  private static List<String> sorted(List<List<Long>> groups) {
    return groups.stream().map(List::toString).sorted().toList();
  }
}
