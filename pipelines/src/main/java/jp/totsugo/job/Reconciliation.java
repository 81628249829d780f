package jp.totsugo.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.totsugo.block.FileCounts;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.block.Tally;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.Severity;
import jp.totsugo.rule.State;
import jp.totsugo.upload.UploadFile;
import jp.totsugo.upload.UploadPlan;

/**
 * The proof that nothing was lost: every line is accounted for, and every finding reached its queue
 * and the statistics.
 */
final class Reconciliation {
  private final UploadPlan plan;
  private final Tally tally;
  private final RuleSettings settings;
  private final List<String> differences = new ArrayList<>();
  private final Map<String, Object> json = new LinkedHashMap<>();

  Reconciliation(UploadPlan plan, Tally tally, RuleSettings settings) {
    this.plan = plan;
    this.tally = tally;
    this.settings = settings;
    json.put("files", files());
    json.put("total", total());
    json.put("findings", findings());
    json.put("balanced", isBalanced());
  }

  boolean isBalanced() {
    return differences.isEmpty();
  }

  /** What does not add up, one sentence each. */
  List<String> differences() {
    return differences;
  }

  /** As {@code reconciliation.json} has it. */
  Map<String, Object> toJson() {
    return json;
  }

  private List<Object> files() {
    List<Object> files = new ArrayList<>();
    for (UploadFile file : plan.files()) {
      FileCounts counts = tally.file(file.index());
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("file", file.name());
      entry.putAll(figures(file.name(), counts));
      files.add(entry);
    }
    return files;
  }

  private Map<String, Object> figures(String name, FileCounts counts) {
    long accounted = counts.header() + counts.blank() + counts.records() + counts.unreadable();
    expect(name + ": lines", counts.lines(), accounted);
    expect(name + ": headers", 1, counts.header());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("lines", counts.lines());
    figures.put("header", counts.header());
    figures.put("blank", counts.blank());
    figures.put("records", counts.records());
    figures.put("unreadable", counts.unreadable());
    Map<String, Long> states = new LinkedHashMap<>();
    for (State state : State.values()) {
      states.put(state.name(), counts.state(state));
    }
    figures.put("states", states);
    expect(
        name + ": states",
        counts.records(),
        states.values().stream().mapToLong(Long::longValue).sum());
    figures.put("balanced", counts.lines() == accounted);
    return figures;
  }

  private Map<String, Object> total() {
    Map<String, Object> total = new LinkedHashMap<>();
    List<FileCounts> files = List.copyOf(tally.files().values());
    total.put("files", files.size());
    total.put("lines", files.stream().mapToLong(FileCounts::lines).sum());
    total.put("header", files.stream().mapToLong(FileCounts::header).sum());
    total.put("blank", files.stream().mapToLong(FileCounts::blank).sum());
    long records = files.stream().mapToLong(FileCounts::records).sum();
    long unreadable = files.stream().mapToLong(FileCounts::unreadable).sum();
    total.put("records", records);
    total.put("unreadable", unreadable);
    Map<String, Long> states = new LinkedHashMap<>();
    for (State state : State.values()) {
      long inFiles = files.stream().mapToLong(file -> file.state(state)).sum();
      states.put(state.name(), inFiles);
      expect(
          "records in state " + state,
          inFiles,
          tally.insurers().values().stream().mapToLong(c -> c.state(state)).sum());
    }
    total.put("states", states);
    expect(
        "records of insurers",
        records,
        tally.insurers().values().stream().mapToLong(InsurerCounts::records).sum());
    expect(
        "unreadable lines of insurers",
        unreadable,
        tally.insurers().values().stream().mapToLong(InsurerCounts::unreadable).sum());
    return total;
  }

  private Map<String, Object> findings() {
    Map<String, Object> findings = new LinkedHashMap<>();
    for (Rule rule : Rule.values()) {
      if (settings.isOn(rule)) {
        long detected = tally.detected(rule);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("detected", detected);
        figures.put("queued", tally.queued(rule));
        figures.put("counted", tally.counted(rule));
        findings.put(rule.name(), figures);
        boolean isQueued = settings.severity(rule) != Severity.NOTICE;
        expect(rule + ": findings in queues", isQueued ? detected : 0, tally.queued(rule));
        expect(rule + ": findings in statistics", detected, tally.counted(rule));
      }
    }
    return findings;
  }

  private void expect(String what, long expected, long found) {
    if (expected != found) {
      differences.add(what + ": " + found + " instead of " + expected);
    }
  }
}
