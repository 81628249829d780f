package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import jp.totsugo.number.shard.ShardFullException;
import org.apache.flink.runtime.jobmaster.JobMasterException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void a_limit_that_was_met_is_told_with_what_to_do() {
    RuntimeException failure = new IllegalStateException(new ShardFullException(1_000));
    assertThat(
        Failures.explained(failure).getMessage(),
        is(
            "more than 1,000 records came together in one shard, as those do that share one My"
                + " Number or one card; correct them in the uploads, or name the number under"
                + " fillers in --rules (with --runner inProcess all records come together: take"
                + " flink)"));
  }

  @Test
  void a_worker_that_was_lost_is_called_so() {
    assertThat(
        Failures.explained(new IllegalStateException(new JobMasterException("tm1 unreachable")))
            .getMessage(),
        is(
            "the cluster lost a worker in the middle of its work; run again, or give the cluster a"
                + " restart strategy, by which others take over; nothing is published"));
  }
}
