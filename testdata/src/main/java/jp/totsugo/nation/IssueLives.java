package jp.totsugo.nation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jp.totsugo.schema.ExpectedFinding;
import jp.totsugo.schema.RegisterUse;

/**
 * The life of every issue of one cell over all months, as the contract tells it: followed from what
 * was planted and sent, without a look at what a run makes of it. An instance serves one thread.
 */
final class IssueLives {
  /**
   * Rules of the contract whose findings are for a person to look at, and may be answered RIGHT.
   */
  private static final Set<String> REVIEW =
      Set.of(
          "MY_NUMBER_SHARED_NAME_DIFFERS",
          "MY_NUMBER_ABSENCE_OVERDUE",
          "MY_NUMBER_PRESENT_WITH_REASON",
          "MY_NUMBER_MISPLACED",
          "MY_NUMBER_NAME_DIFFERS",
          "REGISTER_BIRTHDATE_DIFFERS",
          "REGISTER_SEX_DIFFERS",
          "REASON_OF_LOSS_MISMATCH",
          "NAME_PLACEHOLDER",
          "AGE_SCHEME_MISMATCH",
          "DUPLICATE_RECORD",
          "OVERLAPPING_ENROLMENT");

  /** Only counted, in no queue, and so no issue. */
  private static final Set<String> NOTICE = Set.of("MY_NUMBER_ABSENT_WITH_REASON");

  /** Rules that compare with the register. */
  private static final Set<String> OF_REGISTER =
      Set.of(
          "MY_NUMBER_NOT_IN_REGISTER",
          "MY_NUMBER_SWAPPED",
          "MY_NUMBER_SHIFTED",
          "MY_NUMBER_COPIED",
          "MY_NUMBER_OTHER_PERSON",
          "MY_NUMBER_NAME_DIFFERS",
          "REGISTER_BIRTHDATE_DIFFERS",
          "REGISTER_SEX_DIFFERS");

  /** Rules whose findings rest on other records. */
  private static final Set<String> OF_GROUPS =
      Set.of(
          "MY_NUMBER_SHARED_WITHIN_INSURER",
          "MY_NUMBER_SHARED_ACROSS_INSURERS",
          "MY_NUMBER_SHARED_NAME_DIFFERS",
          "CARD_KEY_SHARED",
          "DUPLICATE_RECORD",
          "OVERLAPPING_ENROLMENT",
          "MY_NUMBER_SWAPPED",
          "MY_NUMBER_SHIFTED",
          "MY_NUMBER_COPIED");

  private static final String[] REASONS = {"届書の原本と照合した", "本人に確認した", "住民票の記載と一致する"};

  private static final String[] CLERKS = {"資格係 甲", "資格係 乙", "適用課 丙"};

  /** What a clerk says of an issue. */
  private record Answer(String answer, String reason, int day, String by) {}

  /** A finding in one month. */
  private record Sighting(RecordTrace trace, Set<Insurer> partners) {}

  /** How an issue stands after the run of a month. */
  private record State(
      String status,
      String because,
      int firstSeen,
      int lastSeen,
      int closedOn,
      int reopened,
      Answer answer,
      int clearanceEnded) {
    boolean isClosed() {
      return status.equals("CLOSED");
    }
  }

  /** An issue, its findings with a register ({@code [1]}) and without ({@code [0]}). */
  private final class Issue {
    final RecordTrace first;
    final String rule;
    final String field;
    final String id;
    final Sighting[][] sightings = new Sighting[2][months.count + 1];
    final Answer[] answers = new Answer[months.count + 1];

    Issue(RecordTrace first, String rule, String field) {
      this.first = first;
      this.rule = rule;
      this.field = field;
      id = IssueIds.of(first.insurer().number, first.who(), first.qualification(), rule, field);
    }

    RecordTrace recordIn(int month) {
      RecordTrace trace = records.get(month).get(first.key());
      boolean isThere = trace != null && deliveries.holds(trace.insurer(), trace.cell(), month);
      return isThere ? trace : null;
    }
  }

  /** Lines of the truth and of the answers, by month. */
  static final class Lines {
    final List<List<String>> issues = new ArrayList<>();
    final List<List<String>> answers = new ArrayList<>();

    Lines(int months) {
      for (int month = 0; month <= months; month++) {
        issues.add(new ArrayList<>());
        answers.add(new ArrayList<>());
      }
    }
  }

  static final String ISSUES_HEADER =
      "issue_id,insurer,person_id,rule,field,status,closed_because,first_seen,last_seen,closed_on,"
          + "reopened,answer,answer_reason,answered_on,clearance_ended,register,file,line";

  static final String ANSWERS_HEADER = "issue_id,answer,reason,answered_on,answered_by,pack_id";

