package jp.totsugo.record;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DatesTest {
  @Test
  void a_date_is_the_same_as_a_number_and_back() {
    for (LocalDate date = LocalDate.of(1867, 12, 1);
        date.isBefore(LocalDate.of(2110, 1, 1));
        date = date.plusDays(1)) {
      assertThat(Dates.date(Dates.ymd(date)), is(date));
    }
    assertThat(Dates.date(20240229), is(LocalDate.of(2024, 2, 29)));
  }
}
