package jp.totsugo.job;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jp.totsugo.block.BlockReader;
import jp.totsugo.block.Shards;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.check.CheckSlices;
import jp.totsugo.number.mixup.ResolveCandidates;
import jp.totsugo.number.register.FindPersons;
import jp.totsugo.number.register.RegisterFit;
import jp.totsugo.number.shard.MatchKeys;
import jp.totsugo.queue.WriteQueues;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.plan.SliceGroup;
import jp.totsugo.upload.plan.SliceSource;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * The whole job on one page. Slices of files come in; workers leave blocks of keys, blocks of
 * findings and tallies in the work folder, and where these stand is all that ever moves between
 * them; queues are written, and the tally of the run is left in the work folder.
 */
final class CheckPipeline {
  private CheckPipeline() {}

  /**
   * @param fit by which a register is judged
   * @param shards into which the keys are dealt
   */
  static void build(
      Pipeline pipeline,
      List<SliceGroup> slices,
      List<SliceGroup> registerSlices,
      RuleSettings settings,
      Messages.Language language,
      RegisterFit fit,
      Shards shards,
      WorkFolder work) {
    pipeline
        .getCoderRegistry()
        .registerCoderForClass(StoredBlock.class, new StoredBlock.BlockCoder());

    PCollectionTuple checked =
        pipeline
            .apply("Slices", Read.from(new SliceSource(slices)))
            .apply(
                "CheckSlices",
                ParDo.of(new CheckSlices(work, settings, shards))
                    .withOutputTags(
                        CheckSlices.KEYS,
                        TupleTagList.of(CheckSlices.FINDINGS).and(CheckSlices.TALLY)));

    PCollectionView<Iterable<StoredBlock>> checkedTally =
        checked.get(CheckSlices.TALLY).apply("KnownToAll", View.asIterable());

    PCollectionTuple matched =
        checked
            .get(CheckSlices.KEYS)
            .apply("NationalShuffle", GroupByKey.<Integer, StoredBlock>create())
            .apply(
                "MatchKeys",
                ParDo.of(new MatchKeys(work, settings, shards, fit, checkedTally))
                    .withSideInputs(checkedTally)
                    .withOutputTags(
                        MatchKeys.FINDINGS,
                        TupleTagList.of(MatchKeys.TALLY).and(MatchKeys.CANDIDATES)));

    PCollectionList<KV<Integer, StoredBlock>> findings =
        PCollectionList.of(checked.get(CheckSlices.FINDINGS)).and(matched.get(MatchKeys.FINDINGS));
    PCollectionList<StoredBlock> tallies =
        PCollectionList.of(checked.get(CheckSlices.TALLY)).and(matched.get(MatchKeys.TALLY));
    if (settings.hasRegister()) {
      PCollectionTuple resolved = resolve(pipeline, matched, registerSlices, settings, fit, work);
      findings = findings.and(resolved.get(ResolveCandidates.FINDINGS));
      tallies =
          tallies.and(resolved.get(ResolveCandidates.TALLY)).and(resolved.get(FindPersons.TALLY));
    }

    PCollection<StoredBlock> queued =
        findings
            .apply("AllFindings", Flatten.<KV<Integer, StoredBlock>>pCollections())
            .apply("ByInsurer", GroupByKey.<Integer, StoredBlock>create())
            .apply(
                "WriteQueues",
                ParDo.of(new WriteQueues(work, settings, language, checkedTally))
                    .withSideInputs(checkedTally));

    tallies
        .and(queued)
        .apply("AllTallies", Flatten.<StoredBlock>pCollections())
        .apply("AsOne", WithKeys.of(0))
        .apply("OfRun", GroupByKey.<Integer, StoredBlock>create())
        .apply("LeaveTally", ParDo.of(new LeaveTally(work)));
  }

  /** Records that the register contradicts are few: they all come together in one place. */
  private static PCollectionTuple resolve(
      Pipeline pipeline,
      PCollectionTuple matched,
      List<SliceGroup> registerSlices,
      RuleSettings settings,
      RegisterFit fit,
      WorkFolder work) {
    PCollection<KV<Integer, StoredBlock>> candidates = matched.get(MatchKeys.CANDIDATES);
    PCollectionView<Iterable<StoredBlock>> tally =
        matched.get(MatchKeys.TALLY).apply("MatchedKnownToAll", View.asIterable());
    PCollectionView<Iterable<StoredBlock>> all =
        candidates
            .apply("OfAllShards", Values.create())
            .apply("CandidatesKnownToAll", View.asIterable());
    PCollectionTuple found =
        pipeline
            .apply("Register", Read.from(new SliceSource(registerSlices)))
            .apply(
                "FindPersons",
                ParDo.of(new FindPersons(work, settings, fit, tally, all))
                    .withSideInputs(tally, all)
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

  private static final class LeaveTally extends DoFn<KV<Integer, Iterable<StoredBlock>>, Void> {
    private static final long serialVersionUID = 1L;

    private final WorkFolder work;

    LeaveTally(WorkFolder work) {
      this.work = work;
    }

    @ProcessElement
    public void process(@Element KV<Integer, Iterable<StoredBlock>> parts) throws IOException {
      try (BlockReader reader = new BlockReader(work.blocks())) {
        Path unfinished = work.newUnfinished();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
          Tally.sum(reader, parts.getValue()).write(out);
        }
        WorkFolder.finish(unfinished, work.tally());
      }
    }
  }
}
