package jp.totsugo.page;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import jp.totsugo.page.Insurers.Insurer;
import jp.totsugo.page.result.Counts;
import jp.totsugo.page.result.RunCounts;

/**
 * Insurers of one type, or of one prefecture, together.
 *
 * @param key type, or two digits; empty of records whose insurer is not known
 * @param insurers with records
 */
public record Group(String key, int insurers, Counts counts) {
  /** The groups of a run by their keys. */
  static SortedMap<String, Group> of(
      RunCounts run, Insurers insurers, Function<Insurer, String> key) {
    SortedMap<String, Group> groups = new TreeMap<>();
    for (Map.Entry<String, Counts> entry : run.insurers().entrySet()) {
      if (entry.getValue().records() > 0) {
        String name = key.apply(insurers.of(entry.getKey()));
        groups.merge(name, new Group(name, 1, entry.getValue()), Group::plus);
      }
    }
    return groups;
  }

  private Group plus(Group other) {
    return new Group(key, insurers + other.insurers, counts.plus(other.counts));
  }
}
