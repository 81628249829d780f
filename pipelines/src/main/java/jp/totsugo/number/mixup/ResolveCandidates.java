package jp.totsugo.number.mixup;

import java.io.IOException;
import jp.totsugo.block.BlockReader;
import jp.totsugo.block.BlockWriter;
import jp.totsugo.block.FindingBuffers;
import jp.totsugo.block.Ledger.Account;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.plan.UploadPlan;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * All candidates of the nation in, few as they are; their findings by insurer and a tally out. See
 * {@link CandidateResolver}.
 */
public final class ResolveCandidates
    extends DoFn<KV<Integer, Iterable<StoredBlock>>, KV<Integer, StoredBlock>> {
  private static final long serialVersionUID = 1L;

  public static final TupleTag<KV<Integer, StoredBlock>> FINDINGS = new TupleTag<>("findings") {};
  public static final TupleTag<StoredBlock> TALLY = new TupleTag<>("tally") {};

  private final WorkFolder work;
  private final RuleSettings settings;
  private transient UploadPlan plan;

  public ResolveCandidates(WorkFolder work, RuleSettings settings) {
    this.work = work;
    this.settings = settings;
  }

  @Setup
  public void setup() throws IOException {
    plan = work.readPlan();
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<StoredBlock>> candidates, MultiOutputReceiver out)
      throws IOException {
    Tally tally = new Tally();
    try (BlockReader reader = new BlockReader(work.blocks());
        BlockWriter blocks = new BlockWriter(work.blocks())) {
      FindingBuffers findings =
          new FindingBuffers(
              settings,
              (insurer, rows) -> {
                StoredBlock block = blocks.write(rows.bytes());
                tally.ledger().given(Account.FINDINGS).add(block);
                out.get(FINDINGS).output(KV.of(insurer, block));
              });
      CandidateResolver resolver = new CandidateResolver(plan, settings, tally, findings);
      for (StoredBlock block : candidates.getValue()) {
        CandidateBlock all = new CandidateBlock(reader.read(block));
        tally
            .ledger()
            .taken(all.isOfSightings() ? Account.SIGHTINGS : Account.CANDIDATES)
            .add(block);
        resolver.add(all);
      }
      resolver.resolve();
      out.get(TALLY).output(blocks.write(tally.write()));
    }
  }
}
