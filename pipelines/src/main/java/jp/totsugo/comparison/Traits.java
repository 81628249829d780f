package jp.totsugo.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What issues are, but for their ids: there are few such, and each has a number. */
final class Traits {
  private static final int MOST = 1 << PackedId.FREE_BITS;
  private static final char GAP = '\u001F';

  /**
   * What an issue is in a run.
   *
   * @param status empty in results of a version that knew no lives of issues
   */
  record Trait(
      String category, String rule, String field, String severity, String cause, String status) {}

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Trait> traits = new ArrayList<>();
  private final StringBuilder key = new StringBuilder();

  int number(
      CharSequence category,
      CharSequence rule,
      CharSequence field,
      CharSequence severity,
      CharSequence cause,
      CharSequence status) {
    key.setLength(0);
    key.append(category).append(GAP).append(rule).append(GAP).append(field).append(GAP);
    key.append(severity).append(GAP).append(cause).append(GAP).append(status);
    return numbers.computeIfAbsent(
        key.toString(),
        text -> {
          if (traits.size() == MOST) {
            throw new IllegalArgumentException("no queue has so many kinds of issues");
          }
          traits.add(
              new Trait(
                  category.toString(),
                  rule.toString(),
                  field.toString(),
                  severity.toString(),
                  cause.toString(),
                  status.toString()));
          return traits.size() - 1;
        });
  }

  Trait get(int number) {
    return traits.get(number);
  }
}
