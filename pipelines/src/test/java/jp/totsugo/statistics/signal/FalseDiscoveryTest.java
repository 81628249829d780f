package jp.totsugo.statistics.signal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class FalseDiscoveryTest {
  /** The example of Benjamini and Hochberg (1995), section 4.1, in another order. */
  private static final double[] PUBLISHED = {
    0.0344, 0.0001, 1.0000, 0.0004, 0.0019, 0.0095, 0.4262, 0.0278, 0.0298, 0.0201, 0.0459, 0.3240,
    0.5719, 0.6528, 0.7590
  };

  @Test
  void four_of_the_published_example_are_discoveries_at_five_in_a_hundred() {
    FalseDiscovery discovery = new FalseDiscovery(PUBLISHED);
    int discoveries = 0;
    for (double p : PUBLISHED) {
      discoveries += discovery.q(p) <= 0.05 ? 1 : 0;
    }

    assertThat(discoveries, is(4));
    assertThat(discovery.limit(0.05), is(0.0095));
  }

  /** By scipy.stats.false_discovery_control. */
  @Test
  void q_is_never_larger_than_that_of_a_larger_p() {
    FalseDiscovery discovery = new FalseDiscovery(PUBLISHED);

    assertThat(discovery.q(0.0001), closeTo(0.0015, 1e-12));
    assertThat(discovery.q(0.0095), closeTo(0.035625, 1e-12));
    assertThat(discovery.q(0.0278), closeTo(0.06385714285714286, 1e-12));
    assertThat(discovery.q(0.0298), closeTo(0.06385714285714286, 1e-12));
    assertThat(discovery.q(1), is(1.0));
  }

  @Test
  void equal_p_have_the_q_of_the_last_of_them() {
    FalseDiscovery discovery = new FalseDiscovery(new double[] {0.01, 0.01, 0.01, 0.5});

    assertThat(discovery.q(0.01), closeTo(0.04 / 3, 1e-15));
  }

  @Test
  void without_a_discovery_the_limit_is_that_of_the_smallest_p() {
    assertThat(new FalseDiscovery(new double[] {0.9, 0.5}).limit(0.05), is(0.025));
    assertThat(new FalseDiscovery(new double[0]).limit(0.05), is(0.05));
  }
}
