package jp.totsugo.publication;

import java.util.Arrays;

/** The figures of one run: of every measure one of each insurer. */
final class Month {
  /** Instead of a figure where there is none: the insurer sent nothing, or nobody looked. */
  static final long NONE = -1;

  private final String asOf;
  private final String runId;
  private final long[][] figures;

  Month(String asOf, String runId, int insurers) {
    this.asOf = asOf;
    this.runId = runId;
    figures = new long[Measure.COUNT][insurers];
    for (long[] some : figures) {
      Arrays.fill(some, NONE);
    }
  }

  String asOf() {
    return asOf;
  }

  String runId() {
    return runId;
  }

  /** Of all insurers in their order; {@link #NONE} where there is none. */
  long[] figures(Measure measure) {
    return figures[measure.ordinal()];
  }
}
