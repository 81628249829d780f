package jp.totsugo.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.block.BlockWriter;
import jp.totsugo.block.FindingBlock;
import jp.totsugo.block.Ledger;
import jp.totsugo.block.Ledger.Account;
import jp.totsugo.block.Shards;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.plan.SliceGroup;
import jp.totsugo.upload.plan.UploadPlan;
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
public final class CheckSlices extends DoFn<SliceGroup, KV<Integer, StoredBlock>> {
  private static final long serialVersionUID = 1L;

  public static final TupleTag<KV<Integer, StoredBlock>> KEYS = new TupleTag<>("keys") {};
  public static final TupleTag<KV<Integer, StoredBlock>> FINDINGS = new TupleTag<>("findings") {};
  public static final TupleTag<StoredBlock> TALLY = new TupleTag<>("tally") {};

  private static final Instant TIME = BoundedWindow.TIMESTAMP_MIN_VALUE;

  private final WorkFolder work;
  private final RuleSettings settings;
  private final Shards shards;
  private transient UploadPlan plan;
  private transient BlockWriter blocks;
  private transient Stored stored;
  private transient SliceChecker checker;

  public CheckSlices(WorkFolder work, RuleSettings settings, Shards shards) {
    this.work = work;
    this.settings = settings;
    this.shards = shards;
  }

  @Setup
  public void setup() throws IOException {
    plan = work.readPlan();
  }

  @StartBundle
  public void start() throws IOException {
    blocks = new BlockWriter(work.blocks());
    stored = new Stored();
    checker = new SliceChecker(plan, settings, shards, work, stored);
  }

  @ProcessElement
  public void process(@Element SliceGroup group, MultiOutputReceiver out) throws IOException {
    for (Slice slice : plan.slices(group)) {
      checker.check(slice);
    }
    stored.keys.forEach(out.get(KEYS)::output);
    stored.findings.forEach(out.get(FINDINGS)::output);
    stored.clear();
  }

  @FinishBundle
  public void finish(FinishBundleContext context) throws IOException {
    Tally tally = checker.finish();
    tally.ledger().given(Account.KEYS).add(stored.givenKeys);
    tally.ledger().given(Account.FINDINGS).add(stored.givenFindings);
    StoredBlock counted = blocks.write(tally.write());
    blocks.close();
    stored.keys.forEach(block -> context.output(KEYS, block, TIME, GlobalWindow.INSTANCE));
    stored.findings.forEach(block -> context.output(FINDINGS, block, TIME, GlobalWindow.INSTANCE));
    context.output(TALLY, counted, TIME, GlobalWindow.INSTANCE);
  }

  /** What the checker has handed out since the engine was last told. */
  private final class Stored implements SliceChecker.Output {
    private final List<KV<Integer, StoredBlock>> keys = new ArrayList<>();
    private final List<KV<Integer, StoredBlock>> findings = new ArrayList<>();
    private final Ledger.Entry givenKeys = new Ledger.Entry();
    private final Ledger.Entry givenFindings = new Ledger.Entry();

    @Override
    public void keys(int shard, byte[] entries, int length) {
      StoredBlock block = blocks.write(entries, 0, length);
      givenKeys.add(block);
      keys.add(KV.of(shard, block));
    }

    @Override
    public void findings(int insurer, FindingBlock rows) {
      StoredBlock block = blocks.write(rows.bytes());
      givenFindings.add(block);
      findings.add(KV.of(insurer, block));
    }

    @Override
    public StoredBlock keep(byte[] block) {
      return blocks.write(block);
    }

    void clear() {
      keys.clear();
      findings.clear();
    }
  }
}
