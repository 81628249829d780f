package jp.totsugo.job;

import java.util.List;
import java.util.Set;
import jp.totsugo.block.Shards;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.check.CheckSlices;
import jp.totsugo.check.CheckUploads;
import jp.totsugo.number.earlier.ExplainSuspicions;
import jp.totsugo.number.earlier.ResolveEarlier;
import jp.totsugo.number.mixup.ResolveCandidates;
import jp.totsugo.number.register.ExplainCandidates;
import jp.totsugo.number.register.FindPersons;
import jp.totsugo.number.register.RegisterFit;
import jp.totsugo.number.shard.MatchKeys;
import jp.totsugo.number.shard.MatchRecords;
import jp.totsugo.queue.QueueFindings;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.plan.SliceGroup;
import jp.totsugo.words.Language;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * The whole job on one page, a transform a stage. Slices of files come in; workers leave blocks of
 * keys, blocks of findings and tallies in the work folder, and where these stand is all that ever
 * moves between them; queues are written, and the tally of the run is left in the work folder.
 */
final class CheckPipeline {
  private CheckPipeline() {}

  /**
   * @param fit by which a register is judged
   * @param shards into which the keys are dealt
   * @param knownInsurers that have issues from the run before
   */
  static void build(
      Pipeline pipeline,
      List<SliceGroup> slices,
      List<SliceGroup> registerSlices,
      RuleSettings settings,
      Language language,
      RegisterFit fit,
      Shards shards,
      WorkFolder work,
      Set<Integer> knownInsurers) {
    pipeline
        .getCoderRegistry()
        .registerCoderForClass(StoredBlock.class, new StoredBlock.BlockCoder());

    PCollectionTuple checked =
        pipeline.apply("CheckUploads", new CheckUploads(slices, work, settings, shards));
    PCollectionView<Iterable<StoredBlock>> checkedTally =
        checked.get(CheckSlices.TALLY).apply("KnownToAll", View.asIterable());

    PCollectionTuple matched =
        checked
            .get(CheckSlices.KEYS)
            .apply("MatchRecords", new MatchRecords(work, settings, shards, fit, checkedTally));

    PCollectionList<KV<Integer, StoredBlock>> findings =
        PCollectionList.of(checked.get(CheckSlices.FINDINGS)).and(matched.get(MatchKeys.FINDINGS));
    PCollectionList<StoredBlock> tallies =
        PCollectionList.of(checked.get(CheckSlices.TALLY)).and(matched.get(MatchKeys.TALLY));
    if (settings.hasRegister()) {
      PCollectionView<Iterable<StoredBlock>> matchedTally =
          matched.get(MatchKeys.TALLY).apply("MatchedKnownToAll", View.asIterable());
      PCollectionTuple explained =
          matched
              .get(MatchKeys.CANDIDATES)
              .apply(
                  "ExplainCandidates",
                  new ExplainCandidates(registerSlices, work, settings, fit, matchedTally));
      findings = findings.and(explained.get(ResolveCandidates.FINDINGS));
      tallies =
          tallies.and(explained.get(ResolveCandidates.TALLY)).and(explained.get(FindPersons.TALLY));
    }

    if (settings.hasEarlier()) {
      PCollectionTuple explained =
          matched
              .get(MatchKeys.SUSPICIONS)
              .apply("ExplainSuspicions", new ExplainSuspicions(work, settings));
      findings = findings.and(explained.get(ResolveEarlier.FINDINGS));
      tallies = tallies.and(explained.get(ResolveEarlier.TALLY));
    }

    PCollection<StoredBlock> queued =
        findings.apply(
            "QueueFindings",
            new QueueFindings(work, settings, language, checkedTally, knownInsurers));

    tallies.and(queued).apply("SumTallies", new SumTallies(work));
  }
}
