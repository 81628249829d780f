package jp.totsugo.publication;

import com.google.common.base.Strings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.totsugo.table.CsvRows;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * Somebody who has nothing but published tables, and computes by linear programmes what the figures
 * are that are not shown. Knows nothing of how the program chooses or audits.
 */
final class RedTeam {
  /** The least and the most that a figure can be, as far as the reader can tell. */
  record Range(double least, double most) {
    boolean isExact() {
      return most - least < 0.5;
    }
  }

  /** An insurer as the tables show it. */
  private record Row(String type, String prefecture) {}

  private final Map<String, Row> insurers = new LinkedHashMap<>();

  /** Of insurers, {@code type ...}, {@code prefecture ...} and {@code nation}: what is told. */
  private final Map<String, Range> told = new HashMap<>();

  private final double leastHidden;

  /**
   * @param leastHidden what a figure that is not shown is at least
   */
  RedTeam(double leastHidden) {
    this.leastHidden = leastHidden;
  }

  /** Reads the cases of a category, or with none the records, from the CSV of a publication. */
  RedTeam read(Path folder, String asOf, String category) throws IOException {
    return read(folder, asOf, category, 0);
  }

  /**
   * @param within how far a figure may be from the one that is shown
   */
  RedTeam read(Path folder, String asOf, String category, long within) throws IOException {
    for (String table : new String[] {"insurers", "types", "prefectures", "nation"}) {
      CsvRows.forEach(
          folder.resolve(table + ".csv"),
          row -> {
            if (!row.apply("as_of").equals(asOf)
                || !row.apply("category")
                    .equals(Strings.isNullOrEmpty(category) ? "MISSING_CARD" : category)) {
              return;
            }
            String key =
                switch (table) {
                  case "insurers" -> row.apply("insurer");
                  case "types" -> "type " + row.apply("insurer_type");
                  case "prefectures" -> "prefecture " + row.apply("prefecture");
                  default -> "nation";
                };
            if (table.equals("insurers")) {
              insurers.put(key, new Row(row.apply("insurer_type"), row.apply("prefecture")));
            }
            String figure = Strings.isNullOrEmpty(category) ? "records" : "cases";
            see(key, row.apply(figure), row.apply(figure + "_symbol"), within);
          });
    }
    return this;
  }

  private void see(String key, String figure, String symbol, long within) {
    if (symbol.equals("x")) {
      tell(key, leastHidden, Double.POSITIVE_INFINITY);
    } else if (symbol.equals("…")) {
      tell(key, 0, 0);
    } else {
      long shown = Long.parseLong(figure);
      tell(key, Math.max(0, shown - within), shown + within);
    }
  }

  private void tell(String key, double least, double most) {
    told.merge(
        key,
        new Range(least, most),
        (a, b) -> new Range(Math.max(a.least(), b.least()), Math.min(a.most(), b.most())));
  }

  /** What is told of an insurer, by name, type and prefecture. */
  RedTeam see(String insurer, String type, String prefecture, Range range) {
    insurers.put(insurer, new Row(type, prefecture));
    tell(insurer, range.least(), range.most());
    return this;
  }

  /** What is told of a sum. */
  RedTeam see(String sum, Range range) {
    tell(sum, range.least(), range.most());
    return this;
  }

  /** Of every insurer that is not told exactly. */
  SortedMap<String, Range> ranges() {
    SortedMap<String, Range> ranges = new TreeMap<>();
    for (String insurer : insurers.keySet()) {
      if (!told.get(insurer).isExact()) {
        ranges.put(insurer, new Range(solve(insurer, false), solve(insurer, true)));
      }
    }
    return ranges;
  }

  private double solve(String wanted, boolean most) {
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    Map<String, Expression> sums = new HashMap<>();
    told.forEach(
        (key, range) -> {
          if (!insurers.containsKey(key)) {
            Expression sum = model.newExpression(key);
            sum.lower(range.least());
            if (Double.isFinite(range.most())) {
              sum.upper(range.most());
            }
            sums.put(key, sum);
          }
        });
    insurers.forEach(
        (insurer, row) -> {
          Range range = told.get(insurer);
          Variable variable = model.newVariable(insurer).lower(range.least());
          // More than any figure of these tests.
          variable.upper(Double.isFinite(range.most()) ? range.most() : 1_000_000);
          variable.weight(insurer.equals(wanted) ? 1 : 0);
          for (String sum :
              new String[] {"type " + row.type(), "prefecture " + row.prefecture(), "nation"}) {
            if (sums.containsKey(sum)) {
              sums.get(sum).set(variable, 1);
            }
          }
        });
    Optimisation.Result result = most ? model.maximise() : model.minimise();
    if (!result.getState().isOptimal()) {
      throw new AssertionError(wanted + ": the tables contradict themselves: " + result.getState());
    }
    return result.getValue();
  }
}
