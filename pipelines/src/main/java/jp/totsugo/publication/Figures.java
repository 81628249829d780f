package jp.totsugo.publication;

import com.google.common.base.Enums;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jp.totsugo.rule.Category;
import jp.totsugo.schema.RateCount;
import jp.totsugo.table.ParquetRows;

/**
 * What there is to publish, from the rates of all runs so far. A case of a category is a record
 * with a finding of one of its rules, and counts once for each such rule; rules that only ask a
 * person to look are left out, for what they find is no error.
 */
final class Figures {
  /** The rates do not add up: they are damaged, or the program is wrong. */
  static final class MiscountException extends Exception {
    private static final long serialVersionUID = 1L;

    MiscountException(String asOf, Measure measure, long insurers, long nation) {
      super(asOf + " " + measure + ": " + insurers + " of the insurers, " + nation + " in all");
    }
  }

  /** Stands in the rates for all insurers together. */
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
   * Reads the rates.
   *
   * @param rates {@code history/rates.parquet}
   * @param names of the insurers that should have a row also where they sent nothing
   * @param reviews rules whose findings are no errors
   * @param from months before are left out, YYYY-MM-DD; or empty
   */
  static Figures read(Path rates, Map<String, String> names, Set<String> reviews, String from)
      throws IOException, MiscountException {
    List<Counts> runs = new ArrayList<>();
    Map<String, Integer> places = new TreeMap<>();
    names.keySet().forEach(number -> places.put(number, 0));
    try (ParquetRows<RateCount> rows = ParquetRows.open(rates, RateCount.class)) {
      for (RateCount row = rows.next(); row != null; row = rows.next()) {
        if (row.getAsOf().compareTo(from) >= 0) {
          add(row, reviews, runs);
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

  private static void add(RateCount row, Set<String> reviews, List<Counts> runs) {
    Counts run = runs.isEmpty() ? null : runs.get(runs.size() - 1);
    if (run == null || !run.runId().equals(row.getRunId())) {
      run = new Counts(row.getAsOf(), row.getRunId(), new HashMap<>());
      runs.add(run);
    }
    Category category = Enums.getIfPresent(Category.class, row.getCategory()).orNull();
    if (category == null || row.getDenominator() == 0) {
      return;
    }
    long[] counts =
        run.byInsurer()
            .computeIfAbsent(
                row.getInsurer(),
                k -> {
                  long[] none = new long[Measure.COUNT];
                  Arrays.fill(none, Month.NONE);
                  return none;
                });
    if (category == Category.UNREGISTRABLE || category == Category.RECORD_DEFECT) {
      counts[Measure.RECORDS.ordinal()] = row.getDenominator();
    }
    if (!reviews.contains(row.getRule())) {
      int measure = Measure.of(category).ordinal();
      counts[measure] = Math.max(0, counts[measure]) + row.getRecords();
    }
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
