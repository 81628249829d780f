package jp.totsugo.rule;

import static jp.totsugo.record.CharClasses.FORBIDDEN;
import static jp.totsugo.record.CharClasses.HALF_WIDTH;
import static jp.totsugo.record.CharClasses.NOT_ID;
import static jp.totsugo.record.CharClasses.NOT_KANA;
import static jp.totsugo.record.CharClasses.OTHER_WIDTH;
import static jp.totsugo.record.CharClasses.PLACEHOLDER;
import static jp.totsugo.record.Column.ABSENCE_REASON;
import static jp.totsugo.record.Column.ADDRESS;
import static jp.totsugo.record.Column.BIRTHDATE;
import static jp.totsugo.record.Column.BRANCH;
import static jp.totsugo.record.Column.CARD_CLASS;
import static jp.totsugo.record.Column.DISQUALIFICATION;
import static jp.totsugo.record.Column.FAMILY;
import static jp.totsugo.record.Column.INSURER_NUMBER;
import static jp.totsugo.record.Column.ISSUANCE;
import static jp.totsugo.record.Column.KANA;
import static jp.totsugo.record.Column.MY_NUMBER;
import static jp.totsugo.record.Column.NAME;
import static jp.totsugo.record.Column.NON_DISCLOSURE;
import static jp.totsugo.record.Column.NUMBER;
import static jp.totsugo.record.Column.PERSON_ID;
import static jp.totsugo.record.Column.POST_NUMBER;
import static jp.totsugo.record.Column.QUALIFICATION;
import static jp.totsugo.record.Column.REASON_OF_LOSS;
import static jp.totsugo.record.Column.SEX;
import static jp.totsugo.record.Column.SYMBOL;
import static jp.totsugo.record.Column.VALID_FROM;
import static jp.totsugo.record.Column.VALID_TO;
import static jp.totsugo.record.Signs.EMPTY;
import static jp.totsugo.record.Signs.FILLED;
import static jp.totsugo.record.Signs.FUTURE;
import static jp.totsugo.record.Signs.INVALID;
import static jp.totsugo.record.Signs.LONG;
import static jp.totsugo.record.Signs.MIXED_WIDTH;
import static jp.totsugo.record.Signs.OTHER_INSURER;
import static jp.totsugo.record.Signs.OUT_OF_ORDER;
import static jp.totsugo.record.Signs.UNUSUAL_AGE;
import static jp.totsugo.rule.Category.MALFORMED_NUMBER;
import static jp.totsugo.rule.Category.MISSING_CARD;
import static jp.totsugo.rule.Category.RECORD_DEFECT;
import static jp.totsugo.rule.Category.UNREGISTRABLE;
import static jp.totsugo.rule.Category.WRONG_MY_NUMBER;
import static jp.totsugo.rule.Reads.reads;
import static jp.totsugo.rule.Reads.readsAny;
import static jp.totsugo.rule.Severity.ERROR;
import static jp.totsugo.rule.Severity.NOTICE;
import static jp.totsugo.rule.Severity.REVIEW;
import static jp.totsugo.rule.Trigger.when;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import jp.totsugo.record.Column;

/**
 * The catalogue: one line a rule. A line says the category, the severity, the priority in the queue
 * (1 sure and harmful, 5 last), where the rule is decided, the columns that it reads, for a rule
 * that one record decides what triggers it, and its causes.
 *
 * <p>What a rule says to people is in {@code messages_ja.properties} and {@code
 * messages_en.properties}, under its name.
 */
