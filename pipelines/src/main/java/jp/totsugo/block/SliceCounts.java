package jp.totsugo.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.words.Saying;

/** How often each slice of a plan was counted: once, if nothing was lost and nothing came twice. */
public final class SliceCounts {
  private final UploadPlan plan;

  /** By file the number of its first slice among those of all files; at the end their number. */
  private final int[] firstSlices;

  /** By slice, no more than twice. */
  private final byte[] times;

  private long strangers;

  public SliceCounts(UploadPlan plan) {
    this.plan = plan;
    int files = plan.fileCount();
    firstSlices = new int[files + 1];
    for (int file = 0; file < files; file++) {
      firstSlices[file + 1] = firstSlices[file] + plan.sliceCount(plan.file(file));
    }
    times = new byte[firstSlices[files]];
  }

  /** Takes in what was counted of all files. */
  public SliceCounts add(Tally tally) {
    add(tally.files());
    add(tally.referenceFiles());
    return this;
  }

  private void add(Map<Integer, FileCounts> files) {
    for (Map.Entry<Integer, FileCounts> file : files.entrySet()) {
      for (FileCounts.SliceEnd slice : file.getValue().slices()) {
        if (isPlanned(file.getKey(), slice.number())) {
          int at = indexOf(file.getKey(), slice.number());
          times[at] = (byte) Math.min(2, times[at] + 1);
        } else {
          strangers++;
        }
      }
    }
  }

  boolean isPlanned(int file, int slice) {
    return file < firstSlices.length - 1
        && slice >= 0
        && slice < firstSlices[file + 1] - firstSlices[file];
  }

  /** The number of a slice among those of all files. */
  int indexOf(int file, int slice) {
    return firstSlices[file] + slice;
  }

  /** The slices of all files. */
  public int planned() {
    return times.length;
  }

  /** Those of them that were counted at least once. */
  public int counted() {
    int counted = 0;
    for (byte often : times) {
      counted += Math.min(1, often);
    }
    return counted;
  }

  /** What is wrong, one sentence a file. */
  public List<Saying> differences() {
    List<Saying> differences = new ArrayList<>();
    for (int file = 0; file < firstSlices.length - 1; file++) {
      int lost = 0;
      int twice = 0;
      for (int at = firstSlices[file]; at < firstSlices[file + 1]; at++) {
        lost += times[at] == 0 ? 1 : 0;
        twice += times[at] == 2 ? 1 : 0;
      }
      if (lost + twice > 0) {
        differences.add(sentence(plan.file(file), lost, twice));
      }
    }
    if (strangers > 0) {
      differences.add(Saying.of("counts.strangers", strangers));
    }
    return differences;
  }

  private Saying sentence(UploadFile file, int lost, int twice) {
    return Saying.of(key(file.index()), file.name(), plan.sliceCount(file), lost, twice);
  }

  private String key(int file) {
    if (plan.isUpload(file)) {
      return "counts.slices";
    }
    return plan.isRegister(file) ? "counts.slicesOfRegister" : "counts.slicesOfEarlier";
  }

  /**
   * @throws MiscountException unless every slice was counted once
   */
  public void refuseMiscount() {
    List<Saying> differences = differences();
    if (!differences.isEmpty()) {
      throw new MiscountException(differences);
    }
  }
}
