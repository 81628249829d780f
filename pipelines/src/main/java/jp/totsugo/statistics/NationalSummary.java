package jp.totsugo.statistics;

import static com.google.common.base.CaseFormat.LOWER_CAMEL;
import static com.google.common.base.CaseFormat.UPPER_UNDERSCORE;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.block.Tally;
import jp.totsugo.block.Tally.Funnel;
import jp.totsugo.block.Tally.Step;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.InsurerType;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.State;

/**
 * The figures of the whole nation, by type of insurer and by prefecture: what the ministry
 * publishes.
 */
public final class NationalSummary {
  private final Tally tally;
  private final InsurerCounts all = new InsurerCounts();

  public NationalSummary(Tally tally) {
    this.tally = tally;
    tally.insurers().values().forEach(all::add);
  }

  /** The sum over all insurers. */
  public InsurerCounts total() {
    return all;
  }

  /** The whole of {@code national.json}. */
  private record National(
      String asOf,
      long insurers,
      int files,
      long records,
      long registered,
      long unreadable,
      Map<String, Long> states,
      Map<String, Figures> categories,
      @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, Long> register,
      Map<String, Map<String, Figures>> byType,
      Map<String, Map<String, Figures>> byPrefecture) {}

  /**
   * Of one category.
   *
   * @param perMillionRegistered null where nobody is registered
   * @param blackCircleRecords of malformed numbers only
   */
  private record Figures(
      long findings,
      long records,
      BigDecimal perMillionRegistered,
      @JsonInclude(JsonInclude.Include.NON_NULL) Long blackCircleRecords) {}

  /** As {@code national.json} has it; with a register also how the records fared against it. */
  Object toJson(String asOf, boolean hasRegister) {
    Map<InsurerType, InsurerCounts> byType = new TreeMap<>();
    Map<String, InsurerCounts> byPrefecture = new TreeMap<>();
    tally
        .insurers()
        .forEach(
            (insurer, counts) -> {
              byType.computeIfAbsent(InsurerType.of(insurer), k -> new InsurerCounts()).add(counts);
              String prefecture = InsurerTable.prefecture(insurer);
              byPrefecture
                  .computeIfAbsent(
                      prefecture.isEmpty() ? "unknown" : prefecture, k -> new InsurerCounts())
                  .add(counts);
            });
    return new National(
        asOf,
        tally.insurers().keySet().stream().filter(i -> i != InsurerNumber.UNKNOWN).count(),
        tally.files().size(),
        all.records(),
        all.registered(),
        all.unreadable(),
        states(all),
        categories(all),
        hasRegister ? register() : null,
        categoriesOfEach(byType),
        categoriesOfEach(byPrefecture));
  }

  private Map<String, Long> register() {
    Map<String, Long> register = new LinkedHashMap<>();
    for (Funnel step : Funnel.values()) {
      register.put(UPPER_UNDERSCORE.to(LOWER_CAMEL, step.name()), tally.funnel(step));
    }
    register.put("namesakesSeen", tally.step(Step.NAMESAKES_SEEN));
    register.put("namesakesUntold", tally.step(Step.NAMESAKES_UNTOLD));
    return register;
  }

  private static Map<String, Long> states(InsurerCounts counts) {
    Map<String, Long> states = new LinkedHashMap<>();
    for (State state : State.values()) {
      states.put(state.name(), counts.state(state));
    }
    return states;
  }

  private static <K> Map<String, Map<String, Figures>> categoriesOfEach(
      Map<K, InsurerCounts> parts) {
    Map<String, Map<String, Figures>> json = new LinkedHashMap<>();
    parts.forEach((key, counts) -> json.put(key.toString(), categories(counts)));
    return json;
  }

  private static Map<String, Figures> categories(InsurerCounts counts) {
    Map<String, Figures> json = new LinkedHashMap<>();
    for (Category category : Category.values()) {
      json.put(
          category.name(),
          new Figures(
              findings(category, counts),
              counts.categoryRecords(category),
              perMillionRegistered(counts.categoryRecords(category), counts),
              category == Category.MALFORMED_NUMBER ? counts.blackCircleRecords() : null));
    }
    return json;
  }

  /** Records of a category for a million registered ones; null where nobody is registered. */
  private static BigDecimal perMillionRegistered(long records, InsurerCounts counts) {
    return RuleTable.perMillion(records, counts.registered());
  }

  private static long findings(Category category, InsurerCounts counts) {
    long findings = 0;
    for (Rule rule : Rule.values()) {
      findings += rule.category() == category ? counts.findings(rule) : 0;
    }
    return findings;
  }
}
