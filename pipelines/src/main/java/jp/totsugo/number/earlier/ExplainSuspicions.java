package jp.totsugo.number.earlier;

import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.rule.RuleSettings;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Explains what speaks against the uploads of the run before, all in one place. Gives {@link
 * ResolveEarlier#FINDINGS} and {@link ResolveEarlier#TALLY}.
 */
public final class ExplainSuspicions
    extends PTransform<PCollection<KV<Integer, StoredBlock>>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  private final WorkFolder work;
  private final RuleSettings settings;

  public ExplainSuspicions(WorkFolder work, RuleSettings settings) {
    this.work = work;
    this.settings = settings;
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Integer, StoredBlock>> suspicions) {
    return suspicions
        .apply("SuspicionsInOnePlace", GroupByKey.<Integer, StoredBlock>create())
        .apply(
            "ResolveEarlier",
            ParDo.of(new ResolveEarlier(work, settings))
                .withOutputTags(ResolveEarlier.FINDINGS, TupleTagList.of(ResolveEarlier.TALLY)));
  }
}
