package jp.totsugo.upload.infer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import jp.totsugo.record.Column;
import jp.totsugo.record.DatePattern;
import jp.totsugo.upload.infer.Guess.Certainty;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.layout.Trim;

/**
 * Tells which field of a file is which column: by its name in the header, else by what its values
 * look like, else by the order of the standard layout.
 */
final class ColumnGuesses {
  private static final List<String> DATE_PATTERNS =
      List.of(
          "YYYYMMDD",
          "YYYY/MM/DD",
          "YYYY-MM-DD",
          "YYYY.MM.DD",
          "YYYY年MM月DD日",
          "和暦",
          "GYYMMDD",
          "G-YYMMDD",
          "GYY.MM.DD",
          "GYY/MM/DD",
          "GYY-MM-DD");

  /** Columns of codes, with the codes of the contract. */
  private static final Map<Column, Set<String>> CODES =
      Map.of(
          Column.SEX, Set.of("1", "2", "3"),
          Column.FAMILY, Set.of("1", "2"),
          Column.ABSENCE_REASON, Set.of("1", "2", "3", "4", "5", "9"),
          Column.REASON_OF_LOSS, Set.of("01", "02", "03", "99"),
          Column.CARD_CLASS, Set.of("01", "02", "03", "04", "05", "06", "07"),
          Column.NON_DISCLOSURE, Set.of("0", "1"));

  private static final double MOST = 0.9;
  private static final double FEW = 0.1;
  private static final double PADDED = 0.2;

  /**
   * @param field its place among the fields, from 0
   * @param date the patterns of its dates, where they are not those of the contract
   */
  record Found(int field, List<String> date, Map<String, String> codes, Trim trim) {}

  private final List<String> header;
  private final List<FieldContent> fields;
  private final LayoutWords words;
  private final boolean isFixedWidth;
  private final Map<Column, Guess<Found>> found = new EnumMap<>(Column.class);
  private final Map<Integer, Column> columns = new HashMap<>();

  /**
   * @param header the names of the fields, or null
   */
  ColumnGuesses(
      List<String> header, List<FieldContent> fields, LayoutWords words, boolean isFixedWidth) {
    this.header = header;
    this.fields = fields;
    this.words = words;
    this.isFixedWidth = isFixedWidth;
    byExactName();
    byName();
    byProof();
    byDates();
    byText();
    byCodes();
    byIds();
  }

  Map<Column, Guess<Found>> found() {
    return found;
  }

  /** The column of a field, or null. */
  Column column(int field) {
    return columns.get(field);
  }

  private boolean isFree(Column column, int field) {
    return !found.containsKey(column) && !columns.containsKey(field);
  }

  private void take(Column column, int field, Certainty certainty, String why) {
    Map<String, String> codes = Map.of();
    List<String> date = List.of();
    FieldContent content = fields.get(field);
    if (Column.DATES.contains(column)) {
      codes = noDates(content);
      String pattern = datePattern(dates(field));
      date = pattern == null || pattern.equals(DATE_PATTERNS.get(0)) ? List.of() : List.of(pattern);
    }
    if (CODES.containsKey(column) && content.share(CODES.get(column)::contains) < 1) {
      codes = codes(column, content);
    }
    Trim trim =
        !isFixedWidth && content.padded() > content.lines() * PADDED ? Trim.both : Trim.none;
    found.put(column, new Guess<>(new Found(field, date, codes, trim), certainty, why));
    columns.put(field, column);
  }

  /** What the words in a column mean; digits only if most values are such, not a few wrong ones. */
  private Map<String, String> codes(Column column, FieldContent content) {
    Map<String, String> known = words.codes(column);
    boolean hasWords = content.share(value -> isWord(known.keySet(), value)) >= FEW;
    boolean hasDigits =
        content.share(value -> known.containsKey(value) && !isWord(known.keySet(), value)) > 0.5;
    Map<String, String> codes = new LinkedHashMap<>();
    known.forEach(
        (word, code) -> {
          if (isWord(known.keySet(), word) ? hasWords : hasDigits) {
            codes.put(word, code);
          }
        });
    return codes;
  }

  private void byExactName() {
    for (int i = 0; header != null && i < fields.size(); i++) {
      Column column = Layout.standard().byName().get(header.get(i));
      if (column != null && isFree(column, i)) {
        takeNamed(column, i, "its name in the header", Certainty.sure);
      }
    }
  }

  private void byName() {
    for (int i = 0; header != null && i < fields.size(); i++) {
      Column column = words.column(header.get(i));
      if (column != null && isFree(column, i)) {
        takeNamed(column, i, "a usual name for it in the header", Certainty.sure);
      }
    }
  }

  /** What the content adds to a name. */
  private void takeNamed(Column column, int field, String name, Certainty byName) {
    FieldContent content = Column.DATES.contains(column) ? dates(field) : fields.get(field);
    Predicate<String> form = form(column, content);
    if (content.filled() == 0) {
      take(column, field, Certainty.likely, name + "; no line has a value");
    } else if (form == null) {
      take(column, field, byName, name);
    } else {
      int fitting = content.fitting(form);
      take(
          column,
          field,
          fitting >= content.filled() * MOST ? byName : Certainty.doubtful,
          name + "; " + fits(content, fitting));
    }
  }

