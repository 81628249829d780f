package jp.totsugo.nation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairsTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 7, 100, 4097})
  void everyoneIsThePartnerOfHisPartner(long count) {
    Pairs pairs = new Pairs(3, count);
    LongStream.range(0, count)
        .filter(one -> pairs.partner(one) >= 0)
        .forEach(
            one -> {
              assertThat(pairs.partner(pairs.partner(one)), is(one));
              assertThat(pairs.partner(one), not(one));
            });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 7, 100, 4097})
  void atMostOneStaysAlone(long count) {
    Pairs pairs = new Pairs(3, count);
    assertThat(
        LongStream.range(0, count).filter(one -> pairs.partner(one) < 0).count(), is(count % 2));
  }
}