public enum Rule {
  MY_NUMBER_FORMAT(
      WRONG_MY_NUMBER,
      ERROR,
      2,
      MyNumberFormat::new,
      reads(MY_NUMBER),
      when(INVALID).in(MY_NUMBER),
      "PLACEHOLDER",
      "FULL_WIDTH",
      "SEPARATOR",
      "CORPORATE_NUMBER",
      "ELEVEN_DIGITS",
      "LENGTH",
      "OTHER"),
  MY_NUMBER_FILLER(
      WRONG_MY_NUMBER,
      ERROR,
      2,
      MyNumberFiller::new,
      reads(MY_NUMBER),
      when(INVALID).in(MY_NUMBER)),
  MY_NUMBER_CHECK_DIGIT(
      WRONG_MY_NUMBER,
      ERROR,
      1,
      MyNumberCheckDigit::new,
      reads(MY_NUMBER),
      when(INVALID).in(MY_NUMBER)),
  MY_NUMBER_MISPLACED(
      WRONG_MY_NUMBER,
      REVIEW,
      3,
      MyNumberMisplaced::new,
      readsAny(SYMBOL, NUMBER, BRANCH, NAME, KANA, POST_NUMBER, ADDRESS).with(MY_NUMBER),
      when(EMPTY, INVALID).in(MY_NUMBER)),
  MY_NUMBER_SHARED_WITHIN_INSURER(
      WRONG_MY_NUMBER, ERROR, 1, Scope.NUMBER, reads(INSURER_NUMBER, MY_NUMBER, BIRTHDATE, SEX)),
  MY_NUMBER_SHARED_ACROSS_INSURERS(
      WRONG_MY_NUMBER, ERROR, 1, Scope.NUMBER, reads(INSURER_NUMBER, MY_NUMBER, BIRTHDATE, SEX)),
  MY_NUMBER_SHARED_NAME_DIFFERS(
      WRONG_MY_NUMBER, REVIEW, 3, Scope.NUMBER, reads(MY_NUMBER, BIRTHDATE, SEX, KANA)),
  MY_NUMBER_NOT_IN_REGISTER(
      WRONG_MY_NUMBER,
      ERROR,
      1,
      Scope.REGISTER,
      reads(MY_NUMBER).besides(NAME, KANA, BIRTHDATE, SEX, ADDRESS),
      "ONE_DIGIT",
      "TRANSPOSITION",
      "OTHER_NUMBER",
      "UNKNOWN_PERSON"),
  MY_NUMBER_SWAPPED(WRONG_MY_NUMBER, ERROR, 1, Scope.REGISTER, person()),
  MY_NUMBER_SHIFTED(WRONG_MY_NUMBER, ERROR, 1, Scope.REGISTER, person()),
  MY_NUMBER_COPIED(WRONG_MY_NUMBER, ERROR, 1, Scope.REGISTER, personAndPeriod()),
  MY_NUMBER_OTHER_PERSON(WRONG_MY_NUMBER, ERROR, 1, Scope.REGISTER, person()),
  MY_NUMBER_NAME_DIFFERS(WRONG_MY_NUMBER, REVIEW, 4, Scope.REGISTER, personAndPeriod()),
  MY_NUMBER_OF_NAMESAKE(
      WRONG_MY_NUMBER,
      REVIEW,
      2,
      Scope.REGISTER,
      reads(MY_NUMBER, KANA, BIRTHDATE, SEX, ADDRESS).besides(NAME)),
  MY_NUMBER_CHANGED(
      WRONG_MY_NUMBER, REVIEW, 3, Scope.EARLIER, reads(INSURER_NUMBER, PERSON_ID, MY_NUMBER)),
  MY_NUMBER_CHANGED_HANDS(
      WRONG_MY_NUMBER,
      REVIEW,
      3,
      Scope.EARLIER,
      reads(INSURER_NUMBER, PERSON_ID, MY_NUMBER, BIRTHDATE, SEX).besides(KANA)),

  CARD_NOT_REGISTERED(
      MISSING_CARD,
      ERROR,
      3,
      CardNotRegistered::new,
      reads(NUMBER, ISSUANCE).besides(QUALIFICATION, DISQUALIFICATION),
      when(EMPTY).in(NUMBER),
      "LOST_BEFORE_ISSUE",
      "NOT_ISSUED_YET",
      "OTHER"),
  CARD_NUMBER_MISSING(
      MISSING_CARD,
      ERROR,
      2,
      CardNumberMissing::new,
      reads(NUMBER, ISSUANCE),
      when(EMPTY).in(NUMBER)),

