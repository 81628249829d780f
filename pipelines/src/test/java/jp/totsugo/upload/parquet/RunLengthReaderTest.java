package jp.totsugo.upload.parquet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jp.totsugo.upload.container.DamagedBlockException;
import org.junit.jupiter.api.Test;

class RunLengthReaderTest {
  private final RunLengthReader reader = new RunLengthReader();
  private final int[] out = new int[4];

  @Test
  void a_run_of_one_value_and_packed_values_follow_each_other() throws Exception {
    // Two times 5; then eight values of three bits, 7 to 0.
    byte[] bytes = {2 << 1, 5, 1 << 1 | 1, (byte) 0b01_110_111, (byte) 0b0_011_100_1, 0b000_001_01};
    reader.begin(bytes, 0, bytes.length, 3);
    reader.read(out, 4);
    assertThat(out, is(new int[] {5, 5, 7, 6}));
    reader.read(out, 4);
    assertThat(out, is(new int[] {5, 4, 3, 2}));
  }

  @Test
  void a_value_of_more_bits_than_there_are_is_damage() throws Exception {
    byte[] bytes = {4 << 1, 3};
    reader.begin(bytes, 0, bytes.length, 1);
    assertThrows(DamagedBlockException.class, () -> reader.read(out, 4));
  }
}
