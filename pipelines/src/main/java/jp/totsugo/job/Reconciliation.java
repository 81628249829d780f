package jp.totsugo.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jp.totsugo.block.FileCounts;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.block.Ledger;
import jp.totsugo.block.Ledger.Account;
import jp.totsugo.block.LifeCounts;
import jp.totsugo.block.SliceCounts;
import jp.totsugo.block.Status;
import jp.totsugo.block.Tally;
import jp.totsugo.block.Tally.Funnel;
import jp.totsugo.block.Tally.Step;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.Severity;
import jp.totsugo.rule.State;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.words.Saying;

/**
 * The proof that nothing was lost and nothing counted twice: every slice of the plan was counted
 * once, every line is accounted for, whatever one worker gave another took, and every finding
 * reached its queue and the statistics.
 */
final class Reconciliation {
  private final UploadPlan plan;
  private final Tally tally;
  private final TakenQueues queues;
  private final RuleSettings settings;
  private final SliceCounts slices;
  private final LifeCounts lives = new LifeCounts();
  private final List<Saying> differences = new ArrayList<>();
  private final Report json;

  /** The whole of {@code reconciliation.json}. */
  record Report(
      List<FileReport> files,
      Total total,
      Map<Rule, Figures> findings,
      Map<String, Issues> issues,
      @JsonInclude(JsonInclude.Include.NON_NULL) Register register,
      @JsonInclude(JsonInclude.Include.NON_NULL) Earlier earlier,
      boolean balanced) {}

  /** The lines of a file, or of all. */
  record Lines(long lines, long header, long blank, long records, long unreadable) {
    static Lines of(FileCounts counts) {
      return new Lines(
          counts.lines(), counts.header(), counts.blank(), counts.records(), counts.unreadable());
    }

    Lines plus(Lines others) {
      return new Lines(
          lines + others.lines,
          header + others.header,
          blank + others.blank,
          records + others.records,
          unreadable + others.unreadable);
    }

    long accounted() {
      return header + blank + records + unreadable;
    }
  }

  /**
   * One file.
   *
   * @param states of its records; the register's have none
   */
  record FileReport(
      String file,
      @JsonUnwrapped Lines lines,
      @JsonInclude(JsonInclude.Include.NON_NULL) Map<State, Long> states,
      boolean balanced) {}

  record Total(int files, @JsonUnwrapped Lines lines, Map<State, Long> states) {}

  /**
   * Findings of a rule.
   *
   * @param cleared those of records that are right by an accepted answer: no queue has them
   */
  record Figures(long detected, long queued, long cleared, long counted) {}

  /**
   * Issues of a rule: what was found has begun or goes on, and what was open goes on or has ended.
   *
   * @param notClosedBefore in the run before
   * @param closed in this run
   */
  record Issues(
      long found,
      @JsonProperty("new") long begun,
      long open,
      long reopened,
      long cleared,
      long notClosedBefore,
      long unobserved,
      long closed) {}

  /**
   * The uploads of the run before.
   *
   * @param persons that have a valid number in these and now
   * @param changed those of them that have one now which they did not have
   */
  record Earlier(List<FileReport> files, long persons, long changed) {}

  record Register(List<FileReport> files, long compared, long ended, boolean balanced) {}

  /**
   * @param queues as they were read back
   * @param notClosed issues of the run before that are not closed, by the name of their rule
   */
  Reconciliation(
      UploadPlan plan,
      Tally tally,
      TakenQueues queues,
      RuleSettings settings,
      Map<String, Long> notClosed) {
    this.queues = queues;
    this.plan = plan;
    this.tally = tally;
    this.settings = settings;
    slices = new SliceCounts(plan).add(tally);
    tally.lives().values().forEach(lives::add);
    // Made when they are written: there may be a million.
    plan.files().forEach(this::expectFile);
    List<FileReport> files = Lists.transform(plan.files(), this::fileJson);
    Total total = total();
    Map<Rule, Figures> findings = findings();
    Map<String, Issues> issues = issues(notClosed);
    Register register = settings.hasRegister() ? register() : null;
    Earlier earlier = settings.hasEarlier() ? earlier() : null;
    differences.addAll(slices.differences());
    expectHandovers();
    differences.addAll(queues.differences());
    json = new Report(files, total, findings, issues, register, earlier, isBalanced());
  }