  NUMBER_PLACEHOLDER(
      MALFORMED_NUMBER,
      ERROR,
      2,
      NumberPlaceholder::new,
      readsAny(SYMBOL, NUMBER, BRANCH),
      when(PLACEHOLDER).in(SYMBOL, NUMBER, BRANCH),
      "BLACK_CIRCLE",
      "OTHER"),
  NUMBER_MIXED_WIDTH(
      MALFORMED_NUMBER,
      ERROR,
      3,
      CharactersWrong.of(HALF_WIDTH | OTHER_WIDTH),
      readsAny(SYMBOL, NUMBER),
      when(MIXED_WIDTH).in(SYMBOL, NUMBER)),
  NUMBER_FORBIDDEN_CHARACTER(
      MALFORMED_NUMBER,
      ERROR,
      3,
      CharactersWrong.of(FORBIDDEN),
      readsAny(SYMBOL, NUMBER),
      when(FORBIDDEN).in(SYMBOL, NUMBER)),
  NUMBER_TOO_LONG(
      MALFORMED_NUMBER,
      ERROR,
      3,
      NumberTooLong::new,
      readsAny(SYMBOL, NUMBER),
      when(LONG).in(SYMBOL, NUMBER)),
  BRANCH_NUMBER_FORMAT(
      MALFORMED_NUMBER, ERROR, 3, BranchNumberFormat::new, reads(BRANCH), when(INVALID).in(BRANCH)),

  MY_NUMBER_ABSENT_WITH_REASON(
      UNREGISTRABLE,
      NOTICE,
      5,
      MyNumberAbsentWithReason::new,
      reads(MY_NUMBER, ABSENCE_REASON),
      when(EMPTY).in(MY_NUMBER),
      "LIVES_ABROAD",
      "NOT_SUBMITTED",
      "NOT_YET_ISSUED",
      "SHORT_STAY",
      "PROCEDURE_UNDER_WAY",
      "OTHER"),
  MY_NUMBER_ABSENT_WITHOUT_REASON(
      UNREGISTRABLE,
      ERROR,
      3,
      MyNumberAbsentWithoutReason::new,
      reads(MY_NUMBER, ABSENCE_REASON),
      when(EMPTY).in(MY_NUMBER)),
  MY_NUMBER_ABSENCE_OVERDUE(
      UNREGISTRABLE,
      REVIEW,
      4,
      MyNumberAbsenceOverdue::new,
      reads(MY_NUMBER, ABSENCE_REASON, QUALIFICATION, DISQUALIFICATION),
      when(EMPTY).in(MY_NUMBER)),
  MY_NUMBER_PRESENT_WITH_REASON(
      UNREGISTRABLE,
      REVIEW,
      4,
      MyNumberPresentWithReason::new,
      reads(MY_NUMBER, ABSENCE_REASON),
      when(FILLED).in(ABSENCE_REASON)),

