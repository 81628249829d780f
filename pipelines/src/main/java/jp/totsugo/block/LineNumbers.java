package jp.totsugo.block;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns line numbers within slices into line numbers of files, once all slices of all files are
 * counted.
 */
public final class LineNumbers implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<Integer, long[]> linesBefore = new HashMap<>();

  public LineNumbers(Tally tally) {
    add(tally.files());
    add(tally.registerFiles());
  }

  private void add(Map<Integer, FileCounts> files) {
    for (Map.Entry<Integer, FileCounts> file : files.entrySet()) {
      TreeMap<Integer, FileCounts.SliceEnd> slices = new TreeMap<>(file.getValue().slices());
      long[] before = new long[slices.isEmpty() ? 0 : slices.lastKey() + 1];
      long lines = 0;
      for (int slice = 0; slice < before.length; slice++) {
        before[slice] = lines;
        lines += slices.get(slice).lines();
      }
      linesBefore.put(file.getKey(), before);
    }
  }

  /** The 1-based line of the file. */
  public long line(int file, int slice, int lineInSlice) {
    return linesBefore.get(file)[slice] + lineInSlice;
  }
}
