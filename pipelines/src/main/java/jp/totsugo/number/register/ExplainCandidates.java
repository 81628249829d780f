package jp.totsugo.number.register;

import java.util.List;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.number.mixup.ResolveCandidates;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.plan.SliceGroup;
import jp.totsugo.upload.plan.SliceSource;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Explains the records whose number the register does not give to their person. They are few: they
 * all come together in one place, with what the register says of their persons. Gives {@link
 * ResolveCandidates#FINDINGS}, {@link ResolveCandidates#TALLY} and {@link FindPersons#TALLY}.
 */
public final class ExplainCandidates
    extends PTransform<PCollection<KV<Integer, StoredBlock>>, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  private final transient List<SliceGroup> registerSlices;
  private final WorkFolder work;
  private final RuleSettings settings;
  private final RegisterFit fit;
  private final PCollectionView<Iterable<StoredBlock>> matched;

  /**
   * @param fit by which the register is judged
   * @param matched the tallies of all shards
   */
  public ExplainCandidates(
      List<SliceGroup> registerSlices,
      WorkFolder work,
      RuleSettings settings,
      RegisterFit fit,
      PCollectionView<Iterable<StoredBlock>> matched) {
    this.registerSlices = registerSlices;
    this.work = work;
    this.settings = settings;
    this.fit = fit;
    this.matched = matched;
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Integer, StoredBlock>> candidates) {
    PCollectionView<Iterable<StoredBlock>> all =
        candidates
            .apply("OfAllShards", Values.create())
            .apply("CandidatesKnownToAll", View.asIterable());
    PCollectionTuple found =
        candidates
            .getPipeline()
            .begin()
            .apply("Register", Read.from(new SliceSource(registerSlices)))
            .apply(
                "FindPersons",
                ParDo.of(new FindPersons(work, settings, fit, matched, all))
                    .withSideInputs(matched, all)
                    .withOutputTags(FindPersons.SIGHTINGS, TupleTagList.of(FindPersons.TALLY)));
    return PCollectionList.of(candidates)
        .and(found.get(FindPersons.SIGHTINGS))
        .apply("AllAboutCandidates", Flatten.<KV<Integer, StoredBlock>>pCollections())
        .apply("InOnePlace", GroupByKey.<Integer, StoredBlock>create())
        .apply(
            "ResolveCandidates",
            ParDo.of(new ResolveCandidates(work, settings))
                .withOutputTags(
                    ResolveCandidates.FINDINGS, TupleTagList.of(ResolveCandidates.TALLY)))
        .and(FindPersons.TALLY, found.get(FindPersons.TALLY));
  }
}
