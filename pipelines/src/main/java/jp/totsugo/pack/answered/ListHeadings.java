package jp.totsugo.pack.answered;

import java.text.Normalizer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import jp.totsugo.pack.PackColumn;
import jp.totsugo.pack.sheet.SheetRow;
import jp.totsugo.pack.sheet.UnusableFileException;
import jp.totsugo.pack.sheet.UnusableFileException.Cause;
import jp.totsugo.words.Language;

/** Which column of a sheet is which of the list, by its headings, in either language. */
final class ListHeadings {
  private static final Map<String, PackColumn> NAMES = names();

  private final Map<PackColumn, Integer> places = new EnumMap<>(PackColumn.class);

  private ListHeadings() {}

  private static Map<String, PackColumn> names() {
    Map<String, PackColumn> names = new HashMap<>();
    for (PackColumn column : PackColumn.values()) {
      names.put(folded(column.name()), column);
      for (Language language : Language.values()) {
        names.put(folded(column.heading(language)), column);
      }
    }
    return names;
  }

  /** Without regard to width, case, spaces, line breaks and hyphens. */
  private static String folded(String heading) {
    return Normalizer.normalize(heading, Normalizer.Form.NFKC)
        .replaceAll("[\\s\\p{Z}\\p{Cc}\\p{Cf}_-]+", "")
        .toLowerCase(Locale.ROOT);
  }

  /**
   * The headings that a row is; null if it is none: the list has the id of the issue and the answer
   * at least.
   *
   * @throws UnusableFileException if one that is read stands there twice
   */
  static ListHeadings of(SheetRow row) throws UnusableFileException {
    ListHeadings headings = new ListHeadings();
    PackColumn twice = null;
    for (int i = 0; i < row.columns(); i++) {
      PackColumn column = NAMES.get(folded(row.text(i)));
      if (column != null && headings.places.putIfAbsent(column, i) != null) {
        twice = column.isAnswer() || column == PackColumn.ISSUE_ID ? column : twice;
      }
    }
    if (!headings.has(PackColumn.ISSUE_ID) || !headings.has(PackColumn.ANSWER)) {
      return null;
    }
    if (twice != null) {
      throw new UnusableFileException(Cause.HEADING_TWICE);
    }
    return headings;
  }

  boolean has(PackColumn column) {
    return places.containsKey(column);
  }

  /** The column of the sheet, or -1. */
  int place(PackColumn column) {
    return places.getOrDefault(column, -1);
  }
}
