package jp.totsugo.words;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Something to be said to people: the key of {@link Words} and the values that stand in them. So
 * all rooms can say what is wrong, and only the commands choose the language.
 *
 * @param values texts, numbers, other sayings, and lists of these; never a value of a record
 */
public record Saying(String key, List<Object> values) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The key of several sayings, a line each. */
  static final String LINES = "lines";

  public static Saying of(String key, Object... values) {
    return new Saying(key, Collections.unmodifiableList(Arrays.asList(values)));
  }

  /** Of so many things, which are the first value: in the singular for one. */
  public static Saying ofCount(String key, long count, Object... more) {
    Object[] values = new Object[more.length + 1];
    values[0] = count;
    System.arraycopy(more, 0, values, 1, more.length);
    return of(key + (count == 1 ? ".one" : ".many"), values);
  }

  /** A name or a code, which is the same in every language. */
  public static Saying text(String name) {
    return of("text", name);
  }

  /** Several, a line each. */
  public static Saying lines(List<Saying> sayings) {
    return new Saying(LINES, List.copyOf(sayings));
  }

  /** In English, for logs, and for files that programs read. */
  @Override
  public String toString() {
    return Words.ENGLISH.text(this);
  }
}
