package jp.totsugo.number.mixup;

import java.util.ArrayList;
import java.util.List;
import jp.totsugo.person.Comparison;
import jp.totsugo.person.PersonField;

/**
 * What {@code totsugo explain} tells of a comparison: the line of the decision table and how each
 * field came out, and nothing of what was compared.
 */
public final class Evidence {
  private Evidence() {}

  public static String of(Comparison comparison) {
    return String.join(" ", parts(comparison));
  }

  static List<String> parts(Comparison comparison) {
    List<String> parts = new ArrayList<>();
    parts.add("line=" + comparison.line().id());
    for (PersonField field : PersonField.values()) {
      if (comparison.outcomes().containsKey(field)) {
        parts.add(field + "=" + comparison.outcome(field));
      }
    }
    return parts;
  }
}
