package jp.totsugo.queue;

import com.google.common.collect.Iterables;
import java.io.IOException;
import jp.totsugo.block.BlockReader;
import jp.totsugo.block.BlockWriter;
import jp.totsugo.block.CheckedFiles;
import jp.totsugo.block.FindingBlock;
import jp.totsugo.block.Ledger.Account;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.words.Language;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * All findings of one insurer in; its queue on disk, and a tally of it out. See {@link
 * QueueWriter}.
 */
public final class WriteQueues extends DoFn<KV<Integer, Iterable<StoredBlock>>, StoredBlock> {
  private static final long serialVersionUID = 1L;

  private final WorkFolder work;
  private final RuleSettings settings;
  private final Language language;
  private final PCollectionView<Iterable<StoredBlock>> checked;
  private transient UploadPlan plan;
  private transient QueueWriter writer;
  private transient Tally tally;
  private transient BlockReader blocks;
  private transient BlockWriter written;

  /**
   * @param checked the tallies of all slices
   */
  public WriteQueues(
      WorkFolder work,
      RuleSettings settings,
      Language language,
      PCollectionView<Iterable<StoredBlock>> checked) {
    this.work = work;
    this.settings = settings;
    this.language = language;
    this.checked = checked;
  }

  @Setup
  public void setup() throws IOException {
    plan = work.readPlan();
  }

  @StartBundle
  public void start() {
    writer = null;
    blocks = new BlockReader(work.blocks());
    written = new BlockWriter(work.blocks());
    tally = new Tally();
  }

  @ProcessElement
  public void process(ProcessContext context) throws IOException {
    if (writer == null) {
      writer =
          new QueueWriter(
              plan,
              settings,
              new Messages(language),
              CheckedFiles.of(work, plan, blocks, context.sideInput(checked)),
              work,
              blocks,
              written);
    }
    tally.add(
        writer.write(
            context.element().getKey(),
            Iterables.transform(
                Iterables.filter(context.element().getValue(), block -> block.length() > 0),
                block -> {
                  tally.ledger().taken(Account.FINDINGS).add(block);
                  return new FindingBlock(blocks.read(block));
                })));
  }

  @FinishBundle
  public void finish(FinishBundleContext context) throws IOException {
    blocks.close();
    StoredBlock counted = written.write(tally.write());
    written.close();
    context.output(counted, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE);
  }
}
