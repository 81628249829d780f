package jp.totsugo.upload.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStartTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 100_000})
  void all_bytes_come_from_any_place_however_long_the_file_is(int length) throws IOException {
    byte[] bytes = bytes(length);
    try (FileStart start = FileStart.of(Files.write(folder.resolve("a"), bytes))) {
      assertThat(start.bytes(), is((long) length));
      for (int from : new int[] {0, 1, 16_000, 16_384, 20_000, 100_001}) {
        byte[] expected = Arrays.copyOfRange(bytes, Math.min(from, length), length);
        assertThat(start.from(from).readAllBytes(), is(expected));
        assertThat(
            start.head(from, 500), is(Arrays.copyOf(expected, Math.min(500, expected.length))));
      }
      assertThat(start.head(20_000), is(Arrays.copyOf(bytes, Math.min(20_000, length))));
    }
  }

  @Test
  void bytes_come_one_by_one_too() throws IOException {
    byte[] bytes = bytes(16_386);
    try (FileStart start = FileStart.of(Files.write(folder.resolve("a"), bytes));
        InputStream in = start.from(16_383)) {
      assertThat(in.read(), is(bytes[16_383] & 0xFF));
      assertThat(in.read(), is(bytes[16_384] & 0xFF));
      assertThat(in.read(), is(bytes[16_385] & 0xFF));
      assertThat(in.read(), is(-1));
    }
  }

  @Test
  void what_is_added_behind_the_end_meanwhile_is_not_read() throws IOException {
    Path path = Files.write(folder.resolve("a"), bytes(20_000));
    try (FileStart start = FileStart.of(path)) {
      Files.write(path, bytes(20_000), StandardOpenOption.APPEND);
      assertThat(start.from(19_990).readAllBytes().length, is(10));
    }
  }

  @Test
  void a_folder_is_not_opened() {
    assertThrows(InputFile.NoRegularFileException.class, () -> FileStart.of(folder));
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 >> 3);
    }
    return bytes;
  }
}