  private final Months months;
  private final Deliveries deliveries;
  private final SwitchedOff switchedOff;
  private final Map<String, Issue> issues = new TreeMap<>();
  private final List<Map<String, RecordTrace>> records = new ArrayList<>();

  IssueLives(Months months, Deliveries deliveries, SwitchedOff switchedOff) {
    this.months = months;
    this.deliveries = deliveries;
    this.switchedOff = switchedOff;
    for (int month = 0; month <= months.count; month++) {
      records.add(new HashMap<>());
    }
  }

  void clear() {
    issues.clear();
    records.forEach(Map::clear);
  }

  /** Takes in what was planted in the cell, as a month's site has it. */
  void observe(Site site, int month) {
    for (Planting planting : site.plantings) {
      if (planting.leftIn > 0) {
        continue;
      }
      records.get(month).put(planting.trace().key(), planting.trace());
      planting.demands.forEach(each -> records.get(month).put(each.trace().key(), each.trace()));
      for (Planting.Demand demand : site.demanded(planting)) {
        if (!NOTICE.contains(demand.finding.getRule())) {
          observe(planting, demand, month);
        }
      }
    }
  }

  private void observe(Planting planting, Planting.Demand demand, int month) {
    ExpectedFinding finding = demand.finding;
    RecordTrace trace = demand.trace();
    Issue issue =
        issues.computeIfAbsent(
            trace.key() + " " + finding.getRule() + " " + finding.getField(),
            key -> new Issue(trace, finding.getRule(), finding.getField()));
    Set<Insurer> partners = new HashSet<>();
    planting.demands.forEach(
        other -> {
          if (!other.trace().key().equals(trace.key())) {
            partners.add(other.trace().insurer());
          }
        });
    Sighting sighting = new Sighting(trace, partners);
    if (finding.getRegister() != RegisterUse.WITH) {
      issue.sightings[0][month] = sighting;
    }
    if (finding.getRegister() != RegisterUse.WITHOUT) {
      issue.sightings[1][month] = sighting;
    }
  }

  /** Adds what every issue is after each month, and what clerks answer in it. */
  void tell(Lines lines) {
    for (Issue issue : issues.values()) {
      boolean alike = Arrays.equals(lives(issue, 0), lives(issue, 1));
      if (alike) {
        answer(issue, lives(issue, 0));
      }
      State[] without = lives(issue, 0);
      State[] with = lives(issue, 1);
      for (int month = 1; month <= months.count; month++) {
        if (alike) {
          add(lines, issue, without, 0, month, RegisterUse.EITHER);
        } else {
          add(lines, issue, without, 0, month, RegisterUse.WITHOUT);
          add(lines, issue, with, 1, month, RegisterUse.WITH);
        }
        Answer answer = issue.answers[month];
        if (answer != null) {
          lines
              .answers
              .get(month)
              .add(
                  String.join(
                      ",",
                      issue.id,
                      answer.answer,
                      answer.reason,
                      date(answer.day),
                      answer.by,
                      ""));
        }
      }
    }
  }

  private void add(
      Lines lines, Issue issue, State[] states, int use, int month, RegisterUse register) {
    State state = states[month];
    if (state == null) {
      return;
    }
    Sighting found = issue.sightings[use][month];
    Answer answer = state.answer;
    lines
        .issues
        .get(month)
        .add(
            String.join(
                ",",
                issue.id,
                issue.first.insurer().number,
                issue.first.personId(),
                issue.rule,
                issue.field,
                state.status,
                state.because,
                asOf(state.firstSeen),
                asOf(state.lastSeen),
                asOf(state.closedOn),
                Integer.toString(state.reopened),
                answer == null ? "" : answer.answer,
                answer == null ? "" : answer.reason,
                answer == null ? "" : date(answer.day),
                asOf(state.clearanceEnded),
                register.name(),
                found == null ? "" : found.trace.insurer().file(),
                found == null ? "" : Long.toString(found.trace.line())));
  }

  private String asOf(int month) {
    return month == 0 ? "" : date(months.day(month));
  }

  private static String date(int day) {
    return LocalDate.ofEpochDay(day).toString();
  }

  /** What becomes of an issue, by month; null before it was found first. */
  private State[] lives(Issue issue, int use) {
    State[] states = new State[months.count + 1];
    String clearedOn = null;
    for (int month = 1; month <= months.count; month++) {
      State before = states[month - 1];
      Sighting found = issue.sightings[use][month];
      if (found == null && before == null) {
        continue;
      }
      Answer answer = issue.answers[month];
      Answer last = answer != null ? answer : before == null ? null : before.answer;
      if (found == null) {
        Sighting lastSighting = issue.sightings[use][before.lastSeen];
        states[month] = notFound(issue, before, lastSighting, last, month, use == 1);
        continue;
      }
      String look = found.trace.look();
      if (answer != null && isClearance(issue, answer)) {
        clearedOn = look;
      }
      boolean ended = clearedOn != null && !clearedOn.equals(look);
      if (ended) {
        clearedOn = null;
      }
      states[month] = found(issue, before, clearedOn != null, ended, last, month);
    }
    return states;
  }

