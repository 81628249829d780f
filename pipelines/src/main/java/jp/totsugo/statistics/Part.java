package jp.totsugo.statistics;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.block.Tally;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.InsurerType;
import jp.totsugo.record.Prefecture;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Rule;

/** What is counted of some insurers together. */
final class Part {
  /** Of insurers that nothing tells, instead of a prefecture. */
  static final String UNKNOWN = "unknown";

  private static final String ALL_RECORDS = "all_records";
  private static final String REGISTERED = "registered";

  private final InsurerCounts counts = new InsurerCounts();
  private long insurers;

  /** All types of insurers, also those that none is of. */
  static Map<String, Part> byType(Tally tally) {
    Map<String, Part> parts = new LinkedHashMap<>();
    for (InsurerType type : InsurerType.values()) {
      parts.put(type.name(), new Part());
    }
    tally
        .insurers()
        .forEach((insurer, some) -> parts.get(InsurerType.of(insurer).name()).add(insurer, some));
    return parts;
  }

  /** All prefectures, and what has none behind them. */
  static Map<String, Part> byPrefecture(Tally tally) {
    Map<String, Part> parts = new LinkedHashMap<>();
    for (int prefecture = 1; prefecture <= Prefecture.COUNT; prefecture++) {
      parts.put(Prefecture.code(prefecture), new Part());
    }
    parts.put(UNKNOWN, new Part());
    tally
        .insurers()
        .forEach(
            (insurer, some) -> {
              String prefecture = InsurerTable.prefecture(insurer);
              parts.get(prefecture.isEmpty() ? UNKNOWN : prefecture).add(insurer, some);
            });
    return parts;
  }

  private void add(int insurer, InsurerCounts some) {
    counts.add(some);
    insurers += insurer == InsurerNumber.UNKNOWN ? 0 : 1;
  }

  long insurers() {
    return insurers;
  }

  long allRecords() {
    return counts.records();
  }

  long registered() {
    return counts.registered();
  }

  long findings(Category category) {
    long findings = 0;
    for (Rule rule : Rule.values()) {
      findings += rule.category() == category ? counts.findings(rule) : 0;
    }
    return findings;
  }

  long records(Category category) {
    return counts.categoryRecords(category);
  }

  long denominator(Category category) {
    return RuleTable.isOfAllRecords(category) ? allRecords() : registered();
  }

  static String denominatorIs(Category category) {
    return RuleTable.isOfAllRecords(category) ? ALL_RECORDS : REGISTERED;
  }

  BigDecimal perMillion(Category category) {
    return RuleTable.perMillion(records(category), denominator(category));
  }
}
