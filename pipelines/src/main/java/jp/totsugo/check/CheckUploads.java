package jp.totsugo.check;

import java.util.List;
import jp.totsugo.block.Shards;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.plan.SliceGroup;
import jp.totsugo.upload.plan.SliceSource;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads slices and checks every record by itself; gives {@link CheckSlices#KEYS}, {@link
 * CheckSlices#FINDINGS} and {@link CheckSlices#TALLY}.
 */
public final class CheckUploads extends PTransform<PBegin, PCollectionTuple> {
  private static final long serialVersionUID = 1L;

  private final transient List<SliceGroup> slices;
  private final WorkFolder work;
  private final RuleSettings settings;
  private final Shards shards;

  /**
   * @param shards into which the keys are dealt
   */
  public CheckUploads(
      List<SliceGroup> slices, WorkFolder work, RuleSettings settings, Shards shards) {
    this.slices = slices;
    this.work = work;
    this.settings = settings;
    this.shards = shards;
  }

  @Override
  public PCollectionTuple expand(PBegin begin) {
    return begin
        .apply("Slices", Read.from(new SliceSource(slices)))
        .apply(
            "CheckSlices",
            ParDo.of(new CheckSlices(work, settings, shards))
                .withOutputTags(
                    CheckSlices.KEYS,
                    TupleTagList.of(CheckSlices.FINDINGS).and(CheckSlices.TALLY)));
  }
}
