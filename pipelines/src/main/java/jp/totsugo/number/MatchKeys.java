package jp.totsugo.number;

import java.io.IOException;
import java.nio.file.Path;
import jp.totsugo.block.FindingBlock;
import jp.totsugo.block.FindingBuffers;
import jp.totsugo.block.KeyBlock;
import jp.totsugo.block.LineNumbers;
import jp.totsugo.block.Tally;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.UploadPlan;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/**
 * The keys of one shard in; findings over several records by insurer, and a tally, out. See {@link
 * ShardMatcher}.
 */
public final class MatchKeys
    extends DoFn<KV<Integer, Iterable<KeyBlock>>, KV<Integer, FindingBlock>> {
  private static final long serialVersionUID = 1L;

  public static final TupleTag<KV<Integer, FindingBlock>> FINDINGS = new TupleTag<>("findings") {};
  public static final TupleTag<Tally> TALLY = new TupleTag<>("tally") {};

  /** With a register: the records whose number it does not give to their person. */
  public static final TupleTag<KV<Integer, CandidateBlock>> CANDIDATES =
      new TupleTag<>("candidates") {};

  private static final Instant TIME = BoundedWindow.TIMESTAMP_MIN_VALUE;

  private final String planFile;
  private final RuleSettings settings;
  private final int shards;
  private final PCollectionView<Iterable<Tally>> checked;
  private transient UploadPlan plan;
  private transient LineNumbers lineNumbers;
  private transient Shard numbers;
  private transient Shard cards;
  private transient Tally tally;
  private transient FindingBuffers findings;
  private transient FindingBuffers.Output output;

  /**
   * @param shards shards of each kind; those of numbers come first
   * @param checked the tallies of all slices
   */
  public MatchKeys(
      String planFile,
      RuleSettings settings,
      int shards,
      PCollectionView<Iterable<Tally>> checked) {
    this.planFile = planFile;
    this.settings = settings;
    this.shards = shards;
    this.checked = checked;
  }

  @Setup
  public void setup() throws IOException {
    plan = UploadPlan.read(Path.of(planFile));
    numbers = new Shard(false);
    cards = new Shard(true);
  }

  @StartBundle
  public void start() {
    lineNumbers = null;
    tally = new Tally();
    findings = new FindingBuffers((insurer, block) -> output.accept(insurer, block));
  }

  @ProcessElement
  public void process(ProcessContext context, MultiOutputReceiver out) throws IOException {
    if (lineNumbers == null) {
      lineNumbers = new LineNumbers(Tally.sum(context.sideInput(checked)));
    }
    boolean isNumbers = context.element().getKey() < shards;
    Shard shard = isNumbers ? numbers : cards;
    shard.clear();
    context.element().getValue().forEach(shard::add);
    output = (insurer, block) -> out.get(FINDINGS).output(KV.of(insurer, block));
    CandidateBlock candidates =
        new ShardMatcher(plan, settings, lineNumbers, tally, findings)
            .match(shard, isNumbers ? Rule.Scope.NUMBER : Rule.Scope.CARD);
    if (isNumbers && settings.hasRegister()) {
      out.get(CANDIDATES).output(KV.of(0, candidates));
    }
  }

  /** The findings of all shards of a bundle leave together: most shards have few of an insurer. */
  @FinishBundle
  public void finish(FinishBundleContext context) {
    output =
        (insurer, block) ->
            context.output(FINDINGS, KV.of(insurer, block), TIME, GlobalWindow.INSTANCE);
    findings.flush();
    context.output(TALLY, tally, TIME, GlobalWindow.INSTANCE);
  }
}
