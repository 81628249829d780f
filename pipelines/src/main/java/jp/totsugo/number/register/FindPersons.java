package jp.totsugo.number.register;

import com.google.common.collect.Iterables;
import java.io.IOException;
import jp.totsugo.block.BlockReader;
import jp.totsugo.block.BlockWriter;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.number.mixup.CandidateBlock;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.plan.SliceGroup;
import jp.totsugo.upload.plan.UploadPlan;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Slices of the register in; what they say about persons whose number the register does not hold
 * out. See {@link PersonFinder}.
 */
public final class FindPersons extends DoFn<SliceGroup, KV<Integer, StoredBlock>> {
  private static final long serialVersionUID = 1L;

  private final WorkFolder work;
  private final RuleSettings settings;
  private final PCollectionView<Iterable<StoredBlock>> candidates;
  private transient UploadPlan plan;
  private transient PersonFinder finder;
  private transient BlockWriter blocks;

  public FindPersons(
      WorkFolder work, RuleSettings settings, PCollectionView<Iterable<StoredBlock>> candidates) {
    this.work = work;
    this.settings = settings;
    this.candidates = candidates;
  }

  @Setup
  public void setup() throws IOException {
    plan = UploadPlan.read(work.plan());
  }

  @StartBundle
  public void start() {
    finder = null;
    blocks = new BlockWriter(work.blocks());
  }

  @ProcessElement
  public void process(ProcessContext context) throws IOException {
    if (finder == null) {
      try (BlockReader reader = new BlockReader(work.blocks())) {
        finder =
            new PersonFinder(
                plan,
                settings,
                Iterables.transform(
                    context.sideInput(candidates),
                    block -> new CandidateBlock(reader.read(block))));
      }
    }
    for (Slice slice : plan.slices(context.element())) {
      context.output(KV.of(0, blocks.write(finder.find(slice).bytes())));
    }
  }

  @FinishBundle
  public void finish() throws IOException {
    blocks.close();
  }
}
