package jp.totsugo.number;

import java.io.IOException;
import java.nio.file.Path;
import jp.totsugo.block.FindingBlock;
import jp.totsugo.block.FindingBuffers;
import jp.totsugo.block.Tally;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.UploadPlan;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * All candidates of the nation in, few as they are; their findings by insurer and a tally out. See
 * {@link CandidateResolver}.
 */
public final class ResolveCandidates
    extends DoFn<KV<Integer, Iterable<CandidateBlock>>, KV<Integer, FindingBlock>> {
  private static final long serialVersionUID = 1L;

  public static final TupleTag<KV<Integer, FindingBlock>> FINDINGS = new TupleTag<>("findings") {};
  public static final TupleTag<Tally> TALLY = new TupleTag<>("tally") {};

  private final String planFile;
  private final RuleSettings settings;
  private transient UploadPlan plan;

  public ResolveCandidates(String planFile, RuleSettings settings) {
    this.planFile = planFile;
    this.settings = settings;
  }

  @Setup
  public void setup() throws IOException {
    plan = UploadPlan.read(Path.of(planFile));
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<CandidateBlock>> candidates, MultiOutputReceiver out) {
    Tally tally = new Tally();
    FindingBuffers findings =
        new FindingBuffers((insurer, block) -> out.get(FINDINGS).output(KV.of(insurer, block)));
    CandidateResolver resolver = new CandidateResolver(plan, settings, tally, findings);
    candidates.getValue().forEach(resolver::add);
    resolver.resolve();
    out.get(TALLY).output(tally);
  }
}
