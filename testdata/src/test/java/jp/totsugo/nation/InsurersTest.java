package jp.totsugo.nation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InsurersTest {
  private final Insurers insurers = new Insurers(new Places(), 1, 1, 0, Format.csv);

  @Test
  void theNationHasThePublishedNumberOfInsurersOfEveryType() {
    Map<InsurerKind, Long> counts =
        insurers.of(2_000_000, 0).stream()
            .collect(Collectors.groupingBy(insurer -> insurer.type, Collectors.counting()));
    for (InsurerKind type : InsurerKind.values()) {
      assertThat(type.name(), counts.get(type), is((long) type.insurers));
    }
  }

  /** Kyokai Kenpo is one body with 47 numbers. */
  @Test
  void allBodiesTogetherAreAsManyAsWereSurveyed() {
    assertThat(insurers.of(2_000_000, 0).size() - 47 + 1, is(3411));
  }

  @Test
  void publishedInsurerNumbersAreAmongThem() {
    List<String> numbers =
        insurers.of(2_000_000, 0).stream().map(insurer -> insurer.number).toList();
    assertThat(numbers, hasItems("01130012", "01040013", "01010016", "01470012"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000, 12_345, 1_000_000, 124_230_000})
  void recordsAreSharedOutToTheLastOne(long records) {
    assertThat(
        insurers.of(records, 0).stream().mapToLong(insurer -> insurer.rows).sum(), is(records));
  }

  @Test
  void typesHaveTheirPublishedShareOfTheSubscribers() {
    List<Insurer> nation = insurers.of(124_230_000, 0);
    long kyokai =
        nation.stream()
            .filter(insurer -> insurer.type == InsurerKind.KYOKAI_KENPO)
            .mapToLong(insurer -> insurer.rows)
            .sum();
    assertThat(kyokai / 124_230_000.0, closeTo(4044 / 12525.0, 0.001));
  }

  @Test
  void aSmallNationHasInsurersOfEveryType() {
    assertThat(
        insurers.of(1_000, 0).stream().map(insurer -> insurer.type).distinct().toList(),
        containsInAnyOrder(InsurerKind.values()));
  }

  @Test
  void aPrefectureHasItsOwnInsurersOnly() {
    assertThat(
        insurers.of(50_000, 32).stream().map(insurer -> insurer.prefecture).distinct().toList(),
        hasSize(1));
  }

  @Test
  void fileNamesDoNotRepeat() {
    List<Insurer> nation = insurers.of(2_000_000, 0);
    assertThat(
        nation.stream().collect(Collectors.toMap(Insurer::file, Function.identity())).size(),
        is(nation.size()));
  }

  @Test
  void checkDigitsAreThePublishedOnes() {
    for (String number :
        Arrays.asList(
            "01130012",
            "06132013",
            "01040013",
            "33120015",
            "19136019",
            "06139463",
            "39131016",
            "138016",
            "270017")) {
      int last = number.length() - 1;
      assertThat(
          number, Insurers.checkDigit(number.substring(0, last)), is(number.charAt(last) - '0'));
    }
  }
}
