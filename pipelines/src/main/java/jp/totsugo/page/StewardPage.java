package jp.totsugo.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.totsugo.comparison.ComparedRun.UnusableException;
import jp.totsugo.page.result.IssueAnswers;
import jp.totsugo.page.result.RunResults;
import jp.totsugo.schema.InsurerCoverage;
import jp.totsugo.table.CsvRows;

/**
 * What the steward's page shows: the proof that nothing was lost, to be printed and signed, and all
 * that stands in the way of a whole month. Numbers are those of {@code run.json} and {@code
 * reconciliation.json}.
 */
public final class StewardPage {
  /** Of each list; the rest stands in the table that is named beside it. */
  public static final int MOST = 500;

  /** Of files, so that the page stays small enough to be opened. */
  public static final int MOST_FILES = 3_000;

  /** Of plain files on paper; the seal of the manifest stands for a longer list. */
  public static final int MOST_PRINTED = 200;

  /** A file that was read, as the manifest and the reconciliation have it. */
  public record FileRow(JsonNode input, JsonNode lines) {
    public String path() {
      return lines.path("file").asText();
    }

    public long of(String count) {
      return lines.path(count).asLong();
    }

    public boolean isCutOff() {
      return input.path("cutOff").asBoolean();
    }

    public boolean isBalanced() {
      return lines.path("balanced").asBoolean()
          && of("lines") == of("header") + of("blank") + of("records") + of("unreadable");
    }

    /** Whether there is nothing to be said of it. */
    public boolean isPlain() {
      return !isCutOff() && isBalanced() && of("unreadable") == 0 && of("records") > 0;
    }
  }

  /** A rule that did not run, or in part only, in so many files. */
  public record NotApplied(String rule, long files, String columns) {}

  /** Something refused, and how often. */
  public record Cause(String file, String cause, long count) {}

  private final RunResults results;
  private final List<FileRow> files = new ArrayList<>();
  private final List<Cause> unreadable;
  private final List<Cause> refused;
  private final IssueAnswers answers;

  StewardPage(RunResults results, IssueAnswers answers) throws UnusableException, IOException {
    this.results = results;
    this.answers = answers;
    Map<String, JsonNode> inputs = new LinkedHashMap<>();
    manifest().path("inputs").forEach(input -> inputs.put(input.path("path").asText(), input));
    JsonNode none = MissingNode.getInstance();
    reconciliation()
        .path("files")
        .forEach(
            lines ->
                files.add(
                    new FileRow(inputs.getOrDefault(lines.path("file").asText(), none), lines)));
    unreadable = causes("unreadable.csv");
    refused = causes("answers_refused.csv");
  }

  private List<Cause> causes(String path) throws UnusableException, IOException {
    SortedMap<String, Cause> causes = new TreeMap<>();
    if (results.has(path)) {
      try {
        CsvRows.forEach(
            results.file(path),
            row -> {
              Cause one = new Cause(row.apply("file"), row.apply("cause"), 1);
              causes.merge(
                  one.file() + "\n" + one.cause(),
                  one,
                  (a, b) -> new Cause(a.file(), a.cause(), a.count() + b.count()));
            });
      } catch (NoSuchElementException e) {
        throw new IOException(path + " lacks a column", e);
      }
    }
    return List.copyOf(causes.values());
  }

  public String asOf() {
    return results.asOf();
  }

  public String runId() {
    return results.runId();
  }

  /** {@code run.json}. */
  public JsonNode manifest() {
    return results.manifest();
  }

  /** {@code reconciliation.json}. */
  public JsonNode reconciliation() {
    return results.reconciliation();
  }

  /** The lines of all files together. */
  public long total(String count) {
    return reconciliation().path("total").path(count).asLong();
  }

  /** Bytes of all files that were read. */
  public long bytes() {
    long bytes = 0;
    for (JsonNode input : manifest().path("inputs")) {
      bytes += input.path("bytes").asLong();
    }
    return bytes;
  }

  /** Lines that are accounted for, and whether these are all. */
  public boolean areLinesBalanced() {
    return total("lines")
            == total("header") + total("blank") + total("records") + total("unreadable")
        && files.stream().allMatch(FileRow::isBalanced);
  }

  public SortedMap<String, Long> states() {
    SortedMap<String, Long> states = new TreeMap<>();
    reconciliation()
        .path("total")
        .path("states")
        .fields()
        .forEachRemaining(state -> states.put(state.getKey(), state.getValue().asLong()));
    return states;
  }

  /** Whether the states add up to the records. */
  public boolean areStatesBalanced() {
    return states().values().stream().mapToLong(Long::longValue).sum() == total("records");
  }

  /** By rule: detected, queued, cleared, counted. */
  public List<Map.Entry<String, JsonNode>> findings() {
    return entries(reconciliation().path("findings"));
  }

