package jp.totsugo.number.earlier;

import com.google.common.collect.Iterables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
 * All that shards found against the uploads of the run before in, little as it is; its findings by
 * insurer and a tally out. See {@link EarlierResolver}.
 */
public final class ResolveEarlier
    extends DoFn<KV<Integer, Iterable<StoredBlock>>, KV<Integer, StoredBlock>> {
  private static final long serialVersionUID = 1L;

  public static final TupleTag<KV<Integer, StoredBlock>> FINDINGS =
      new TupleTag<>("earlier findings") {};
  public static final TupleTag<StoredBlock> TALLY = new TupleTag<>("earlier tally") {};

  private final WorkFolder work;
  private final RuleSettings settings;
  private transient UploadPlan plan;

  public ResolveEarlier(WorkFolder work, RuleSettings settings) {
    this.work = work;
    this.settings = settings;
  }

  @Setup
  public void setup() throws IOException {
    plan = work.readPlan();
  }

  @ProcessElement
  public void process(@Element KV<Integer, Iterable<StoredBlock>> found, MultiOutputReceiver out)
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
      List<StoredBlock> stored = new ArrayList<>();
      for (StoredBlock block : found.getValue()) {
        tally.ledger().taken(Account.SUSPICIONS).add(block);
        stored.add(block);
      }
      new EarlierResolver(plan, settings, tally, findings)
          .resolve(Iterables.transform(stored, block -> new EarlierBlock(reader.read(block))));
      out.get(TALLY).output(blocks.write(tally.write()));
    }
  }
}
