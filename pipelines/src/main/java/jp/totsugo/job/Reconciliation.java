package jp.totsugo.job;

import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import jp.totsugo.block.FileCounts;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.block.Ledger;
import jp.totsugo.block.Ledger.Account;
import jp.totsugo.block.SliceCounts;
import jp.totsugo.block.Tally;
import jp.totsugo.block.Tally.Funnel;
import jp.totsugo.block.Tally.Step;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.Severity;
import jp.totsugo.rule.State;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.UploadPlan;

/**
 * The proof that nothing was lost and nothing counted twice: every slice of the plan was counted
 * once, every line is accounted for, whatever one worker gave another took, and every finding
 * reached its queue and the statistics.
 */
final class Reconciliation {
  private final UploadPlan plan;
  private final Tally tally;
  private final RuleSettings settings;
  private final SliceCounts slices;
  private final List<String> differences = new ArrayList<>();
  private final Map<String, Object> json = new LinkedHashMap<>();

  Reconciliation(UploadPlan plan, Tally tally, RuleSettings settings) {
    this.plan = plan;
    this.tally = tally;
    this.settings = settings;
    slices = new SliceCounts(plan).add(tally);
    // Made when they are written: there may be a million.
    plan.files().forEach(this::expectFile);
    json.put("files", Lists.transform(plan.files(), this::fileJson));
    json.put("total", total());
    json.put("findings", findings());
    if (settings.hasRegister()) {
      json.put("register", register());
    }
    differences.addAll(slices.differences());
    expectHandovers();
    json.put("balanced", isBalanced());
  }

  /** What checking made was matched, and what one worker gave another took, each once. */
  private void expectHandovers() {
    expect("entries of keys", tally.step(Step.KEYS_MADE), tally.step(Step.KEYS_MATCHED));
    for (Account account : Account.values()) {
      Ledger.Entry given = given(account);
      Ledger.Entry taken = tally.ledger().taken(account);
      String what = account.name().toLowerCase(Locale.ROOT) + " handed over between workers";
      expect(what, given.count(), taken.count());
      if (given.count() == taken.count() && !given.isSameAs(taken)) {
        differences.add(what + ": as many as were given, but others");
      }
    }
  }

  /** Each slice of the register is searched for all candidates. */
  private Ledger.Entry given(Account account) {
    if (account != Account.SEARCHES) {
      return tally.ledger().given(account);
    }
    Ledger.Entry searches = new Ledger.Entry();
    if (settings.hasRegister()) {
      for (UploadFile file : plan.registerFiles()) {
        for (int slice = 0; slice < plan.sliceCount(file); slice++) {
          searches.add(file.index(), slice);
          searches.add(tally.ledger().given(Account.CANDIDATES));
        }
      }
    }
    return searches;
  }

  /**
   * How the run came by its counts, as {@code run.json} has it: it depends on how the work was
   * divided.
   */
  Map<String, Object> handoversJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("slices", handover("planned", slices.planned(), "counted", slices.counted()));
    json.put(
        "keyEntries",
        handover("made", tally.step(Step.KEYS_MADE), "matched", tally.step(Step.KEYS_MATCHED)));
    for (Account account : Account.values()) {
      long given = given(account).count();
      if (given > 0) {
        json.put(
            account.name().toLowerCase(Locale.ROOT),
            handover("given", given, "taken", tally.ledger().taken(account).count()));
      }
    }
    return json;
  }

  private static Map<String, Object> handover(String from, long given, String to, long taken) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(from, given);
    json.put(to, taken);
    return json;
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

  private void expectFile(UploadFile file) {
    FileCounts counts = tally.file(file.index());
    expectLines(file.name(), file, counts);
    expect(
        file.name() + ": states",
        counts.records(),
        Stream.of(State.values()).mapToLong(counts::state).sum());
  }

  private Map<String, Object> fileJson(UploadFile file) {
    FileCounts counts = tally.file(file.index());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file.name());
    json.putAll(lines(counts));
    Map<String, Long> states = new LinkedHashMap<>();
    for (State state : State.values()) {
      states.put(state.name(), counts.state(state));
    }
    json.put("states", states);
    json.put("balanced", counts.lines() == accounted(counts));
    return json;
  }

  /** The register's files, and that every record which was compared came to one end. */
  private Map<String, Object> register() {
    List<Object> files = new ArrayList<>();
    for (UploadFile file : plan.registerFiles()) {
      FileCounts counts = tally.registerFile(file.index());
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("file", file.name());
      expectLines("register " + file.name(), file, counts);
      entry.putAll(lines(counts));
      entry.put("balanced", counts.lines() == accounted(counts));
      files.add(entry);
    }
    long compared = tally.funnel(Funnel.COMPARED);
    long ended =
        Stream.of(Funnel.EQUAL, Funnel.EXPLAINED, Funnel.TO_REVIEW, Funnel.WRONG)
            .mapToLong(tally::funnel)
            .sum();
    expect("records compared with the register", compared, ended);
    Map<String, Object> register = new LinkedHashMap<>();
    register.put("files", files);
    register.put("compared", compared);
    register.put("ended", ended);
    register.put("balanced", compared == ended);
    return register;
  }

  private static long accounted(FileCounts counts) {
    return counts.header() + counts.blank() + counts.records() + counts.unreadable();
  }

  private void expectLines(String name, UploadFile file, FileCounts counts) {
    expect(name + ": lines", counts.lines(), accounted(counts));
    expect(name + ": headers", file.form().headerLines(), counts.header());
  }

  private static Map<String, Object> lines(FileCounts counts) {
    Map<String, Object> lines = new LinkedHashMap<>();
    lines.put("lines", counts.lines());
    lines.put("header", counts.header());
    lines.put("blank", counts.blank());
    lines.put("records", counts.records());
    lines.put("unreadable", counts.unreadable());
    return lines;
  }

  private Map<String, Object> total() {
    Map<String, Object> total = new LinkedHashMap<>();
    Collection<FileCounts> files = tally.files().values();
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