  /** By rule: what became of issues. */
  public List<Map.Entry<String, JsonNode>> issues() {
    return entries(reconciliation().path("issues"));
  }

  /** A count of all rules together. */
  public static long sum(List<Map.Entry<String, JsonNode>> rows, String count) {
    return rows.stream().mapToLong(row -> row.getValue().path(count).asLong()).sum();
  }

  /** Found = new + open + reopened + cleared. */
  public static boolean isFoundBalanced(JsonNode row) {
    return row.path("found").asLong()
        == row.path("new").asLong()
            + row.path("open").asLong()
            + row.path("reopened").asLong()
            + row.path("cleared").asLong();
  }

  /** Not closed before = open + cleared + unobserved + closed now. */
  public static boolean isBeforeBalanced(JsonNode row) {
    return row.path("notClosedBefore").asLong()
        == row.path("open").asLong()
            + row.path("cleared").asLong()
            + row.path("unobserved").asLong()
            + row.path("closed").asLong();
  }

  /** Detected = counted = queued + cleared; notices are in no queue at all. */
  public static boolean isCountedThrice(JsonNode row) {
    long detected = row.path("detected").asLong();
    long inQueues = row.path("queued").asLong() + row.path("cleared").asLong();
    return detected == row.path("counted").asLong() && (inQueues == detected || inQueues == 0);
  }

  /** What was handed over from step to step: two numbers that must agree. */
  public List<Map.Entry<String, JsonNode>> handovers() {
    return entries(manifest().path("handovers"));
  }

  /** The programs that took part. */
  public List<Map.Entry<String, JsonNode>> versions() {
    return entries(manifest().path("versions"));
  }

  private static List<Map.Entry<String, JsonNode>> entries(JsonNode node) {
    List<Map.Entry<String, JsonNode>> entries = new ArrayList<>();
    node.fields().forEachRemaining(entries::add);
    return entries;
  }

  public boolean isBalanced() {
    return reconciliation().path("balanced").asBoolean();
  }

  public List<FileRow> files() {
    return files;
  }

  /** Files of which something is to be said, all of them. */
  public List<FileRow> notPlain() {
    return files.stream().filter(file -> !file.isPlain()).toList();
  }

  /** How many of the plain ones are listed, so that all lists together are not too long. */
  public int listedPlain() {
    return Math.max(0, Math.min(plain().size(), MOST_FILES - notPlain().size()));
  }

  /** The others. */
  public List<FileRow> plain() {
    return files.stream().filter(FileRow::isPlain).toList();
  }

  public List<JsonNode> rejected() {
    return list(manifest().path("rejected"));
  }

  public List<JsonNode> skipped() {
    return list(manifest().path("skipped"));
  }

  private static List<JsonNode> list(JsonNode node) {
    List<JsonNode> list = new ArrayList<>();
    node.forEach(list::add);
    return list;
  }

  /** Lines that could not be read, by file and cause. */
  public List<Cause> unreadable() {
    return unreadable;
  }

  /** Answers that were refused, by file and cause. */
  public List<Cause> refused() {
    return refused;
  }

  /** Errors that insurers hold to be right, by rule. */
  public SortedMap<String, Long> disputes() {
    return answers.disputes();
  }

  /** Insurers that were to send and did not, or sent and were not to, or not all. */
  public List<InsurerCoverage> noted() {
    return results.coverage().stream().filter(row -> !row.getNote().isEmpty()).toList();
  }

  public long expected() {
    return results.coverage().stream()
        .filter(row -> Boolean.TRUE.equals(row.getExpected()))
        .count();
  }

  public long expectedAndSent() {
    return results.coverage().stream()
        .filter(row -> Boolean.TRUE.equals(row.getExpected()) && row.getFiles() > 0)
        .count();
  }

  /** Rules that could not run, or in part only, because files lack columns. */
  public List<NotApplied> notApplied() {
    SortedMap<String, NotApplied> rules = new TreeMap<>();
    for (JsonNode input : manifest().path("inputs")) {
      input.path("rulesNotApplied").forEach(rule -> add(rules, rule.asText(), ""));
      input
          .path("rulesAppliedInPart")
          .fields()
          .forEachRemaining(
              rule -> {
                List<String> columns = new ArrayList<>();
                rule.getValue().forEach(column -> columns.add(column.asText()));
                add(rules, rule.getKey(), String.join(" ", columns));
              });
    }
    return List.copyOf(rules.values());
  }

  private static void add(Map<String, NotApplied> rules, String rule, String columns) {
    rules.merge(
        rule + "\n" + columns,
        new NotApplied(rule, 1, columns),
        (a, b) -> new NotApplied(a.rule(), a.files() + b.files(), a.columns()));
  }
}
