package jp.totsugo.block;

import java.util.Map;
import jp.totsugo.upload.plan.UploadPlan;

/**
 * Turns line numbers within slices into line numbers of files, once all slices of all files are
 * counted.
 */
public final class LineNumbers {
  private final SliceCounts slices;

  /** By slice of all files, the lines of its file before it. */
  private final long[] linesBefore;

  /**
   * @throws MiscountException unless every slice was counted once
   */
  LineNumbers(UploadPlan plan, Counts counts) {
    slices = counts.slices;
    linesBefore = counts.lines;
    slices.refuseMiscount();
    int files = plan.fileCount();
    for (int file = 0; file < files; file++) {
      long before = 0;
      for (int slice = 0; slice < plan.sliceCount(plan.file(file)); slice++) {
        int at = slices.indexOf(file, slice);
        long own = linesBefore[at];
        linesBefore[at] = before;
        before += own;
      }
    }
  }

  /** The lines of all slices, put together from parts. */
  static final class Counts {
    private final SliceCounts slices;
    private final long[] lines;

    Counts(UploadPlan plan) {
      slices = new SliceCounts(plan);
      lines = new long[slices.planned()];
    }

    void add(Tally part) {
      slices.add(part);
      add(part.files());
      add(part.referenceFiles());
    }

    private void add(Map<Integer, FileCounts> files) {
      files.forEach(
          (file, counts) -> {
            for (FileCounts.SliceEnd slice : counts.slices()) {
              if (slices.isPlanned(file, slice.number())) {
                lines[slices.indexOf(file, slice.number())] = slice.lines();
              }
            }
          });
    }
  }

  /** The 1-based line of the file. */
  public long line(int file, int slice, int lineInSlice) {
    return linesBefore[slices.indexOf(file, slice)] + lineInSlice;
  }
}
