package jp.totsugo.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.totsugo.storage.ShownName;

/**
 * What went into two runs that is not the same, as far as it may change what they find.
 *
 * @param values of the manifests
 */
public record RunDifferences(
    List<Value> values,
    FileDifferences uploads,
    FileDifferences register,
    FileDifferences rejected) {
  /** Where a run is, and what changes no finding. */
  private static final Set<String> NOT_TOLD =
      Set.of("uploads", "register", "out", "lang", "runner", "parallelism", "beam");

  private static final int SHOWN_OF_FINGERPRINT = 12;

  /** What a value says. */
  public enum Kind {
    AS_OF,
    VERSION,
    RULE_SET,
    /** An option of the run, which the name says. */
    OPTION
  }

  /**
   * Something that both runs have.
   *
   * @param name of an option; else empty
   * @param a in the first run; empty if it has none
   */
  public record Value(Kind kind, String name, String a, String b) {}

  /**
   * Files by their names, in order.
   *
   * @param onlyA those that only the first run had
   * @param changed those that both had, with other bytes
   */
  public record FileDifferences(List<String> onlyA, List<String> onlyB, List<String> changed) {
    /** Whether the files are the same. */
    public boolean isEmpty() {
      return onlyA.isEmpty() && onlyB.isEmpty() && changed.isEmpty();
    }

    private static FileDifferences of(List<ComparedRun.Input> inA, List<ComparedRun.Input> inB) {
      Map<String, ComparedRun.Input> rest = new TreeMap<>();
      inB.forEach(file -> rest.put(file.path(), file));
      List<String> onlyA = new ArrayList<>();
      List<String> changed = new ArrayList<>();
      for (ComparedRun.Input file : inA) {
        ComparedRun.Input other = rest.remove(file.path());
        if (other == null) {
          onlyA.add(file.path());
        } else if (!other.equals(file)) {
          changed.add(file.path());
        }
      }
      Collections.sort(onlyA);
      Collections.sort(changed);
      return new FileDifferences(onlyA, List.copyOf(rest.keySet()), changed);
    }

    private static FileDifferences ofNames(List<String> inA, List<String> inB) {
      return new FileDifferences(without(inA, inB), without(inB, inA), List.of());
    }

    private static List<String> without(List<String> names, List<String> others) {
      Set<String> rest = new TreeSet<>(names);
      others.forEach(rest::remove);
      return List.copyOf(rest);
    }
  }

  /** What differs between two runs. */
  public static RunDifferences of(ComparedRun a, ComparedRun b) {
    List<Value> values = new ArrayList<>();
    add(values, Kind.AS_OF, "", a.asOf(), b.asOf());
    add(values, Kind.VERSION, "", a.version(), b.version());
    if (!a.ruleSet().equals(b.ruleSet())) {
      add(values, Kind.RULE_SET, "", shortened(a.ruleSet()), shortened(b.ruleSet()));
    }
    Set<String> options = new TreeSet<>();
    a.options().fieldNames().forEachRemaining(options::add);
    b.options().fieldNames().forEachRemaining(options::add);
    options.removeAll(NOT_TOLD);
    for (String option : options) {
      add(values, Kind.OPTION, option, text(a, option), text(b, option));
    }
    return new RunDifferences(
        values,
        FileDifferences.of(a.uploads(), b.uploads()),
        FileDifferences.of(a.register(), b.register()),
        FileDifferences.ofNames(a.rejected(), b.rejected()));
  }

  private static void add(List<Value> values, Kind kind, String name, String a, String b) {
    if (!a.equals(b)) {
      values.add(new Value(kind, name, a, b));
    }
  }

  private static String shortened(String fingerprint) {
    return fingerprint.substring(0, Math.min(SHOWN_OF_FINGERPRINT, fingerprint.length()));
  }

  private static String text(ComparedRun run, String option) {
    JsonNode value = run.options().path(option);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    String text = value.isTextual() ? value.textValue() : value.toString();
    return ShownName.of(option.endsWith("Sha256") ? shortened(text) : text);
  }

  /** Whether the same went into both. */
  public boolean isEmpty() {
    return values.isEmpty() && uploads.isEmpty() && register.isEmpty() && rejected.isEmpty();
  }
}
