package jp.totsugo.queue;

import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.RuleSettings;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;

/** Brings all findings together by insurer and writes the queues; gives tallies of them. */
public final class QueueFindings
    extends PTransform<PCollectionList<KV<Integer, StoredBlock>>, PCollection<StoredBlock>> {
  private static final long serialVersionUID = 1L;

  private final WorkFolder work;
  private final RuleSettings settings;
  private final Messages.Language language;
  private final PCollectionView<Iterable<StoredBlock>> checked;

  /**
   * @param checked the tallies of all slices
   */
  public QueueFindings(
      WorkFolder work,
      RuleSettings settings,
      Messages.Language language,
      PCollectionView<Iterable<StoredBlock>> checked) {
    this.work = work;
    this.settings = settings;
    this.language = language;
    this.checked = checked;
  }

  @Override
  public PCollection<StoredBlock> expand(PCollectionList<KV<Integer, StoredBlock>> findings) {
    return findings
        .apply("AllFindings", Flatten.<KV<Integer, StoredBlock>>pCollections())
        .apply("ByInsurer", GroupByKey.<Integer, StoredBlock>create())
        .apply(
            "WriteQueues",
            ParDo.of(new WriteQueues(work, settings, language, checked)).withSideInputs(checked));
  }
}