  private static boolean isClearance(Issue issue, Answer answer) {
    return answer.answer.equals("RIGHT") && REVIEW.contains(issue.rule);
  }

  private static State found(
      Issue issue, State before, boolean cleared, boolean ended, Answer answer, int month) {
    if (before == null || !issue.first.isFoundAgain()) {
      return new State("NEW", "", month, month, 0, 0, null, 0);
    }
    boolean again = before.isClosed();
    String status = again ? "REOPENED" : cleared ? "CLEARED" : "OPEN";
    return new State(
        status,
        "",
        before.firstSeen,
        month,
        0,
        before.reopened + (again ? 1 : 0),
        answer,
        ended ? month : before.clearanceEnded);
  }

  private State notFound(
      Issue issue,
      State before,
      Sighting lastSighting,
      Answer answer,
      int month,
      boolean withRegister) {
    if (before.isClosed()) {
      return before;
    }
    String because =
        issue.first.isFoundAgain()
            ? because(issue, lastSighting, month, withRegister)
            : "UNTRACEABLE";
    return new State(
        because.isEmpty() ? "UNOBSERVED" : "CLOSED",
        because,
        before.firstSeen,
        before.lastSeen,
        because.isEmpty() ? 0 : month,
        before.reopened,
        answer,
        before.clearanceEnded);
  }

  /** Why a finding is gone, or empty if it cannot be known. */
  private String because(Issue issue, Sighting last, int month, boolean withRegister) {
    RecordTrace now = issue.recordIn(month);
    if (now == null) {
      return deliveries.of(issue.first.insurer(), month).isComplete() ? "LEFT" : "";
    }
    if (switchedOff.isOff(issue.rule, month)) {
      // Whether the record passes now, nobody asks.
      return "RULE_CHANGED";
    }
    boolean isAsItWas = now.look().equals(last.trace.look());
    if (isAsItWas && withRegister && OF_REGISTER.contains(issue.rule)) {
      return "REGISTER_CHANGED";
    }
    boolean isInDoubt =
        OF_GROUPS.contains(issue.rule)
            && last.partners.stream()
                .anyMatch(partner -> !deliveries.of(partner, month).isComplete());
    return isAsItWas && isInDoubt ? "" : "CORRECTED";
  }

  /**
   * Lets clerks answer some of what they were shown, once each time, mostly before the next run.
   */
  private void answer(Issue issue, State[] states) {
    if (!issue.first.isFoundAgain()) {
      return;
    }
    Draw draw = new Draw(0);
    long key = Draw.key(issue.id.hashCode(), issue.first.insurer().key);
    for (int asked = 1; asked < months.count; asked++) {
      draw.restart(Draw.key(key, asked));
      boolean answers = draw.chance(0.35);
      int received = asked + (draw.chance(0.85) ? 1 : 2);
      double manner = draw.fraction();
      int day = months.dayOf(asked + 1, draw);
      String reason = draw.oneOf(REASONS);
      String by = draw.oneOf(CLERKS);
      boolean wasShown =
          states[asked] != null && states[asked].lastSeen == asked && !states[asked].isClosed();
      if (!answers
          || !wasShown
          || received > months.count
          || states[received - 1].isClosed()
          || issue.answers[received] != null) {
        continue;
      }
      if (REVIEW.contains(issue.rule) && manner < 0.5) {
        if (mayBeCleared(issue, states, asked, received)) {
          issue.answers[received] = new Answer("RIGHT", reason, day, by);
          return;
        }
      } else {
        boolean needsReason = manner < 0.06;
        issue.answers[received] =
            new Answer(
                needsReason ? "RIGHT" : said(issue, states[received], manner),
                needsReason ? reason : "",
                day,
                by);
      }
    }
  }

  /** Whether nobody can doubt what the answer was given on, nor what becomes of it. */
  private boolean mayBeCleared(Issue issue, State[] states, int asked, int received) {
    Sighting shown = issue.sightings[0][asked];
    for (int month = asked; month <= received; month++) {
      Sighting sighting = issue.sightings[0][month];
      if (sighting == null || !sighting.trace.look().equals(shown.trace.look())) {
        return false;
      }
    }
    return states[months.count].reopened == states[asked].reopened;
  }

  private String said(Issue issue, State then, double manner) {
    if (then.because.equals("LEFT")) {
      return manner < 0.8 ? "LEFT" : "WORKING";
    }
    if (then.because.equals("CORRECTED")) {
      return manner < 0.9 ? "CORRECTED" : "WORKING";
    }
    return manner < 0.3 && !OF_GROUPS.contains(issue.rule) ? "CORRECTED" : "WORKING";
  }
}
