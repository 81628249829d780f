package jp.totsugo.nation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MyNumbersTest {
  private final MyNumbers numbers = new MyNumbers(7);

  @ParameterizedTest
  @ValueSource(
      longs = {
        123456789018L,
        23456789013L,
        123456789000L,
        621498320257L,
        873321641958L,
        595748906820L,
        377835337401L
      })
  void publishedNumbersPass(long number) {
    assertThat(MyNumbers.passes(number), is(true));
  }

  @ParameterizedTest
  @ValueSource(longs = {123456789012L, 123456789019L, 185672239886L, 111111111111L, 621498320258L})
  void publishedWrongNumbersFail(long number) {
    assertThat(MyNumbers.passes(number), is(false));
  }

  @Test
  void everyPersonHasAnotherNumber() {
    Set<Long> given = new HashSet<>();
    LongStream.range(0, 200_000).forEach(person -> given.add(numbers.of(person)));
    assertThat(given, hasSize(200_000));
  }

  @Test
  void everyNumberPassesItsCheckDigitAndIsNoFiller() {
    List<Boolean> good =
        LongStream.range(0, 50_000)
            .map(numbers::of)
            .mapToObj(number -> MyNumbers.passes(number) && !MyNumbers.isFiller(number))
            .toList();
    assertThat(good, everyItem(is(true)));
  }

  @Test
  void aNumberLeadsBackToItsPerson() {
    for (long person : new long[] {0, 1, 999_999, 124_230_000, 99_999_999_990L}) {
      assertThat(numbers.personOf(numbers.of(person)), is(person));
    }
  }

  @Test
  void anotherSeedGivesOtherNumbers() {
    long same =
        LongStream.range(0, 1000)
            .filter(person -> numbers.of(person) == new MyNumbers(8).of(person))
            .count();
    assertThat(same, is(0L));
  }
}
