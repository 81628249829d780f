package jp.totsugo.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jp.totsugo.block.FindingBlock;
import jp.totsugo.block.FindingBlockCoder;
import jp.totsugo.block.KeyBlock;
import jp.totsugo.block.KeyBlockCoder;
import jp.totsugo.block.Tally;
import jp.totsugo.block.TallyCoder;
import jp.totsugo.check.CheckSlices;
import jp.totsugo.number.CandidateBlock;
import jp.totsugo.number.FindPersons;
import jp.totsugo.number.MatchKeys;
import jp.totsugo.number.ResolveCandidates;
import jp.totsugo.queue.WriteQueues;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.SliceSource;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.CoderRegistry;
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
 * The whole job on one page. Slices of files come in; blocks of keys, blocks of findings and
 * tallies are all that ever moves between workers; queues are written, and the tally of the run is
 * left in the work folder.
 */
final class CheckPipeline {
  static final String TALLY_FILE = "tally";
  static final String UNREADABLE_FOLDER = "unreadable";
  static final String PLAN_FILE = "plan";
  static final String CORRECTIONS_FOLDER = "corrections";

  private CheckPipeline() {}

  /**
   * @param shards into which the keys are dealt: more for more records
   */
  static void build(
      Pipeline pipeline,
      List<SliceSource.Group> slices,
      List<SliceSource.Group> registerSlices,
      RuleSettings settings,
      Messages.Language language,
      int shards,
      RunFolder folder) {
    registerCoders(pipeline.getCoderRegistry());
    String plan = folder.work().resolve(PLAN_FILE).toString();
    String work = folder.work().toString();

    PCollectionTuple checked =
        pipeline
            .apply("Slices", Read.from(new SliceSource(slices)))
            .apply(
                "CheckSlices",
                ParDo.of(
                        new CheckSlices(
                            plan,
                            folder.work().resolve(UNREADABLE_FOLDER).toString(),
                            settings,
                            shards))
                    .withOutputTags(
                        CheckSlices.KEYS,
                        TupleTagList.of(CheckSlices.FINDINGS).and(CheckSlices.TALLY)));

    PCollectionView<Iterable<Tally>> checkedTally =
        checked.get(CheckSlices.TALLY).apply("KnownToAll", View.asIterable());

    PCollectionTuple matched =
        checked
            .get(CheckSlices.KEYS)
            .apply("NationalShuffle", GroupByKey.<Integer, KeyBlock>create())
            .apply(
                "MatchKeys",
                ParDo.of(new MatchKeys(plan, settings, shards, checkedTally))
                    .withSideInputs(checkedTally)
                    .withOutputTags(
                        MatchKeys.FINDINGS,
                        TupleTagList.of(MatchKeys.TALLY).and(MatchKeys.CANDIDATES)));

    PCollectionList<KV<Integer, FindingBlock>> findings =
        PCollectionList.of(checked.get(CheckSlices.FINDINGS)).and(matched.get(MatchKeys.FINDINGS));
    PCollectionList<Tally> tallies =
        PCollectionList.of(checked.get(CheckSlices.TALLY)).and(matched.get(MatchKeys.TALLY));
    if (settings.hasRegister()) {
      PCollectionTuple resolved =
          resolve(pipeline, matched.get(MatchKeys.CANDIDATES), registerSlices, settings, plan);
      findings = findings.and(resolved.get(ResolveCandidates.FINDINGS));
      tallies = tallies.and(resolved.get(ResolveCandidates.TALLY));
    }

    PCollection<Tally> queued =
        findings
            .apply("AllFindings", Flatten.<KV<Integer, FindingBlock>>pCollections())
            .apply("ByInsurer", GroupByKey.<Integer, FindingBlock>create())
            .apply(
                "WriteQueues",
                ParDo.of(
                        new WriteQueues(
                            plan,
                            folder.outputs().resolve(CORRECTIONS_FOLDER).toString(),
                            work,
                            settings,
                            language,
                            checkedTally))
                    .withSideInputs(checkedTally));

    tallies
        .and(queued)
        .apply("AllTallies", Flatten.<Tally>pCollections())
        .apply("AsOne", WithKeys.of(0))
        .apply("OfRun", GroupByKey.<Integer, Tally>create())
        .apply("LeaveTally", ParDo.of(new LeaveTally(work)));
  }

  /** Records that the register contradicts are few: they all come together in one place. */
  private static PCollectionTuple resolve(
      Pipeline pipeline,
      PCollection<KV<Integer, CandidateBlock>> candidates,
      List<SliceSource.Group> registerSlices,
      RuleSettings settings,
      String plan) {
    PCollectionView<Iterable<CandidateBlock>> all =
        candidates
            .apply("OfAllShards", Values.create())
            .apply("CandidatesKnownToAll", View.asIterable());
    PCollection<KV<Integer, CandidateBlock>> sightings =
        pipeline
            .apply("Register", Read.from(new SliceSource(registerSlices)))
            .apply(
                "FindPersons", ParDo.of(new FindPersons(plan, settings, all)).withSideInputs(all));
    return PCollectionList.of(candidates)
        .and(sightings)
        .apply("AllAboutCandidates", Flatten.<KV<Integer, CandidateBlock>>pCollections())
        .apply("InOnePlace", GroupByKey.<Integer, CandidateBlock>create())
        .apply(
            "ResolveCandidates",
            ParDo.of(new ResolveCandidates(plan, settings))
                .withOutputTags(
                    ResolveCandidates.FINDINGS, TupleTagList.of(ResolveCandidates.TALLY)));
  }

  private static void registerCoders(CoderRegistry coders) {
    coders.registerCoderForClass(KeyBlock.class, KeyBlockCoder.of());
    coders.registerCoderForClass(FindingBlock.class, FindingBlockCoder.of());
    coders.registerCoderForClass(CandidateBlock.class, new CandidateBlock.BlockCoder());
    coders.registerCoderForClass(Tally.class, TallyCoder.of());
  }

  private static final class LeaveTally extends DoFn<KV<Integer, Iterable<Tally>>, Void> {
    private static final long serialVersionUID = 1L;

    private final String work;

    LeaveTally(String work) {
      this.work = work;
    }

    @ProcessElement
    public void process(@Element KV<Integer, Iterable<Tally>> tallies) throws IOException {
      Tally tally = Tally.sum(tallies.getValue());
      Files.write(Path.of(work, TALLY_FILE), tally.write());
    }
  }
}
