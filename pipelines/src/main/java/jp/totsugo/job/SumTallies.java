package jp.totsugo.job;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import jp.totsugo.block.BlockReader;
import jp.totsugo.block.MiscountException;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.words.Saying;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.Distribution;
import org.apache.beam.sdk.metrics.DistributionResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PDone;

/**
 * Sums all tallies and leaves the tally of the run in the work folder, under a name of the
 * attempt's own. The name travels as metrics, of which the engine keeps those of attempts that
 * succeeded.
 */
final class SumTallies extends PTransform<PCollectionList<StoredBlock>, PDone> {
  private static final long serialVersionUID = 1L;

  private static final String NUMBER = "number";
  private static final String CHECKSUM = "checksum";

  private final WorkFolder work;

  SumTallies(WorkFolder work) {
    this.work = work;
  }

  @Override
  public PDone expand(PCollectionList<StoredBlock> tallies) {
    tallies
        .apply("AllTallies", Flatten.<StoredBlock>pCollections())
        .apply("AsOne", WithKeys.of(0))
        .apply("OfRun", GroupByKey.<Integer, StoredBlock>create())
        .apply("LeaveTally", ParDo.of(new LeaveTally(work)));
    return PDone.in(tallies.getPipeline());
  }

  /**
   * The tally of a run that has ended.
   *
   * @throws MiscountException unless there is one
   */
  static Tally tallyOf(PipelineResult ended, WorkFolder work) throws IOException {
    Path file = work.tally(valueOf(NUMBER, ended));
    try (CheckedInputStream in =
        new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file)), new CRC32C())) {
      Tally tally = Tally.read(in);
      if (in.getChecksum().getValue() != valueOf(CHECKSUM, ended)) {
        throw new MiscountException(List.of(Saying.of("counts.otherTally")));
      }
      return tally;
    } catch (NoSuchFileException e) {
      throw noTally();
    }
  }

  private static long valueOf(String metric, PipelineResult ended) {
    List<Long> told = new ArrayList<>();
    ended
        .metrics()
        .queryMetrics(
            MetricsFilter.builder()
                .addNameFilter(MetricNameFilter.named(SumTallies.class, metric))
                .build())
        .getDistributions()
        .forEach(
            values -> {
              DistributionResult attempted = values.getAttempted();
              for (long i = 0; i < attempted.getCount(); i++) {
                told.add(attempted.getMin());
              }
            });
    if (told.size() != 1) {
      throw noTally();
    }
    return told.get(0);
  }

  private static MiscountException noTally() {
    return new MiscountException(List.of(Saying.of("counts.noTally")));
  }

  private static final class LeaveTally extends DoFn<KV<Integer, Iterable<StoredBlock>>, Void> {
    private static final long serialVersionUID = 1L;

    private final WorkFolder work;
    private final Distribution numbers = Metrics.distribution(SumTallies.class, NUMBER);
    private final Distribution checksums = Metrics.distribution(SumTallies.class, CHECKSUM);

    LeaveTally(WorkFolder work) {
      this.work = work;
    }

    @ProcessElement
    public void process(@Element KV<Integer, Iterable<StoredBlock>> parts) throws IOException {
      try (BlockReader reader = new BlockReader(work.blocks())) {
        long number = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
        CRC32C checksum = new CRC32C();
        try (OutputStream out =
            new BufferedOutputStream(
                new CheckedOutputStream(Files.newOutputStream(work.tally(number)), checksum))) {
          Tally.sum(reader, parts.getValue()).write(out);
        }
        numbers.update(number);
        checksums.update(checksum.getValue());
      }
    }
  }
}
