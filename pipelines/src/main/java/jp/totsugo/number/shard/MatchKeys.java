package jp.totsugo.number.shard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.block.BlockReader;
import jp.totsugo.block.BlockWriter;
import jp.totsugo.block.CheckedFiles;
import jp.totsugo.block.FindingBuffers;
import jp.totsugo.block.Ledger.Account;
import jp.totsugo.block.Shards;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.number.register.RegisterFit;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.plan.UploadPlan;
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
    extends DoFn<KV<Integer, Iterable<StoredBlock>>, KV<Integer, StoredBlock>> {
  private static final long serialVersionUID = 1L;

  public static final TupleTag<KV<Integer, StoredBlock>> FINDINGS = new TupleTag<>("findings") {};
  public static final TupleTag<StoredBlock> TALLY = new TupleTag<>("tally") {};

  /** With a register: the records whose number it does not give to their person. */
  public static final TupleTag<KV<Integer, StoredBlock>> CANDIDATES =
      new TupleTag<>("candidates") {};

  /** With uploads of the run before: what speaks against these. */
  public static final TupleTag<KV<Integer, StoredBlock>> SUSPICIONS =
      new TupleTag<>("suspicions") {};

  private static final Instant TIME = BoundedWindow.TIMESTAMP_MIN_VALUE;

  private final WorkFolder work;
  private final RuleSettings settings;
  private final Shards shards;
  private final RegisterFit fit;
  private final PCollectionView<Iterable<StoredBlock>> checked;
  private transient UploadPlan plan;
  private transient ShardMatcher matcher;
  private transient Shard ofNation;
  private transient Shard ofInsurers;
  private transient Tally tally;
  private transient BlockReader keys;
  private transient BlockWriter blocks;
  private transient FindingBuffers findings;
  private transient List<KV<Integer, StoredBlock>> stored;
  private transient List<StoredBlock> candidates;
  private transient List<StoredBlock> suspicions;

  /**
   * @param shards into which the keys are dealt
   * @param fit by which a register is judged
   * @param checked the tallies of all slices
   */
  public MatchKeys(
      WorkFolder work,
      RuleSettings settings,
      Shards shards,
      RegisterFit fit,
      PCollectionView<Iterable<StoredBlock>> checked) {
    this.work = work;
    this.settings = settings;
    this.shards = shards;
    this.fit = fit;
    this.checked = checked;
  }

  @Setup
  public void setup() throws IOException {
    plan = work.readPlan();
  }

  @StartBundle
  public void start() {
    matcher = null;
    ofNation = new Shard(false);
    ofInsurers = new Shard(true);
    tally = new Tally();
    keys = new BlockReader(work.blocks());
    blocks = new BlockWriter(work.blocks());
    stored = new ArrayList<>();
    candidates = new ArrayList<>();
    suspicions = new ArrayList<>();
    findings =
        new FindingBuffers(
            settings,
            (insurer, block) -> stored.add(KV.of(insurer, give(Account.FINDINGS, block.bytes()))));
  }

  @ProcessElement
  public void process(ProcessContext context) throws IOException {
    if (matcher == null) {
      matcher =
          new ShardMatcher(
              plan,
              settings,
              fit,
              CheckedFiles.of(work, plan, keys, context.sideInput(checked)),
              tally,
              findings,
              block -> candidates.add(give(Account.CANDIDATES, block.bytes())),
              block -> suspicions.add(give(Account.SUSPICIONS, block.bytes())),
              work);
    }
    Shards.Kind kind = shards.kind(context.element().getKey());
    Shard shard =
        switch (kind) {
          case NUMBER, IDENTITY -> ofNation;
          case CARD, PERSON -> ofInsurers;
        };
    shard.clear();
    shard.add(context.element().getValue(), keys, tally.ledger().taken(Account.KEYS));
    matcher.match(shard, kind);
  }

  private StoredBlock give(Account account, byte[] bytes) {
    StoredBlock block = blocks.write(bytes);
    tally.ledger().given(account).add(block);
    return block;
  }

  /** What all shards of a bundle give leaves together: most have few findings of an insurer. */
  @FinishBundle
  public void finish(FinishBundleContext context) throws IOException {
    // A large shard leaves its room to what comes next.
    ofNation = null;
    ofInsurers = null;
    StoredBlock counted;
    try (ShardMatcher ended = matcher;
        BlockReader read = keys;
        BlockWriter written = blocks) {
      if (ended != null) {
        ended.finish();
      }
      findings.flush();
      counted = written.write(tally.write());
    }
    matcher = null;
    stored.forEach(block -> context.output(FINDINGS, block, TIME, GlobalWindow.INSTANCE));
    candidates.forEach(
        block -> context.output(CANDIDATES, KV.of(0, block), TIME, GlobalWindow.INSTANCE));
    suspicions.forEach(
        block -> context.output(SUSPICIONS, KV.of(0, block), TIME, GlobalWindow.INSTANCE));
    context.output(TALLY, counted, TIME, GlobalWindow.INSTANCE);
  }
}
