package jp.totsugo.rule;

import com.google.common.collect.ImmutableMap;
import java.io.Serial;
import java.io.Serializable;
import java.util.Map;

/**
 * What a steward may set about issues over several runs. It decides no finding, so it is no part of
 * the rules' fingerprint.
 *
 * @param keptRuns runs after which a closed issue leaves the history
 * @param shrankPercent by how much less than in the run before an insurer's records are remarkable
 * @param shrankRecords how many records must be missing besides, before the absence of one proves
 *     nothing
 * @param grewPercent by how much more they are remarkable
 * @param mergers eight-digit numbers of insurers that are a part of another one now, which gets
 *     their issues
 */
public record LifeSettings(
    int keptRuns,
    int shrankPercent,
    int shrankRecords,
    int grewPercent,
    Map<Integer, Integer> mergers)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  public static final LifeSettings USUAL = new LifeSettings(24, 20, 100, 50, ImmutableMap.of());

  public LifeSettings {
    mergers = ImmutableMap.copyOf(mergers);
  }

  /** The insurer that has an insurer's issues now. */
  public int successor(int insurer) {
    return mergers.getOrDefault(insurer, insurer);
  }
}
