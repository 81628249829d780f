package jp.totsugo.block;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockWriterTest {
  @TempDir Path folder;

  @Test
  void a_block_is_read_as_it_was_written_wherever_it_stands() throws IOException {
    Random random = new Random(5);
    Map<StoredBlock, byte[]> written = new LinkedHashMap<>();
    // More files than a reader keeps open; blocks from nothing to larger than the writer's buffer.
    for (int file = 0; file < 70; file++) {
      try (BlockWriter writer = new BlockWriter(folder)) {
        for (int length : new int[] {0, 1, 40, 16_000, file == 3 ? 1_000_000 : 7, 300, 262_144}) {
          byte[] bytes = new byte[length];
          random.nextBytes(bytes);
          written.put(writer.write(bytes), bytes.clone());
          Arrays.fill(bytes, (byte) 0);
        }
      }
    }
    List<StoredBlock> places = new java.util.ArrayList<>(written.keySet());
    Collections.shuffle(places, random);
    try (BlockReader reader = new BlockReader(folder)) {
      for (StoredBlock place : places) {
        assertThat(place.toString(), reader.read(place), is(written.get(place)));
      }
    }
  }

  @Test
  void a_part_of_an_array_is_a_block_and_is_read_into_the_middle_of_another() throws IOException {
    StoredBlock place;
    try (BlockWriter writer = new BlockWriter(folder)) {
      writer.write(new byte[] {9, 9});
      place = writer.write(new byte[] {0, 1, 2, 3, 0}, 1, 3);
    }
    byte[] into = new byte[5];
    try (BlockReader reader = new BlockReader(folder)) {
      reader.read(place, into, 2);
    }
    assertThat(into, is(new byte[] {0, 0, 1, 2, 3}));
  }

  @Test
  void a_bundle_without_blocks_leaves_no_file() throws IOException {
    new BlockWriter(folder).close();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.toList(), empty());
    }
  }

  @Test
  void a_file_that_ends_early_is_an_error() throws IOException {
    StoredBlock place;
    try (BlockWriter writer = new BlockWriter(folder)) {
      place = writer.write(new byte[100]);
    }
    Path file = BlockWriter.path(folder, place.file());
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 99));
    try (BlockReader reader = new BlockReader(folder)) {
      assertThrows(UncheckedIOException.class, () -> reader.read(place));
    }
  }

  @Test
  void the_coder_gives_places_back() throws IOException {
    StoredBlock.BlockCoder coder = new StoredBlock.BlockCoder();
    List<StoredBlock> places =
        List.of(
            new StoredBlock(0, 0, 0),
            new StoredBlock(Long.MAX_VALUE, 1L << 40, Integer.MAX_VALUE),
            new StoredBlock(128, 16_384, 300));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (StoredBlock place : places) {
      coder.encode(place, out);
    }
    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
    for (StoredBlock place : places) {
      assertThat(coder.decode(in), is(place));
    }
  }
}
