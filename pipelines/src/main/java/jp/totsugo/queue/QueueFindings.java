package jp.totsugo.queue;

import java.util.Set;
import java.util.TreeSet;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.words.Language;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
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

  private static final StoredBlock NO_BLOCK = new StoredBlock(0, 0, 0);

  private final WorkFolder work;
  private final RuleSettings settings;
  private final Language language;
  private final PCollectionView<Iterable<StoredBlock>> checked;
  private final Set<Integer> insurers;

  /**
   * @param checked the tallies of all slices
   * @param insurers that have issues from the run before, whether they have findings or not
   */
  public QueueFindings(
      WorkFolder work,
      RuleSettings settings,
      Language language,
      PCollectionView<Iterable<StoredBlock>> checked,
      Set<Integer> insurers) {
    this.work = work;
    this.settings = settings;
    this.language = language;
    this.checked = checked;
    this.insurers = new TreeSet<>(insurers);
  }

  /** With a block that holds nothing for every insurer that has issues from before. */
  private PCollectionList<KV<Integer, StoredBlock>> withKnown(
      PCollectionList<KV<Integer, StoredBlock>> findings) {
    if (insurers.isEmpty()) {
      return findings;
    }
    return findings.and(
        findings
            .getPipeline()
            .apply(
                "KnownInsurers",
                Create.of(insurers.stream().map(i -> KV.of(i, NO_BLOCK)).toList())
                    .withCoder(KvCoder.of(VarIntCoder.of(), new StoredBlock.BlockCoder()))));
  }

  @Override
  public PCollection<StoredBlock> expand(PCollectionList<KV<Integer, StoredBlock>> findings) {
    return withKnown(findings)
        .apply("AllFindings", Flatten.<KV<Integer, StoredBlock>>pCollections())
        .apply("ByInsurer", GroupByKey.<Integer, StoredBlock>create())
        .apply(
            "WriteQueues",
            ParDo.of(new WriteQueues(work, settings, language, checked)).withSideInputs(checked));
  }
}
