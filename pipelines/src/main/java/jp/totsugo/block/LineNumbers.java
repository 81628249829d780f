package jp.totsugo.block;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns line numbers within slices into line numbers of files, once all slices of all files are
 * counted.
 */
public final class LineNumbers implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of files of more than one slice; there may be a million others. */
  private final HashMap<Integer, long[]> linesBefore = new HashMap<>();

  public LineNumbers(Tally tally) {
    add(tally.files());
    add(tally.registerFiles());
  }

  private void add(Map<Integer, FileCounts> files) {
    for (Map.Entry<Integer, FileCounts> file : files.entrySet()) {
      List<FileCounts.SliceEnd> slices = file.getValue().slices();
      if (slices.size() > 1) {
        long[] before = new long[slices.size()];
        long lines = 0;
        for (FileCounts.SliceEnd slice : slices) {
          before[slice.number()] = lines;
          lines += slice.lines();
        }
        linesBefore.put(file.getKey(), before);
      }
    }
  }

  /** The 1-based line of the file. */
  public long line(int file, int slice, int lineInSlice) {
    long[] before = linesBefore.get(file);
    return before == null ? lineInSlice : before[slice] + lineInSlice;
  }
}
