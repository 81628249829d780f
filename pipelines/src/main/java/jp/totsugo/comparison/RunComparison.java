package jp.totsugo.comparison;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.totsugo.rule.Rule;

/** The issues of two runs, compared insurer by insurer. The runs need have nothing in common. */
public final class RunComparison {
  private static final Comparator<String> ORDER_OF_RULES =
      Comparator.comparingInt(RunComparison::place).thenComparing(Comparator.naturalOrder());

  /** So much of the heap rows may take. */
  private static final int PART_OF_HEAP = 2;

  private static final int BYTES_OF_A_ROW = 2 * Long.BYTES;

  /** Takes every issue, by insurer and id. */
  interface IssueVisitor {
    /**
     * @param a what it is in the first run; a number of {@link Traits}, or -1 if it is not there
     */
    void accept(String insurer, String id, int a, int b) throws IOException;
  }

  /** An insurer of either run. */
  public record Insurer(String number, List<RuleChange> rules) {
    /** How many issues are not the same in both. */
    public long differences() {
      return rules.stream().mapToLong(RuleChange::differences).sum();
    }
  }

  private final SortedMap<String, SortedMap<String, RuleChange>> byInsurer = new TreeMap<>();
  private final Traits traits = new Traits();
  private final ComparedRun a;
  private final ComparedRun b;
  private final long mostRows;

  /**
   * @param mostRows of both runs in memory at once
   */
  RunComparison(ComparedRun a, ComparedRun b, long mostRows) {
    this.a = a;
    this.b = b;
    this.mostRows = mostRows;
  }

  /** A comparison that uses half of the heap, and is still to be made. */
  public static RunComparison of(ComparedRun a, ComparedRun b) {
    return new RunComparison(
        a, b, Runtime.getRuntime().maxMemory() / PART_OF_HEAP / BYTES_OF_A_ROW);
  }

  private static int place(String rule) {
    for (Rule known : Rule.values()) {
      if (known.name().equals(rule)) {
        return known.ordinal();
      }
    }
    return Integer.MAX_VALUE;
  }

  /** Compares them. */
  public void make() throws ComparedRun.UnusableException, IOException {
    make((insurer, id, traitA, traitB) -> {});
  }

  void make(IssueVisitor visitor) throws ComparedRun.UnusableException, IOException {
    a.forEachCount(
        (insurer, category, rule, severity, findings) ->
            change(insurer, category, rule).countA(severity, findings));
    b.forEachCount(
        (insurer, category, rule, severity, findings) ->
            change(insurer, category, rule).countB(severity, findings));
    RunIssues inA = new RunIssues(a, traits);
    RunIssues inB = new RunIssues(b, traits);
    SortedSet<String> insurers = new TreeSet<>(inA.insurers());
    insurers.addAll(inB.insurers());
    IssueRows rowsOfA = new IssueRows();
    IssueRows rowsOfB = new IssueRows();
    for (String insurer : insurers) {
      inA.check(insurer);
      inB.check(insurer);
      int parts = parts(insurer);
      for (int part = 0; part < parts; part++) {
        inA.read(insurer, part, parts, rowsOfA);
        inB.read(insurer, part, parts, rowsOfB);
        rowsOfA.sort();
        rowsOfB.sort();
        merge(insurer, rowsOfA, rowsOfB, visitor);
      }
    }
  }

  /** In so many parts the rows of an insurer fit, by what the statistics say of it. */
  private int parts(String insurer) {
    SortedMap<String, RuleChange> rules = byInsurer.getOrDefault(insurer, new TreeMap<>());
    long rowsOfA = rules.values().stream().mapToLong(RuleChange::findingsA).sum();
    long rowsOfB = rules.values().stream().mapToLong(RuleChange::findingsB).sum();
    return (int) ((rowsOfA + rowsOfB) / mostRows) + 1;
  }

  private void merge(String insurer, IssueRows rowsOfA, IssueRows rowsOfB, IssueVisitor visitor)
      throws IOException {
    int i = 0;
    int j = 0;
    while (i < rowsOfA.count() || j < rowsOfB.count()) {
      int order =
          j == rowsOfB.count() ? -1 : i == rowsOfA.count() ? 1 : rowsOfA.compareId(i, rowsOfB, j);
      int traitA = order <= 0 ? rowsOfA.trait(i) : -1;
      int traitB = order >= 0 ? rowsOfB.trait(j) : -1;
      count(insurer, traitA, traitB);
      visitor.accept(
          insurer,
          order <= 0
              ? PackedId.text(rowsOfA.high(i), rowsOfA.low(i))
              : PackedId.text(rowsOfB.high(j), rowsOfB.low(j)),
          traitA,
          traitB);
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
  }

  private void count(String insurer, int traitA, int traitB) {
    Traits.Trait trait = traits.get(traitA < 0 ? traitB : traitA);
    RuleChange change = change(insurer, trait.category(), trait.rule());
    if (traitB < 0) {
      change.addOnlyA();
    } else if (traitA < 0) {
      change.addOnlyB();
    } else {
      change.addBoth(trait, traits.get(traitB));
    }
  }

  private RuleChange change(String insurer, String category, String rule) {
    return byInsurer
        .computeIfAbsent(insurer, number -> new TreeMap<>(ORDER_OF_RULES))
        .computeIfAbsent(rule, name -> new RuleChange(category, name));
  }

  Traits traits() {
    return traits;
  }

  /** All insurers of both runs by number, with their rules in the order of the catalogue. */
  public List<Insurer> insurers() {
    return byInsurer.entrySet().stream()
        .map(entry -> new Insurer(entry.getKey(), List.copyOf(entry.getValue().values())))
        .toList();
  }

  /** The rules of either run, summed over the insurers, in the order of the catalogue. */
  public Collection<RuleChange> nation() {
    SortedMap<String, RuleChange> sums = new TreeMap<>(ORDER_OF_RULES);
    for (SortedMap<String, RuleChange> rules : byInsurer.values()) {
      for (RuleChange rule : rules.values()) {
        sums.computeIfAbsent(rule.rule(), name -> new RuleChange(rule.category(), name)).add(rule);
      }
    }
    return Collections.unmodifiableCollection(sums.values());
  }
}
