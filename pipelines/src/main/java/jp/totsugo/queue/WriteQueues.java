package jp.totsugo.queue;

import java.io.IOException;
import java.nio.file.Path;
import jp.totsugo.block.FindingBlock;
import jp.totsugo.block.LineNumbers;
import jp.totsugo.block.Tally;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.UploadPlan;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * All findings of one insurer in; its queue on disk, and a tally of it out. See {@link
 * QueueWriter}.
 */
public final class WriteQueues extends DoFn<KV<Integer, Iterable<FindingBlock>>, Tally> {
  private static final long serialVersionUID = 1L;

  private final String planFile;
  private final String corrections;
  private final String workFolder;
  private final RuleSettings settings;
  private final Messages.Language language;
  private final PCollectionView<Iterable<Tally>> checked;
  private transient UploadPlan plan;
  private transient QueueWriter writer;
  private transient Tally tally;

  /**
   * @param corrections the folder that gets one folder an insurer
   * @param workFolder for rows that do not fit in memory
   * @param checked the tallies of all slices
   */
  public WriteQueues(
      String planFile,
      String corrections,
      String workFolder,
      RuleSettings settings,
      Messages.Language language,
      PCollectionView<Iterable<Tally>> checked) {
    this.planFile = planFile;
    this.corrections = corrections;
    this.workFolder = workFolder;
    this.settings = settings;
    this.language = language;
    this.checked = checked;
  }

  @Setup
  public void setup() throws IOException {
    plan = UploadPlan.read(Path.of(planFile));
  }

  @StartBundle
  public void start() {
    writer = null;
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
              new LineNumbers(Tally.sum(context.sideInput(checked))),
              Path.of(corrections),
              Path.of(workFolder));
    }
    tally.add(writer.write(context.element().getKey(), context.element().getValue()));
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    context.output(tally, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE);
  }
}
