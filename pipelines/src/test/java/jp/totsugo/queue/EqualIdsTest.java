package jp.totsugo.queue;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EqualIdsTest {
  @Test
  void each_id_is_counted_in_the_order_of_its_findings() {
    Random random = new Random(7);
    for (int count = 1; count < 3000; count = 2 * count + 1) {
      long[] ids = random.longs(count, -count, count).toArray();
      EqualIds equal = new EqualIds();
      for (long id : ids) {
        equal.add(id);
      }
      equal.close();
      Map<Long, Integer> seen = new HashMap<>();
      for (long id : ids) {
        assertThat(equal.next(id), is(seen.merge(id, 1, Integer::sum)));
      }
    }
  }
}
