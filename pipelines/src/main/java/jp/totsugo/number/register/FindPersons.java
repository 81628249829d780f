package jp.totsugo.number.register;

import com.google.common.collect.Iterables;
import java.io.IOException;
import jp.totsugo.block.BlockReader;
import jp.totsugo.block.BlockWriter;
import jp.totsugo.block.Ledger;
import jp.totsugo.block.Ledger.Account;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.number.mixup.CandidateBlock;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.plan.SliceGroup;
import jp.totsugo.upload.plan.UploadPlan;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Slices of the register in; what they say about persons whose number the register does not hold
 * out. See {@link PersonFinder}.
 */
public final class FindPersons extends DoFn<SliceGroup, KV<Integer, StoredBlock>> {
  private static final long serialVersionUID = 1L;

  public static final TupleTag<KV<Integer, StoredBlock>> SIGHTINGS = new TupleTag<>("sightings") {};
  public static final TupleTag<StoredBlock> TALLY = new TupleTag<>("search tally") {};

  private final WorkFolder work;
  private final RuleSettings settings;
  private final RegisterFit fit;
  private final PCollectionView<Iterable<StoredBlock>> matched;
  private final PCollectionView<Iterable<StoredBlock>> candidates;
  private transient UploadPlan plan;
  private transient PersonFinder finder;
  private transient BlockWriter blocks;
  private transient Ledger.Entry wanted;
  private transient Tally tally;

  /**
   * @param fit by which the register is judged
   * @param matched the tallies of all shards
   * @param candidates of all shards
   */
  public FindPersons(
      WorkFolder work,
      RuleSettings settings,
      RegisterFit fit,
      PCollectionView<Iterable<StoredBlock>> matched,
      PCollectionView<Iterable<StoredBlock>> candidates) {
    this.work = work;
    this.settings = settings;
    this.fit = fit;
    this.matched = matched;
    this.candidates = candidates;
  }

  @Setup
  public void setup() throws IOException {
    plan = work.readPlan();
  }

  @StartBundle
  public void start() {
    finder = null;
    blocks = new BlockWriter(work.blocks());
    wanted = new Ledger.Entry();
    tally = new Tally();
  }

  @ProcessElement
  public void process(ProcessContext context) throws IOException {
    if (finder == null) {
      try (BlockReader reader = new BlockReader(work.blocks())) {
        fit.refuse(RegisterFit.Numbers.of(Tally.sum(reader, context.sideInput(matched))));
        finder =
            new PersonFinder(
                plan,
                settings,
                Iterables.transform(
                    context.sideInput(candidates),
                    block -> {
                      wanted.add(block);
                      return new CandidateBlock(reader.read(block));
                    }));
      }
    }
    for (Slice slice : plan.slices(context.element())) {
      StoredBlock sightings = blocks.write(finder.find(slice).bytes());
      tally.ledger().given(Account.SIGHTINGS).add(sightings);
      tally.ledger().taken(Account.SEARCHES).add(slice.file(), slice.number());
      tally.ledger().taken(Account.SEARCHES).add(wanted);
      context.output(KV.of(0, sightings));
    }
  }

  @FinishBundle
  public void finish(FinishBundleContext context) throws IOException {
    StoredBlock counted = blocks.write(tally.write());
    blocks.close();
    context.output(TALLY, counted, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE);
  }
}
