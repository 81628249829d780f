package jp.totsugo.upload.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import jp.totsugo.upload.layout.Layout;

/**
 * The names by which a repeated header is known: those of the standard layout, and those of a
 * file's own header. Asked about a piece of text it makes no object, for it is asked of records.
 */
public final class ColumnNames {
  /** Fewer names in a line may be anything. */
  private static final int FEWEST = 3;

  private static final ColumnNames STANDARD = new ColumnNames(Layout.standard().names().values());

  /** By hash, with a gap behind every run of them. */
  private final char[][] names;

  /** Whether a name begins with this character of ASCII. */
  private final boolean[] beginnings = new boolean[128];

  private ColumnNames(Collection<String> all) {
    names = new char[4 * Integer.highestOneBit(Math.max(1, all.size()))][];
    for (String name : all) {
      char[] text = name.toCharArray();
      if (text.length > 0 && !contains(text, 0, text.length)) {
        names[gap(text)] = text;
        if (text[0] < beginnings.length) {
          beginnings[text[0]] = true;
        }
      }
    }
  }

  /** The names of the standard layout. */
  public static ColumnNames standard() {
    return STANDARD;
  }

  /** These and those of a header. */
  public ColumnNames and(List<String> header) {
    if (header.stream().allMatch(name -> name.isEmpty() || contains(name))) {
      return this;
    }
    List<String> all = new java.util.ArrayList<>(header);
    Arrays.stream(names).filter(name -> name != null).map(String::new).forEach(all::add);
    return new ColumnNames(all);
  }

  /** Whether fields are those of a header: three or more that are not empty, and all are names. */
  public boolean areHeader(List<String> fields) {
    int filled = 0;
    for (String field : fields) {
      if (!field.isEmpty()) {
        if (!contains(field)) {
          return false;
        }
        filled++;
      }
    }
    return filled >= FEWEST;
  }

  private boolean contains(String name) {
    return contains(name.toCharArray(), 0, name.length());
  }

  /** Whether a name may begin with a character. */
  boolean mayBegin(char c) {
    return c >= beginnings.length || beginnings[c];
  }

  /** Whether {@code text[from, to)} is a name. */
  boolean contains(char[] text, int from, int to) {
    if (from == to) {
      return false;
    }
    int at = slot(text, from, to);
    while (names[at] != null) {
      if (Arrays.equals(names[at], 0, names[at].length, text, from, to)) {
        return true;
      }
      at = at + 1 & names.length - 1;
    }
    return false;
  }

  private int gap(char[] name) {
    int at = slot(name, 0, name.length);
    while (names[at] != null) {
      at = at + 1 & names.length - 1;
    }
    return at;
  }

  private int slot(char[] text, int from, int to) {
    int hash = (text[from] * 31 + text[to - 1]) * 31 + to - from;
    return (hash ^ hash >>> 7) & names.length - 1;
  }
}
