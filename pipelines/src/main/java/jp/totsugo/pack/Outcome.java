package jp.totsugo.pack;

import jp.totsugo.block.ClosedBecause;
import jp.totsugo.block.Status;
import jp.totsugo.history.answer.AnswerKind;
import jp.totsugo.history.answer.RefusedAnswer;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.Severity;
import jp.totsugo.schema.Issue;

/**
 * What the clerk is to know of an issue of the run before.
 *
 * @param refused why the answer to it was not taken; null unless that is so
 */
record Outcome(Kind kind, Issue issue, Rule rule, RefusedAnswer.Cause refused) {
  /** What became of it, in the order in which the sheet has it. */
  enum Kind {
    ANSWER_REFUSED,
    /** Corrected, left, or not the insurer's, by the answer; but still found. */
    STILL_THERE,
    CLEARANCE_ENDED,
    /** An error that is none, by the answer. */
    DISPUTED,
    /** Answered, but nothing could be seen of it. */
    NOT_OBSERVED,
    ACCEPTED,
    CLOSED;

    /** Whether the clerk is to do something about it. */
    boolean asksForAction() {
      return compareTo(CLEARANCE_ENDED) <= 0;
    }
  }

  /**
   * What is to be said of an issue; null if nothing is.
   *
   * @param asOf of the run
   * @param before as-of of the run before, or empty
   * @param refused why an answer to it was not taken, or null
   */
  static Outcome of(Issue issue, String asOf, String before, RefusedAnswer.Cause refused) {
    Rule rule = rule(issue.getRule());
    Status status = Status.valueOf(issue.getStatus());
    Kind kind = rule == null ? null : kind(issue, status, asOf, before, refused);
    return kind == null
        ? null
        : new Outcome(kind, issue, rule, kind == Kind.ANSWER_REFUSED ? refused : null);
  }

  private static Rule rule(String name) {
    try {
      return Rule.valueOf(name);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Kind kind(
      Issue issue, Status status, String asOf, String before, RefusedAnswer.Cause refused) {
    if (status == Status.CLOSED) {
      return issue.getClosedOn().equals(asOf) ? Kind.CLOSED : null;
    }
    if (refused != null) {
      return Kind.ANSWER_REFUSED;
    }
    if (issue.getAnswer().isEmpty()) {
      return null;
    }
    if (status == Status.CLEARED) {
      return issue.getAnsweredOn().compareTo(before) >= 0 ? Kind.ACCEPTED : null;
    }
    if (status == Status.UNOBSERVED) {
      return Kind.NOT_OBSERVED;
    }
    return switch (AnswerKind.valueOf(issue.getAnswer())) {
      case CORRECTED, LEFT, NOT_OURS -> Kind.STILL_THERE;
      case RIGHT ->
          issue.getClearanceEnded().isEmpty() && issue.getSeverity().equals(Severity.ERROR.name())
              ? Kind.DISPUTED
              : Kind.CLEARANCE_ENDED;
      case WORKING -> null;
    };
  }

  /** The key of the words for it. */
  String key() {
    return switch (kind) {
      case STILL_THERE -> "outcome.STILL_THERE." + issue.getAnswer();
      case CLOSED -> "outcome." + ClosedBecause.valueOf(issue.getClosedBecause());
      default -> "outcome." + kind;
    };
  }

  /** The key of the words that tell more. */
  String textKey() {
    return (refused == null ? key() : "refused." + refused) + ".text";
  }
}
