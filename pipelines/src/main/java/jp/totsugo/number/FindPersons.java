package jp.totsugo.number;

import java.io.IOException;
import java.nio.file.Path;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.Slice;
import jp.totsugo.upload.SliceSource;
import jp.totsugo.upload.UploadPlan;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Slices of the register in; what they say about persons whose number the register does not hold
 * out. See {@link PersonFinder}.
 */
public final class FindPersons extends DoFn<SliceSource.Group, KV<Integer, CandidateBlock>> {
  private static final long serialVersionUID = 1L;

  private final String planFile;
  private final RuleSettings settings;
  private final PCollectionView<Iterable<CandidateBlock>> candidates;
  private transient UploadPlan plan;
  private transient PersonFinder finder;

  public FindPersons(
      String planFile,
      RuleSettings settings,
      PCollectionView<Iterable<CandidateBlock>> candidates) {
    this.planFile = planFile;
    this.settings = settings;
    this.candidates = candidates;
  }

  @Setup
  public void setup() throws IOException {
    plan = UploadPlan.read(Path.of(planFile));
  }

  @StartBundle
  public void start() {
    finder = null;
  }

  @ProcessElement
  public void process(ProcessContext context) throws IOException {
    if (finder == null) {
      finder = new PersonFinder(plan, settings, context.sideInput(candidates));
    }
    for (Slice slice : context.element().slices()) {
      context.output(KV.of(0, finder.find(slice)));
    }
  }
}
