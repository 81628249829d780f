package jp.totsugo.upload.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class ChecksumTest {
  private final Random random = new Random(1);

  @Test
  void the_checksum_of_two_parts_is_that_of_the_whole() {
    for (int length = 0; length < 300; length++) {
      byte[] whole = new byte[length];
      random.nextBytes(whole);
      int cut = random.nextInt(length + 1);
      long combined =
          Checksum.combine(crc(whole, 0, cut), crc(whole, cut, length), (long) length - cut);
      assertThat(combined, is(crc(whole, 0, length)));
    }
  }

  @Test
  void many_parts_are_put_together_one_after_the_other() {
    byte[] whole = new byte[1 << 20];
    random.nextBytes(whole);
    long combined = 0;
    for (int from = 0; from < whole.length; ) {
      int to = Math.min(whole.length, from + random.nextInt(5000));
      combined = Checksum.combine(combined, crc(whole, from, to), (long) to - from);
      from = to;
    }
    assertThat(combined, is(crc(whole, 0, whole.length)));
  }

  @Test
  void a_part_of_more_than_four_gigabytes_keeps_its_length() {
    long halves = Checksum.combine(0x12345678L, 0L, 1L << 33);
    assertThat(
        halves, is(Checksum.combine(Checksum.combine(0x12345678L, 0L, 1L << 32), 0L, 1L << 32)));
  }

  private static long crc(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return crc.getValue();
  }
}