  INSURER_NUMBER_INVALID(
      RECORD_DEFECT,
      ERROR,
      2,
      InsurerNumberInvalid::new,
      reads(INSURER_NUMBER),
      when(EMPTY, INVALID).in(INSURER_NUMBER)),
  INSURER_NOT_UPLOADER(
      RECORD_DEFECT,
      ERROR,
      2,
      InsurerNotUploader::new,
      reads(INSURER_NUMBER),
      when(OTHER_INSURER).in(INSURER_NUMBER)),
  PERSON_ID_INVALID(
      RECORD_DEFECT,
      ERROR,
      3,
      PersonIdInvalid::new,
      reads(PERSON_ID),
      when(EMPTY, LONG, NOT_ID).in(PERSON_ID)),
  BIRTHDATE_INVALID(
      RECORD_DEFECT,
      ERROR,
      2,
      DateInvalid::ofBirth,
      reads(BIRTHDATE),
      when(EMPTY, INVALID).in(BIRTHDATE)),
  QUALIFICATION_DATE_INVALID(
      RECORD_DEFECT,
      ERROR,
      3,
      DateInvalid::required,
      reads(QUALIFICATION),
      when(EMPTY, INVALID).in(QUALIFICATION)),
  DISQUALIFICATION_DATE_INVALID(
      RECORD_DEFECT,
      ERROR,
      3,
      DateInvalid::orEmpty,
      reads(DISQUALIFICATION),
      when(INVALID).in(DISQUALIFICATION)),
  ISSUANCE_DATE_INVALID(
      RECORD_DEFECT,
      ERROR,
      4,
      DateInvalid::pastOrEmpty,
      reads(ISSUANCE),
      when(INVALID, FUTURE).in(ISSUANCE)),
  VALIDITY_DATE_INVALID(
      RECORD_DEFECT,
      ERROR,
      4,
      DateInvalid::orEmpty,
      readsAny(VALID_FROM, VALID_TO),
      when(INVALID).in(VALID_FROM, VALID_TO)),
  DATE_ORDER(
      RECORD_DEFECT,
      ERROR,
      3,
      DateOrder::new,
      reads(BIRTHDATE, QUALIFICATION).or(QUALIFICATION, DISQUALIFICATION).or(VALID_FROM, VALID_TO),
      when(OUT_OF_ORDER).in(QUALIFICATION, DISQUALIFICATION, VALID_TO)),
  CODE_INVALID(
      RECORD_DEFECT,
      ERROR,
      3,
      CodeInvalid::new,
      readsAny(SEX, FAMILY, REASON_OF_LOSS, CARD_CLASS, NON_DISCLOSURE),
      when(INVALID)
          .in(SEX, FAMILY, REASON_OF_LOSS, CARD_CLASS, NON_DISCLOSURE)
          .or(EMPTY)
          .in(SEX, FAMILY)),
  REASON_OF_LOSS_MISMATCH(
      RECORD_DEFECT,
      REVIEW,
      5,
      ReasonOfLossMismatch::new,
      reads(REASON_OF_LOSS, DISQUALIFICATION),
      when(FILLED).in(REASON_OF_LOSS, DISQUALIFICATION)),
  NAME_MISSING(RECORD_DEFECT, ERROR, 3, FieldMissing::new, reads(NAME), when(EMPTY).in(NAME)),
  KANA_MISSING(RECORD_DEFECT, ERROR, 3, FieldMissing::new, reads(KANA), when(EMPTY).in(KANA)),
  KANA_INVALID(
      RECORD_DEFECT, ERROR, 4, CharactersWrong.of(NOT_KANA), reads(KANA), when(NOT_KANA).in(KANA)),
  NAME_PLACEHOLDER(
      RECORD_DEFECT,
      REVIEW,
      5,
      CharactersWrong.of(PLACEHOLDER),
      readsAny(NAME, ADDRESS),
      when(PLACEHOLDER).in(NAME, ADDRESS)),
  AGE_SCHEME_MISMATCH(
      RECORD_DEFECT,
      REVIEW,
      4,
      AgeSchemeMismatch::new,
      reads(INSURER_NUMBER, BIRTHDATE, QUALIFICATION, DISQUALIFICATION),
      when(UNUSUAL_AGE).in(BIRTHDATE)),
  CARD_KEY_SHARED(
      RECORD_DEFECT,
      ERROR,
      2,
      Scope.CARD,
      reads(INSURER_NUMBER, SYMBOL, NUMBER, BRANCH, BIRTHDATE, SEX, QUALIFICATION, DISQUALIFICATION)
          .besides(KANA)),
  DUPLICATE_RECORD(
      RECORD_DEFECT,
      REVIEW,
      4,
      Scope.NUMBER,
      reads(INSURER_NUMBER, MY_NUMBER, KANA, BIRTHDATE, SEX, QUALIFICATION, DISQUALIFICATION)),
  OVERLAPPING_ENROLMENT(
      RECORD_DEFECT,
      REVIEW,
      4,
      Scope.NUMBER,
      reads(INSURER_NUMBER, MY_NUMBER, KANA, BIRTHDATE, SEX, QUALIFICATION, DISQUALIFICATION)),
  REGISTER_BIRTHDATE_DIFFERS(RECORD_DEFECT, REVIEW, 3, Scope.REGISTER, person()),
  REGISTER_SEX_DIFFERS(RECORD_DEFECT, REVIEW, 3, Scope.REGISTER, person());

  /** Where a rule is decided. */
  public enum Scope {
    RECORD,
    /** Among all records with one My Number. */
    NUMBER,
    /** Between the records and the residents' register; only in a run that has one. */
    REGISTER,
    /** Between the records and the uploads of the run before; only in a run that is given these. */
    EARLIER,
    /** Among all records of an insurer with one card symbol, number and branch. */
    CARD
  }

  public static final int COUNT = values().length;
  private static final Rule[] VALUES = values();

  /** Of the rules that once judged otherwise than they do. */
  private static final ImmutableMap<Rule, Integer> REVISIONS = ImmutableMap.of();

