package jp.totsugo.block;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.util.Random;
import jp.totsugo.record.Dates;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.rule.State;
import org.junit.jupiter.api.Test;

class KeyEntryTest {
  private static final long[] KEYS = {0, 1, 999_999_999_999L, -1, Long.MIN_VALUE, Long.MAX_VALUE};
  private static final int[] FILES = {0, 1, (1 << 20) - 1};
  private static final long[] OFFSETS = {0, 1, (1L << 40) - 1};
  private static final int[] SEXES = {0, 1, 2};
  private static final int[] INSURERS = {0, 1, 75_479_999, InsurerNumber.UNKNOWN};
  private static final int[] EVIDENCE = {0, 1, (1 << 12) - 1};
  private static final int[] LINES = {1, (1 << 25) - 1};
  private static final int[] DAYS = {0, 1, Dates.day(99991231), KeyEntry.OPEN};
  private static final int[] BIRTH_DAYS = {0, 1, (1 << 17) - 1};

  @Test
  void every_field_keeps_its_value_beside_any_value_of_the_others() {
    byte[] bytes = new byte[3 * KeyEntry.ENTRY_BYTES];
    int at = KeyEntry.ENTRY_BYTES;
    Random random = new Random(5);
    for (int i = 0; i < 50_000; i++) {
      long key = KEYS[random.nextInt(KEYS.length)];
      long kana = KEYS[random.nextInt(KEYS.length)];
      int file = FILES[random.nextInt(FILES.length)];
      long offset = OFFSETS[random.nextInt(OFFSETS.length)];
      int sex = SEXES[random.nextInt(SEXES.length)];
      int insurer = INSURERS[random.nextInt(INSURERS.length)];
      int marks = EVIDENCE[random.nextInt(EVIDENCE.length)];
      int line = LINES[random.nextInt(LINES.length)];
      int from = DAYS[random.nextInt(DAYS.length)];
      int to = DAYS[random.nextInt(DAYS.length)];
      int birth = BIRTH_DAYS[random.nextInt(BIRTH_DAYS.length)];
      KeyEntry.put(bytes, at, key, kana, file, offset, sex, insurer, marks, line, from, to, birth);
      long locator = KeyEntry.locator(bytes, at);
      assertThat(KeyEntry.key(bytes, at), is(key));
      assertThat(KeyEntry.kana(bytes, at), is(kana));
      assertThat(KeyEntry.file(locator), is(file));
      assertThat(KeyEntry.position(locator), is(offset));
      assertThat(KeyEntry.sex(bytes, at), is(sex));
      assertThat(KeyEntry.insurer(bytes, at), is(insurer));
      assertThat(KeyEntry.marks(bytes, at), is(marks));
      assertThat(KeyEntry.line(bytes, at), is(line));
      assertThat(KeyEntry.fromDay(bytes, at), is(from));
      assertThat(KeyEntry.toDay(bytes, at), is(to));
      assertThat(KeyEntry.birthDay(bytes, at), is(birth));
    }
    for (int i = 0; i < KeyEntry.ENTRY_BYTES; i++) {
      assertThat("neighbours stay as they are", bytes[i] + bytes[bytes.length - 1 - i], is(0));
    }
  }

  @Test
  void locators_sort_by_file_and_then_by_line() {
    assertThat(locator(1, (1L << 40) - 1), lessThan(locator(2, 0)));
    assertThat(locator(2, 0), lessThan(locator(2, 1)));
    assertThat(locator(0, 0), lessThan(locator((1 << 20) - 1, (1L << 40) - 1)));
  }

  private static long locator(int file, long offset) {
    byte[] bytes = new byte[KeyEntry.ENTRY_BYTES];
    KeyEntry.put(bytes, 0, 1, 1, file, offset, 2, 1, 0, 1, 1, 1, 1);
    return KeyEntry.locator(bytes, 0);
  }

  @Test
  void the_limits_of_the_contract_fit() {
    assertThat(1_000_000, lessThan(1 << 20));
    assertThat(State.bit(State.CLEAN), lessThan(1 << 12));
    assertThat(1L << 40, is(1024L * 1024 * 1024 * 1024));
    assertThat(
        "every birth date up to 2200",
        Dates.day(22001231) - Dates.day(18680101),
        lessThan(1 << 17));
  }
}