  private static String fits(FieldContent content, int fitting) {
    return Share.of(fitting, content.filled(), content.filled() == 1 ? "value fits" : "values fit");
  }

  /** What a value of the column looks like; null if anything may stand there. */
  private Predicate<String> form(Column column, FieldContent content) {
    if (Column.DATES.contains(column)) {
      String pattern = datePattern(content);
      return value -> pattern != null && isDate(pattern, value);
    }
    Set<String> codes = CODES.get(column);
    if (codes != null) {
      return value -> codes.contains(value) || words.codes(column).containsKey(value);
    }
    return switch (column) {
      case INSURER_NUMBER -> FieldContent::isInsurerNumber;
      case MY_NUMBER -> FieldContent::isMyNumber;
      case PERSON_ID -> FieldContent::isId;
      case BRANCH -> value -> value.matches("[0-9]{2}");
      case KANA -> FieldContent::isKana;
      case POST_NUMBER -> FieldContent::isPostNumber;
      default -> null;
    };
  }

  private static boolean isDate(String pattern, String value) {
    return FieldContent.day(DatePattern.of(pattern), value) != jp.totsugo.record.Dates.INVALID;
  }

  /** The content of a field without the dates that stand for none. */
  private FieldContent dates(int field) {
    return fields.get(field).without(words.noDates());
  }

  /** The dates that stand for none in a field, as codes for nothing. */
  private Map<String, String> noDates(FieldContent content) {
    Map<String, String> codes = new LinkedHashMap<>();
    words.noDates().stream().filter(content::contains).forEach(word -> codes.put(word, ""));
    return codes;
  }

  /** The pattern that most values have, or null. */
  static String datePattern(FieldContent content) {
    return DATE_PATTERNS.stream()
        .filter(pattern -> content.share(value -> isDate(pattern, value)) > 0.5)
        .findFirst()
        .orElse(null);
  }

  /** Numbers that prove themselves by a check digit. */
  private void byProof() {
    byForm(Column.INSURER_NUMBER, FieldContent::isInsurerNumber, 0.9, "the check digit is right");
    byForm(Column.MY_NUMBER, FieldContent::isMyNumber, 0.3, "the check digit is right");
  }