  private final Category category;
  private final Severity severity;
  private final int priority;
  private final Scope scope;
  private final BiFunction<Rule, RuleSettings, RecordRule> check;
  private final Reads reads;

  /** Null where the rule is not decided by one record. */
  private final Trigger trigger;

  private final ImmutableList<String> causes;

  Rule(
      Category category,
      Severity severity,
      int priority,
      Function<RuleSettings, RecordRule> check,
      Reads reads,
      Trigger trigger,
      String... causes) {
    this(
        category,
        severity,
        priority,
        (rule, settings) -> check.apply(settings),
        reads,
        trigger,
        causes);
  }

  /** A rule whose class also serves other rules: it is told which one it is. */
  Rule(
      Category category,
      Severity severity,
      int priority,
      BiFunction<Rule, RuleSettings, RecordRule> check,
      Reads reads,
      Trigger trigger,
      String... causes) {
    this(category, severity, priority, Scope.RECORD, check, reads, trigger, causes);
  }

  Rule(
      Category category,
      Severity severity,
      int priority,
      Scope scope,
      Reads reads,
      String... causes) {
    this(category, severity, priority, scope, null, reads, null, causes);
  }

  Rule(
      Category category,
      Severity severity,
      int priority,
      Scope scope,
      BiFunction<Rule, RuleSettings, RecordRule> check,
      Reads reads,
      Trigger trigger,
      String... causes) {
    this.category = category;
    this.severity = severity;
    this.priority = priority;
    this.scope = scope;
    this.check = check;
    this.reads = reads;
    this.trigger = trigger;
    this.causes = ImmutableList.copyOf(causes);
  }

  /** What tells whether a number is its person's. */
  private static Reads person() {
    return reads(MY_NUMBER, NAME, KANA, BIRTHDATE, SEX).besides(ADDRESS);
  }

  /** And whether two records with the number are of the same time. */
  private static Reads personAndPeriod() {
    return reads(MY_NUMBER, NAME, KANA, BIRTHDATE, SEX)
        .besides(ADDRESS, QUALIFICATION, DISQUALIFICATION);
  }

  public static Rule of(int ordinal) {
    return VALUES[ordinal];
  }

  public Category category() {
    return category;
  }

  /** The severity of the catalogue; settings may say otherwise, see {@link RuleSet#severity}. */
  public Severity defaultSeverity() {
    return severity;
  }

  /** 1 (sure and harmful, first in the queue) to 5. */
  public int priority() {
    return priority;
  }

  public Scope scope() {
    return scope;
  }

  /** Every column that decides about a finding of the rule, its cause included. */
  public Set<Column> columns() {
    return reads.columns();
  }

  /** Whether the rule can be decided, at least in part, on a file with these columns. */
  public boolean canRead(Set<Column> present) {
    return reads.isPossible(present);
  }

  /**
   * The parts of the rule, each as the columns that it needs; the rule is decided as far as a file
   * has those of a part.
   */
  public List<ImmutableSet<Column>> parts() {
    return reads.parts();
  }

  /** The columns that the rule reads and a file with these columns lacks. */
  public Set<Column> lacking(Set<Column> present) {
    return reads.lacking(present);
  }

  /**
   * Goes up by one whenever the program judges otherwise by this rule than before, so that what is
   * no longer found because of that is not called corrected.
   */
  public int revision() {
    return REVISIONS.getOrDefault(this, 1);
  }

  public List<String> causes() {
    return causes;
  }

  /**
   * The index of a cause, as findings have it.
   *
   * @throws IllegalArgumentException if the rule has no such cause
   */
  public int cause(String name) {
    int cause = causes.indexOf(name);
    if (cause < 0) {
      throw new IllegalArgumentException(this + " has no cause " + name);
    }
    return cause;
  }

  /** The cause's name, or the empty string for {@link Findings#NO_CAUSE}. */
  public String causeName(int cause) {
    return cause == Findings.NO_CAUSE ? "" : causes.get(cause);
  }

  /** Without what a rule that one record alone decides has nothing to say. */
  Trigger trigger() {
    return trigger;
  }

  /** The check of a rule that one record alone decides. */
  RecordRule newCheck(RuleSettings settings) {
    return check.apply(this, settings);
  }
}