  /** What checking made was matched, and what one worker gave another took, each once. */
  private void expectHandovers() {
    expect(Saying.of("counts.keys"), tally.step(Step.KEYS_MADE), tally.step(Step.KEYS_MATCHED));
    for (Account account : Account.values()) {
      Ledger.Entry given = given(account);
      Ledger.Entry taken = tally.ledger().taken(account);
      Saying what = Saying.of("counts.handedOver", account.name().toLowerCase(Locale.ROOT));
      expect(what, given.count(), taken.count());
      if (given.count() == taken.count() && !given.isSameAs(taken)) {
        differences.add(Saying.of("counts.others", what));
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
  Map<String, Map<String, Long>> handoversJson() {
    Map<String, Map<String, Long>> json = new LinkedHashMap<>();
    json.put("slices", handover("planned", slices.planned(), "counted", slices.counted()));
    json.put(
        "keyEntries",
        handover("made", tally.step(Step.KEYS_MADE), "matched", tally.step(Step.KEYS_MATCHED)));
    json.put("queues", handover("written", queues.told(), "readBack", queues.readBack()));
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

  private static Map<String, Long> handover(String from, long given, String to, long taken) {
    Map<String, Long> json = new LinkedHashMap<>();
    json.put(from, given);
    json.put(to, taken);
    return json;
  }

  boolean isBalanced() {
    return differences.isEmpty();
  }

  /** What does not add up, one sentence each. */
  List<Saying> differences() {
    return differences;
  }

  /** As {@code reconciliation.json} has it. */
  Report toJson() {
    return json;
  }

  private void expectFile(UploadFile file) {
    FileCounts counts = tally.file(file.index());
    expectLines(Saying.of("text", file.name()), file, counts);
    expect(
        Saying.of("counts.states", file.name()),
        counts.records(),
        Stream.of(State.values()).mapToLong(counts::state).sum());
  }

  private FileReport fileJson(UploadFile file) {
    FileCounts counts = tally.file(file.index());
    Map<State, Long> states = new EnumMap<>(State.class);
    for (State state : State.values()) {
      states.put(state, counts.state(state));
    }
    return fileJson(file, Lines.of(counts), states);
  }

  private static FileReport fileJson(UploadFile file, Lines lines, Map<State, Long> states) {
    return new FileReport(file.name(), lines, states, lines.lines() == lines.accounted());
  }

  /** The uploads of the run before, and how many persons were compared with them. */
  private Earlier earlier() {
    List<FileReport> files = new ArrayList<>();
    for (UploadFile file : plan.earlierFiles()) {
      FileCounts counts = tally.referenceFile(file.index());
      expectLines(Saying.of("counts.earlier", file.name()), file, counts);
      files.add(fileJson(file, Lines.of(counts), null));
    }
    return new Earlier(files, tally.step(Step.PERSONS_IN_BOTH), tally.step(Step.PERSONS_CHANGED));
  }

  /** The register's files, and that every record which was compared came to one end. */
  private Register register() {
    List<FileReport> files = new ArrayList<>();
    for (UploadFile file : plan.registerFiles()) {
      FileCounts counts = tally.referenceFile(file.index());
      expectLines(Saying.of("counts.register", file.name()), file, counts);
      files.add(fileJson(file, Lines.of(counts), null));
    }
    long compared = tally.funnel(Funnel.COMPARED);
    long ended =
        Stream.of(Funnel.EQUAL, Funnel.EXPLAINED, Funnel.TO_REVIEW, Funnel.WRONG)
            .mapToLong(tally::funnel)
            .sum();
    expect(Saying.of("counts.compared"), compared, ended);
    return new Register(files, compared, ended, compared == ended);
  }

  private void expectLines(Saying name, UploadFile file, FileCounts counts) {
    expect(Saying.of("counts.lines", name), counts.lines(), Lines.of(counts).accounted());
    // More of them are headers that are repeated.
    int headers = file.form().headerLines();
    expect(Saying.of("counts.headers", name), headers, Math.min(headers, counts.header()));
  }

  private Total total() {
    Collection<FileCounts> files = tally.files().values();
    Lines lines = files.stream().map(Lines::of).reduce(new Lines(0, 0, 0, 0, 0), Lines::plus);
    Map<State, Long> states = new EnumMap<>(State.class);
    for (State state : State.values()) {
      long inFiles = files.stream().mapToLong(file -> file.state(state)).sum();
      states.put(state, inFiles);
      expect(
          Saying.of("counts.inState", state.name()),
          inFiles,
          tally.insurers().values().stream().mapToLong(c -> c.state(state)).sum());
    }
    expect(
        Saying.of("counts.ofInsurers"),
        lines.records(),
        tally.insurers().values().stream().mapToLong(InsurerCounts::records).sum());
    expect(
        Saying.of("counts.unreadable"),
        lines.unreadable(),
        tally.insurers().values().stream().mapToLong(InsurerCounts::unreadable).sum());
    return new Total(files.size(), lines, states);
  }

  private Map<Rule, Figures> findings() {
    Map<Rule, Figures> findings = new EnumMap<>(Rule.class);
    for (Rule rule : Rule.values()) {
      if (settings.isOn(rule)) {
        long detected = tally.detected(rule);
        long cleared = cleared(rule);
        findings.put(rule, new Figures(detected, tally.queued(rule), cleared, tally.counted(rule)));
        boolean isQueued = settings.severity(rule) != Severity.NOTICE;
        expect(
            Saying.of("counts.queues", rule.name()),
            isQueued ? detected - cleared : 0,
            tally.queued(rule));
        expect(Saying.of("counts.statistics", rule.name()), detected, tally.counted(rule));
      }
    }
    return findings;
  }

  private long cleared(Rule rule) {
    return lives.of(rule.name(), Status.CLEARED);
  }

  private Map<String, Issues> issues(Map<String, Long> notClosed) {
    Map<String, Issues> issues = new TreeMap<>();
    for (Rule rule : Rule.values()) {
      if (settings.isOn(rule) && settings.severity(rule) != Severity.NOTICE) {
        issues.put(rule.name(), issues(rule.name(), tally.detected(rule), notClosed));
      }
    }
    Iterables.concat(lives.rules(), notClosed.keySet())
        .forEach(rule -> issues.computeIfAbsent(rule, other -> issues(other, 0, notClosed)));
    return issues;
  }

  private Issues issues(String rule, long found, Map<String, Long> notClosed) {
    Issues issues =
        new Issues(
            found,
            lives.of(rule, Status.NEW),
            lives.of(rule, Status.OPEN),
            lives.of(rule, Status.REOPENED),
            lives.of(rule, Status.CLEARED),
            notClosed.getOrDefault(rule, 0L),
            lives.of(rule, Status.UNOBSERVED),
            lives.of(rule, Status.CLOSED));
    expect(
        Saying.of("counts.found", rule),
        issues.found,
        issues.begun + issues.open + issues.reopened + issues.cleared);
    expect(
        Saying.of("counts.before", rule),
        issues.notClosedBefore,
        issues.open + issues.cleared + issues.unobserved + issues.closed);
    return issues;
  }

  private void expect(Saying what, long expected, long found) {
    if (expected != found) {
      differences.add(Saying.of("counts.instead", what, found, expected));
    }
  }
}
