package jp.totsugo.rule;

/** Which settings a rule's findings depend on. */
final class RuleParameters {
  private RuleParameters() {}

  /** Those of a rule as a text: equal settings, equal text. */
  static String of(Rule rule, RuleSettings settings) {
    return switch (rule) {
      case MY_NUMBER_FORMAT,
          NUMBER_PLACEHOLDER,
          NUMBER_MIXED_WIDTH,
          BRANCH_NUMBER_FORMAT,
          NAME_PLACEHOLDER,
          CARD_KEY_SHARED ->
          settings.placeholdersText();
      case MY_NUMBER_FILLER, MY_NUMBER_CHECK_DIGIT, MY_NUMBER_MISPLACED -> settings.fillersText();
      case CARD_NOT_REGISTERED -> String.valueOf(settings.cardIssueDays());
      case MY_NUMBER_ABSENCE_OVERDUE -> String.valueOf(settings.absenceOverdueDays());
      case MY_NUMBER_SHARED_WITHIN_INSURER,
          MY_NUMBER_SHARED_ACROSS_INSURERS,
          MY_NUMBER_SHARED_NAME_DIFFERS ->
          settings.fillersText() + " " + settings.hasRegister();
      case DUPLICATE_RECORD, OVERLAPPING_ENROLMENT, MY_NUMBER_CHANGED, MY_NUMBER_CHANGED_HANDS ->
          settings.fillersText();
      default ->
          rule.scope() == Rule.Scope.REGISTER
              ? settings.fillersText() + settings.isRegisterComplete() + RuleSettings.comparison()
              : "";
    };
  }
}