  private void byForm(Column column, Predicate<String> form, double leastFilled, String why) {
    List<Integer> fitting = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      FieldContent content = fields.get(i);
      if (isFree(column, i)
          && content.filled() > 0
          && content.filledShare() >= leastFilled
          && content.share(form) >= MOST) {
        fitting.add(i);
      }
    }
    fitting.sort(Comparator.comparing(i -> -fields.get(i).share(form)));
    if (!fitting.isEmpty()) {
      FieldContent content = fields.get(fitting.get(0));
      take(
          column,
          fitting.get(0),
          fitting.size() == 1 ? Certainty.sure : Certainty.doubtful,
          why + "; " + fits(content, content.fitting(form)) + others(fitting));
    }
  }

  private static String others(List<Integer> fitting) {
    return fitting.size() == 1
        ? ""
        : "; so do those of field "
            + String.join(
                ", ", fitting.stream().skip(1).map(i -> Integer.toString(i + 1)).toList());
  }

  /**
   * Dates: the earliest are birth dates; the others are told by how many there are and by order.
   */
  private void byDates() {
    List<Integer> dates = new ArrayList<>();
    Map<Integer, Integer> middle = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      FieldContent content = dates(i);
      String pattern = columns.containsKey(i) ? null : datePattern(content);
      if (pattern != null && content.share(value -> isDate(pattern, value)) >= MOST) {
        List<Integer> days = content.days(DatePattern.of(pattern));
        dates.add(i);
        middle.put(i, days.get(days.size() / 2));
      }
    }
    List<Integer> early =
        dates.stream()
            .filter(i -> dates(i).filledShare() >= MOST)
            .sorted(Comparator.comparing(middle::get))
            .toList();
    if (!early.isEmpty() && isFree(Column.BIRTHDATE, early.get(0))) {
      int birth = early.get(0);
      boolean alone =
          early.size() == 1 || middle.get(early.get(1)) - middle.get(birth) > 10 * 10000;
      takeDate(
          Column.BIRTHDATE,
          birth,
          alone ? Certainty.sure : Certainty.likely,
          "the earliest dates, in nearly every line");
      dates.remove(Integer.valueOf(birth));
    }
    List<Integer> seldom = dates.stream().filter(i -> dates(i).filledShare() < 0.5).toList();
    if (!seldom.isEmpty() && isFree(Column.DISQUALIFICATION, seldom.get(0))) {
      takeDate(
          Column.DISQUALIFICATION,
          seldom.get(0),
          seldom.size() == 1 ? Certainty.likely : Certainty.doubtful,
          "dates in few lines");
      dates.remove(seldom.get(0));
    }
    List<Column> rest = new ArrayList<>();
    for (Column column :
        List.of(Column.QUALIFICATION, Column.ISSUANCE, Column.VALID_FROM, Column.VALID_TO)) {
      if (!found.containsKey(column)) {
        rest.add(column);
      }
    }
    for (int i = 0; i < Math.min(rest.size(), dates.size()); i++) {
      takeDate(
          rest.get(i),
          dates.get(i),
          rest.size() == dates.size() ? Certainty.likely : Certainty.doubtful,
          "dates, by their order in the line");
    }
  }

  private void takeDate(Column column, int field, Certainty certainty, String why) {
    FieldContent content = dates(field);
    String pattern = datePattern(content);
    take(
        column,
        field,
        certainty,
        why + "; " + fits(content, content.fitting(value -> isDate(pattern, value))));
  }

  private void byText() {
    byForm(Column.KANA, FieldContent::isKana, 0.5, "kana alone");
    byForm(Column.POST_NUMBER, FieldContent::isPostNumber, 0.3, "seven digits");
    byForm(Column.ADDRESS, FieldContent::isAddress, 0.3, "names of prefectures or towns");
    byForm(Column.NAME, FieldContent::isName, 0.5, "kanji without digits");
  }

  private void byCodes() {
    for (Column column : List.of(Column.SEX, Column.FAMILY)) {
      int after = field(Column.BIRTHDATE);
      byCode(column, 0.9, after);
    }
    byCode(Column.ABSENCE_REASON, 0, field(Column.MY_NUMBER));
    byCode(Column.REASON_OF_LOSS, 0, field(Column.DISQUALIFICATION));
    byCode(Column.CARD_CLASS, 0.5, field(Column.REASON_OF_LOSS));
    byForm(Column.BRANCH, value -> value.matches("[0-9]{2}"), 0.5, "two digits");
    byCode(Column.NON_DISCLOSURE, 0, field(Column.ADDRESS));
  }

  private int field(Column column) {
    return found.containsKey(column) ? found.get(column).what().field() : -1;
  }

  /** The first field of codes behind another column; codes alone tell little. */
  private void byCode(Column column, double leastFilled, int after) {
    Set<String> known = words.codes(column).keySet();
    List<Integer> fitting = new ArrayList<>();
    boolean byWords = false;
    for (int i = 0; i < fields.size(); i++) {
      FieldContent content = fields.get(i);
      boolean isUsed =
          content.filled() > 0
              && content.filledShare() >= leastFilled
              && (content.distinct() > 1 || leastFilled < MOST);
      if (isFree(column, i) && isUsed) {
        boolean words = content.share(value -> isWord(known, value)) >= MOST;
        if (words && !byWords) {
          fitting.clear();
          byWords = true;
        }
        if (words || !byWords && i > after && content.share(CODES.get(column)::contains) >= MOST) {
          fitting.add(i);
        }
      }
    }
    if (!fitting.isEmpty()) {
      take(
          column,
          fitting.get(0),
          byWords && fitting.size() == 1 ? Certainty.sure : Certainty.doubtful,
          byWords
              ? "words for its codes"
              : "codes of this column, and the usual place in the line" + others(fitting));
    }
  }

  /** Words, not digits, which mean something else in every column. */
  private static boolean isWord(Set<String> known, String value) {
    return known.contains(value) && !Character.isDigit(value.charAt(0));
  }

  /** What is left of numbers: an id has another value in every line. */
  private void byIds() {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      FieldContent content = fields.get(i);
      if (!columns.containsKey(i)
          && content.filledShare() >= 0.5
          && content.distinct() > 1
          && content.share(value -> value.length() <= 20) >= MOST
          && content.share(FieldContent::isId) >= 0.5) {
        ids.add(i);
      }
    }
    for (int i : ids) {
      FieldContent content = fields.get(i);
      boolean isUnique = content.distinct() >= content.lines() * 0.98;
      if (isUnique && isFree(Column.PERSON_ID, i) && content.share(FieldContent::isId) >= 0.98) {
        take(
            Column.PERSON_ID,
            i,
            ids.size() == 1 ? Certainty.likely : Certainty.doubtful,
            "letters and digits, another value in nearly every line");
      }
    }
    ids.removeIf(columns::containsKey);
    if (ids.size() >= 2 && ids.get(0) < field(Column.MY_NUMBER)) {
      // Ids of several insurers repeat; they stand before the My Number all the same.
      int first = ids.get(0);
      FieldContent content = fields.get(first);
      if (isFree(Column.PERSON_ID, first) && content.distinct() > content.lines() * FEW) {
        take(
            Column.PERSON_ID,
            first,
            Certainty.doubtful,
            "letters and digits, and the usual place in the line");
        ids.remove(0);
      }
    }
    if (ids.size() >= 2 && !found.containsKey(Column.NUMBER) && !found.containsKey(Column.SYMBOL)) {
      String why = "numbers that are left, by their order in the line";
      take(Column.SYMBOL, ids.get(0), Certainty.doubtful, why);
      take(Column.NUMBER, ids.get(1), Certainty.doubtful, why);
    } else if (ids.size() == 1 && isFree(Column.NUMBER, ids.get(0))) {
      take(Column.NUMBER, ids.get(0), Certainty.doubtful, "the only number that is left");
    }
  }
}
