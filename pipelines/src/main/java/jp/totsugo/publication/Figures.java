package jp.totsugo.publication;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.totsugo.schema.InsurerCount;
import jp.totsugo.table.ParquetRows;

/**
 * What there is to publish, from the counts of all runs so far. A case of a category is a record
 * with an error of it; of UNREGISTRABLE, one without a My Number.
 */
final class Figures {
  /** The counts do not add up: they are damaged, or the program is wrong. */
  static final class MiscountException extends Exception {
    private static final long serialVersionUID = 1L;

    MiscountException(String asOf, Measure measure, long insurers, long nation) {
      super(asOf + " " + measure + ": " + insurers + " of the insurers, " + nation + " in all");
    }
  }

  /** Stands in the counts for all insurers together. */
  private static final String NATION = "nation";

  private final List<Insurer> insurers;
  private final List<Month> months;

  Figures(List<Insurer> insurers, List<Month> months) {
    this.insurers = insurers;
    this.months = months;
  }

  /** By number. */
  List<Insurer> insurers() {
    return insurers;
  }

  /** The oldest first. */
  List<Month> months() {
    return months;
  }

  /** What one run has counted, by insurer. */
  private record Counts(String asOf, String runId, Map<String, long[]> byInsurer) {}

  /**
   * Reads the counts.
   *
   * @param counts {@code history/counts.parquet}
   * @param names of the insurers that should have a row also where they sent nothing
   * @param from months before are left out, YYYY-MM-DD; or empty
   */
  static Figures read(Path counts, Map<String, String> names, String from)
      throws IOException, MiscountException {
    List<Counts> runs = new ArrayList<>();
    Map<String, Integer> places = new TreeMap<>();
    names.keySet().forEach(number -> places.put(number, 0));
    try (ParquetRows<InsurerCount> rows = ParquetRows.open(counts, InsurerCount.class)) {
      for (InsurerCount row = rows.next(); row != null; row = rows.next()) {
        if (row.getAsOf().compareTo(from) >= 0) {
          add(row, runs);
        }
      }
    }
    runs.forEach(run -> run.byInsurer().keySet().forEach(number -> places.put(number, 0)));
    places.remove(NATION);
    List<Insurer> insurers = new ArrayList<>();
    for (Map.Entry<String, Integer> place : places.entrySet()) {
      place.setValue(insurers.size());
      insurers.add(Insurer.of(place.getKey(), names.getOrDefault(place.getKey(), "")));
    }
    List<Month> months = new ArrayList<>();
    for (Counts run : latest(runs)) {
      months.add(month(run, places));
    }
    return new Figures(insurers, months);
  }

  private static void add(InsurerCount row, List<Counts> runs) {
    Counts run = runs.isEmpty() ? null : runs.get(runs.size() - 1);
    if (run == null || !run.runId().equals(row.getRunId())) {
      run = new Counts(row.getAsOf(), row.getRunId(), new HashMap<>());
      runs.add(run);
    }
    long[] counts = new long[Measure.COUNT];
    for (Measure measure : Measure.values()) {
      counts[measure.ordinal()] = row.getRecords() == 0 ? Month.NONE : measure.of(row);
    }
    run.byInsurer().put(row.getInsurer(), counts);
  }

  /** A day that was run twice is what its last run says. */
  private static Iterable<Counts> latest(List<Counts> runs) {
    Map<String, Counts> byDay = new LinkedHashMap<>();
    runs.forEach(run -> byDay.put(run.asOf(), run));
    return byDay.values();
  }

  private static Month month(Counts run, Map<String, Integer> places) throws MiscountException {
    Month month = new Month(run.asOf(), run.runId(), places.size());
    for (Measure measure : Measure.values()) {
      long sum = 0;
      for (Map.Entry<String, long[]> of : run.byInsurer().entrySet()) {
        Integer place = places.get(of.getKey());
        long count = of.getValue()[measure.ordinal()];
        if (place != null) {
          month.figures(measure)[place] = count;
          sum += Math.max(0, count);
        }
      }
      long[] nation = run.byInsurer().get(NATION);
      long all = nation == null ? 0 : Math.max(0, nation[measure.ordinal()]);
      if (sum != all) {
        throw new MiscountException(run.asOf(), measure, sum, all);
      }
    }
    return month;
  }
}
