package jp.totsugo.history;

import com.google.common.base.Enums;
import com.google.common.base.Splitter;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import jp.totsugo.block.ClosedBecause;
import jp.totsugo.block.Grounds;
import jp.totsugo.block.IssueId;
import jp.totsugo.block.Observation;
import jp.totsugo.block.Status;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.Severity;
import jp.totsugo.schema.Issue;

/**
 * What becomes of an issue in a run: its status, and why. All of the contract's table of statuses
 * is here, and nothing else.
 */
public final class Life {
  private static final Splitter PARTNERS = Splitter.on(';').omitEmptyStrings();
  private static final String RIGHT = "RIGHT";

  private final RuleSettings settings;
  private final Before before;
  private final Observation observation;
  private final boolean isRegisterChanged;
  private final Map<Rule, String> versions = new EnumMap<>(Rule.class);

  /**
   * @param before what there is to know of the run before
   * @param observation what came in this run
   * @param isRegisterChanged whether the run before had another register
   */
  public Life(
      RuleSettings settings, Before before, Observation observation, boolean isRegisterChanged) {
    this.settings = settings;
    this.before = before;
    this.observation = observation;
    this.isRegisterChanged = isRegisterChanged;
    for (Rule rule : Rule.values()) {
      versions.put(rule, settings.version(rule));
    }
  }

  /** A finding that the run before did not have. */
  Issue begin(Issue found) {
    found.setStatus(Status.NEW.name());
    found.setFirstSeen(before.asOf());
    found.setRunsOpen(1);
    seen(found);
    return found;
  }

  /**
   * A finding that the run before had, or one before that.
   *
   * @param found what it is now; the known issue takes it over
   */
  Issue goOn(Issue known, Issue found) {
    boolean wasClosed = known.getStatus().equals(Status.CLOSED.name());
    boolean isAsItWas =
        known.getRecordPrint() == found.getRecordPrint()
            && known.getEvidencePrint() == found.getEvidencePrint();
    known.setCategory(found.getCategory());
    known.setCause(found.getCause());
    known.setSeverity(found.getSeverity());
    known.setPriority(found.getPriority());
    known.setRecordPrint(found.getRecordPrint());
    known.setEvidencePrint(found.getEvidencePrint());
    known.setPartners(found.getPartners());
    known.setFoundAs(found.getIssueId().equals(known.getIssueId()) ? "" : found.getIssueId());
    known.setRunsOpen(known.getRunsOpen() + 1);
    known.setClosedBecause("");
    known.setClosedOn("");
    if (wasClosed) {
      known.setReopened(known.getReopened() + 1);
    }
    boolean isCleared = false;
    if (isClearance(known)) {
      isCleared = isAsItWas && !wasClosed;
      if (!isCleared) {
        known.setClearanceEnded(before.asOf());
      }
    }
    Status status = isCleared ? Status.CLEARED : wasClosed ? Status.REOPENED : Status.OPEN;
    known.setStatus(status.name());
    seen(known);
    return known;
  }

  private void seen(Issue issue) {
    issue.setLastSeen(before.asOf());
    issue.setRuleVersion(versions.get(Rule.valueOf(issue.getRule())));
  }

  /** Whether an answer says that the record is right, and is in force. */
  private static boolean isClearance(Issue issue) {
    return issue.getAnswer().equals(RIGHT)
        && issue.getSeverity().equals(Severity.REVIEW.name())
        && issue.getClearanceEnded().isEmpty();
  }

  /** Whether an issue that was closed before, and is not found, stays in the history. */
  boolean isKept(String closedOn) {
    return isKept(closedOn, before.keptFrom());
  }

  /**
   * The same of a run.
   *
   * @param keptFrom as {@link Before} has it
   */
  public static boolean isKept(String closedOn, String keptFrom) {
    return closedOn.compareTo(keptFrom) >= 0;
  }

  /** An issue that was not closed, and that this run did not find. */
  void end(Issue known, Presence presence, int issue) {
    ClosedBecause reason = reason(known, presence, issue);
    if (reason == null) {
      known.setStatus(Status.UNOBSERVED.name());
      known.setRunsOpen(known.getRunsOpen() + 1);
    } else {
      known.setStatus(Status.CLOSED.name());
      known.setClosedBecause(reason.name());
      known.setClosedOn(before.asOf());
    }
  }

  /** Why it is no longer found, or null if that is not known. */
  private ClosedBecause reason(Issue known, Presence presence, int issue) {
    if (!isTraceable(known.getPersonId())) {
      return ClosedBecause.UNTRACEABLE;
    }
    if (!presence.isThere(issue)) {
      return observation.isComplete(InsurerNumber.ofText(known.getInsurer()))
          ? ClosedBecause.LEFT
          : null;
    }
    Rule rule = Enums.getIfPresent(Rule.class, known.getRule()).orNull();
    if (rule == null || !presence.isJudged(issue)) {
      return ClosedBecause.RULE_CHANGED;
    }
    if (!presence.isAsItWas(issue)) {
      return ClosedBecause.CORRECTED;
    }
    if (!known.getRuleVersion().equals(versions.get(rule))) {
      return ClosedBecause.RULE_CHANGED;
    }
    boolean isReferenceChanged =
        rule.scope() == Rule.Scope.EARLIER
            || rule.scope() == Rule.Scope.REGISTER && isRegisterChanged;
    if (isReferenceChanged) {
      return ClosedBecause.REGISTER_CHANGED;
    }
    // It passes because of other records, or of the day.
    return rule.scope() == Rule.Scope.RECORD || arePartnersObserved(known.getPartners())
        ? ClosedBecause.CORRECTED
        : null;
  }

  private boolean arePartnersObserved(String partners) {
    if (partners.equals(Grounds.MANY)) {
      return observation.insurers().stream().allMatch(observation::isComplete);
    }
    return PARTNERS
        .splitToStream(partners)
        .map(InsurerNumber::ofText)
        .map(settings.life()::successor)
        .allMatch(observation::isComplete);
  }

  /** Whether a record can be found again by its person id. */
  static boolean isTraceable(String personId) {
    return IssueId.isUsable(personId.getBytes(StandardCharsets.UTF_8));
  }
}
