package jp.totsugo.comparison;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What two runs found by one rule, at one insurer or in the nation. */
public final class RuleChange {
  /** The severity of an issue in the first run and in the second. */
  public record Severities(String a, String b) implements Comparable<Severities> {
    @Override
    public int compareTo(Severities other) {
      int byA = a.compareTo(other.a);
      return byA != 0 ? byA : b.compareTo(other.b);
    }
  }

  private final String category;
  private final String rule;
  private final SortedMap<Severities, Long> otherSeverity = new TreeMap<>();
  private String severityA = "";
  private String severityB = "";
  private long findingsA;
  private long findingsB;
  private long onlyA;
  private long onlyB;
  private long both;
  private long changed;
  private long otherCause;

  RuleChange(String category, String rule) {
    this.category = category;
    this.rule = rule;
  }

  void countA(String severity, long findings) {
    severityA = severity;
    findingsA += findings;
  }

  void countB(String severity, long findings) {
    severityB = severity;
    findingsB += findings;
  }

  void addOnlyA() {
    onlyA++;
  }

  void addOnlyB() {
    onlyB++;
  }

  void addBoth(Traits.Trait a, Traits.Trait b) {
    both++;
    boolean sameSeverity = a.severity().equals(b.severity());
    boolean sameCause = a.cause().equals(b.cause());
    if (!sameSeverity) {
      otherSeverity.merge(new Severities(a.severity(), b.severity()), 1L, Long::sum);
    }
    otherCause += sameCause ? 0 : 1;
    changed += sameSeverity && sameCause ? 0 : 1;
  }

  void add(RuleChange other) {
    severityA = severityA.isEmpty() ? other.severityA : severityA;
    severityB = severityB.isEmpty() ? other.severityB : severityB;
    findingsA += other.findingsA;
    findingsB += other.findingsB;
    onlyA += other.onlyA;
    onlyB += other.onlyB;
    both += other.both;
    changed += other.changed;
    otherCause += other.otherCause;
    other.otherSeverity.forEach((key, count) -> otherSeverity.merge(key, count, Long::sum));
  }

  public String category() {
    return category;
  }

  /** The name of the rule; not all versions of the program know the same. */
  public String rule() {
    return rule;
  }

  /** As the statistics of the first run have it; empty if the rule does not stand there. */
  public String severityA() {
    return severityA;
  }

  /** As the statistics of the second run have it; empty if the rule does not stand there. */
  public String severityB() {
    return severityB;
  }

  /** What the statistics of the first run count. */
  public long findingsA() {
    return findingsA;
  }

  /** What the statistics of the second run count. */
  public long findingsB() {
    return findingsB;
  }

  /** Issues that only the first run has. */
  public long onlyA() {
    return onlyA;
  }

  /** Issues that only the second run has. */
  public long onlyB() {
    return onlyB;
  }

  /** Issues that both have. */
  public long both() {
    return both;
  }

  /** Those of both that have another severity or cause. */
  public long changed() {
    return changed;
  }

  /** Those of both that have another severity, by the two. */
  public SortedMap<Severities, Long> otherSeverity() {
    return Collections.unmodifiableSortedMap(otherSeverity);
  }

  /** Those of both that have another cause. */
  public long otherCause() {
    return otherCause;
  }

  /** How many issues are not the same in both. */
  public long differences() {
    return onlyA + onlyB + changed;
  }
}
