package jp.totsugo.number.shard;

import jp.totsugo.block.Shards;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.number.register.RegisterFit;
import jp.totsugo.rule.RuleSettings;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Brings the keys of the nation together by shard and matches the records that share one; gives
 * {@link MatchKeys#FINDINGS}, {@link MatchKeys#TALLY} and {@link MatchKeys#CANDIDATES}.
 */
public final class MatchRecords
    extends PTransform<PCollection<KV<Integer, StoredBlock>>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  private final WorkFolder work;
  private final RuleSettings settings;
  private final Shards shards;
  private final RegisterFit fit;
  private final PCollectionView<Iterable<StoredBlock>> checked;

  /**
   * @param shards into which the keys were dealt
   * @param fit by which a register is judged
   * @param checked the tallies of all slices
   */
  public MatchRecords(
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

  @Override
  public PCollectionTuple expand(PCollection<KV<Integer, StoredBlock>> keys) {
    return keys.apply("NationalShuffle", GroupByKey.<Integer, StoredBlock>create())
        .apply(
            "MatchKeys",
            ParDo.of(new MatchKeys(work, settings, shards, fit, checked))
                .withSideInputs(checked)
                .withOutputTags(
                    MatchKeys.FINDINGS,
                    TupleTagList.of(MatchKeys.TALLY)
                        .and(MatchKeys.CANDIDATES)
                        .and(MatchKeys.SUSPICIONS)));
  }
}
