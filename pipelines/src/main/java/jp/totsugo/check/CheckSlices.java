package jp.totsugo.check;

import java.io.IOException;
import java.nio.file.Path;
import jp.totsugo.block.FindingBlock;
import jp.totsugo.block.KeyBlock;
import jp.totsugo.block.Tally;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.Slice;
import jp.totsugo.upload.SliceSource;
import jp.totsugo.upload.UploadPlan;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/**
 * Slices in; keys by shard, findings by insurer and one tally a bundle out. See {@link
 * SliceChecker}.
 */
public final class CheckSlices extends DoFn<SliceSource.Group, KV<Integer, KeyBlock>> {
  private static final long serialVersionUID = 1L;

  public static final TupleTag<KV<Integer, KeyBlock>> KEYS = new TupleTag<>("keys") {};
  public static final TupleTag<KV<Integer, FindingBlock>> FINDINGS = new TupleTag<>("findings") {};
  public static final TupleTag<Tally> TALLY = new TupleTag<>("tally") {};

  private static final Instant TIME = BoundedWindow.TIMESTAMP_MIN_VALUE;

  private final String planFile;
  private final String unreadableFolder;
  private final RuleSettings settings;
  private final int shards;
  private transient UploadPlan plan;
  private transient SliceChecker checker;
  private transient Receiver receiver;

  /**
   * @param planFile where the {@link UploadPlan} is
   * @param unreadableFolder where the lists of unreadable lines go
   */
  public CheckSlices(String planFile, String unreadableFolder, RuleSettings settings, int shards) {
    this.planFile = planFile;
    this.unreadableFolder = unreadableFolder;
    this.settings = settings;
    this.shards = shards;
  }

  @Setup
  public void setup() throws IOException {
    plan = UploadPlan.read(Path.of(planFile));
  }

  @ProcessElement
  public void process(@Element SliceSource.Group group, MultiOutputReceiver out)
      throws IOException {
    if (checker == null) {
      receiver = new Receiver();
      checker = new SliceChecker(plan, settings, shards, Path.of(unreadableFolder), receiver);
    }
    receiver.send =
        new SliceChecker.Output() {
          @Override
          public void keys(int shard, KeyBlock block) {
            out.get(KEYS).output(KV.of(shard, block));
          }

          @Override
          public void findings(int insurer, FindingBlock block) {
            out.get(FINDINGS).output(KV.of(insurer, block));
          }
        };
    for (Slice slice : group.slices()) {
      checker.check(slice);
    }
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    if (checker == null) {
      return;
    }
    receiver.send =
        new SliceChecker.Output() {
          @Override
          public void keys(int shard, KeyBlock block) {
            context.output(KEYS, KV.of(shard, block), TIME, GlobalWindow.INSTANCE);
          }

          @Override
          public void findings(int insurer, FindingBlock block) {
            context.output(FINDINGS, KV.of(insurer, block), TIME, GlobalWindow.INSTANCE);
          }
        };
    context.output(TALLY, checker.finish(), TIME, GlobalWindow.INSTANCE);
    checker = null;
    receiver = null;
  }

  /** Blocks leave by the element's output while slices are read, by the bundle's at its end. */
  private static final class Receiver implements SliceChecker.Output {
    private SliceChecker.Output send;

    @Override
    public void keys(int shard, KeyBlock block) {
      send.keys(shard, block);
    }

    @Override
    public void findings(int insurer, FindingBlock block) {
      send.findings(insurer, block);
    }
  }
}
