package jp.totsugo.job;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.totsugo.block.BlockReader;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PDone;

/** Sums all tallies and leaves the tally of the run in the work folder. */
final class SumTallies extends PTransform<PCollectionList<StoredBlock>, PDone> {
  private static final long serialVersionUID = 1L;

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

  private static final class LeaveTally extends DoFn<KV<Integer, Iterable<StoredBlock>>, Void> {
    private static final long serialVersionUID = 1L;

    private final WorkFolder work;

    LeaveTally(WorkFolder work) {
      this.work = work;
    }

    @ProcessElement
    public void process(@Element KV<Integer, Iterable<StoredBlock>> parts) throws IOException {
      try (BlockReader reader = new BlockReader(work.blocks())) {
        Path unfinished = work.newUnfinished();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
          Tally.sum(reader, parts.getValue()).write(out);
        }
        WorkFolder.finish(unfinished, work.tally());
      }
    }
  }
}
