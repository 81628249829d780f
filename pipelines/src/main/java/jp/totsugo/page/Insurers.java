package jp.totsugo.page;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.totsugo.page.result.RunResults;
import jp.totsugo.schema.InsurerCoverage;
import jp.totsugo.schema.InsurerStatistics;

/** The insurers of a run: what they are called, of which type they are, and where. */
public final class Insurers {
  /** Of records whose insurer is not known. */
  public static final String UNKNOWN = "unknown";

  /**
   * One insurer.
   *
   * @param name from the list of those expected; may be empty
   * @param type as {@code insurers.csv} has it; empty of one that sent nothing
   * @param prefecture two digits, or empty
   */
  public record Insurer(String number, String name, String type, String prefecture) {
    /** Where its page is, without the ending. */
    public String page() {
      return "insurers/" + number;
    }
  }

  private final SortedMap<String, Insurer> insurers = new TreeMap<>();

  Insurers(RunResults results) {
    Map<String, String> names = new HashMap<>();
    for (InsurerCoverage row : results.coverage()) {
      names.put(row.getInsurer(), row.getName());
      insurers.put(row.getInsurer(), new Insurer(row.getInsurer(), row.getName(), "", ""));
    }
    for (InsurerStatistics row : results.insurers()) {
      insurers.put(
          row.getInsurer(),
          new Insurer(
              row.getInsurer(),
              names.getOrDefault(row.getInsurer(), ""),
              row.getInsurerType(),
              row.getPrefecture()));
    }
  }

  /** All that sent something or were to, by number. */
  public SortedMap<String, Insurer> all() {
    return insurers;
  }

  public Insurer of(String number) {
    return insurers.getOrDefault(number, new Insurer(number, "", "", ""));
  }
}
