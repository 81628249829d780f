package jp.totsugo.person;

import com.google.common.collect.ImmutableMap;

/**
 * Two sides compared: how each field came out, and the line of the decision table that decided.
 * Holds none of the values compared.
 */
public record Comparison(
    ImmutableMap<PersonField, FieldOutcome> outcomes, DecisionTable.Line line) {

  public Verdict verdict() {
    return line.verdict();
  }

  public FieldOutcome outcome(PersonField field) {
    return outcomes.get(field);
  }

  /** Returns whether name or kana, as they stand, are not equal although the owner is found. */
  public boolean explained() {
    return verdict() == Verdict.OWNER
        && (outcome(PersonField.NAME) != FieldOutcome.IDENTICAL
            || outcome(PersonField.KANA) != FieldOutcome.IDENTICAL);
  }
}
