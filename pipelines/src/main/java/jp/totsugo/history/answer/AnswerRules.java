package jp.totsugo.history.answer;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.totsugo.history.answer.RefusedAnswer.Cause;
import jp.totsugo.schema.IssueAnswer;

/** What an answer must be to be taken. Its texts are kept as {@link AnswerText} shows them. */
public final class AnswerRules {
  private static final Pattern ISSUE_ID = Pattern.compile("f[a-z2-7]{16}(-[1-9][0-9]{0,8})?");

  private static final Pattern PACK_ID =
      Pattern.compile("([0-9]{8}|unknown)-[1-9][0-9]{0,4}-[a-z2-7]{16}");

  /** Spreadsheets make slashes of hyphens, and drop zeros. */
  private static final Pattern DAY = Pattern.compile("([0-9]{4})([-/])([0-9]{1,2})\\2([0-9]{1,2})");

  private final LocalDate asOf;

  /**
   * @param asOf of the run; no answer is later
   */
  AnswerRules(LocalDate asOf) {
    this.asOf = asOf;
  }

  /** The id of an issue, or empty if the text is none. */
  public static String issueId(String text) {
    String id = text.strip();
    return ISSUE_ID.matcher(id).matches() ? id : "";
  }

  /** Why a row is refused, or null if it is an answer. */
  Cause refusal(AnswerRow row) {
    if (row.texts().stream().anyMatch(text -> text.indexOf('\uFFFD') >= 0)) {
      return Cause.UNREADABLE;
    }
    if (issueId(row.issueId()).isEmpty()) {
      return Cause.ISSUE_ID_MALFORMED;
    }
    AnswerKind kind = AnswerKind.of(row.answer());
    if (kind == null) {
      return Cause.ANSWER_NOT_IN_LIST;
    }
    if (kind.needsReason() && row.reason().isBlank()) {
      return Cause.REASON_MISSING;
    }
    if (row.reason().length() > AnswerText.LONGEST_REASON
        || row.answeredBy().length() > AnswerText.LONGEST_NAME
        || row.packId().length() > AnswerText.LONGEST_NAME) {
      return Cause.TOO_LONG;
    }
    LocalDate day = day(row.answeredOn());
    if (day == null) {
      return Cause.DATE_INVALID;
    }
    return day.isAfter(asOf) ? Cause.DATE_LATER : null;
  }

  /** The answer of a row that is not refused. */
  IssueAnswer answer(AnswerRow row) {
    return new IssueAnswer(
        issueId(row.issueId()),
        AnswerKind.of(row.answer()).name(),
        AnswerText.shown(row.reason()),
        day(row.answeredOn()).toString(),
        AnswerText.shown(row.answeredBy()),
        packId(row.packId()));
  }

  /** The digits of an id of a pack are none of a person. */
  private static String packId(String text) {
    String id = text.strip();
    return PACK_ID.matcher(id).matches() ? id : AnswerText.shown(id);
  }

  private static LocalDate day(String text) {
    Matcher day = DAY.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).strip());
    if (!day.matches()) {
      return null;
    }
    try {
      return LocalDate.of(
          Integer.parseInt(day.group(1)),
          Integer.parseInt(day.group(3)),
          Integer.parseInt(day.group(4)));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
