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
import jp.totsugo.record.Dates;
import jp.totsugo.record.EraCodes;
import jp.totsugo.upload.infer.Guess.Certainty;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.layout.Trim;
import jp.totsugo.words.Saying;

/**
 * Tells which field of a file is which column: by its name in the header, else by what its values
 * look like, else by the order of the standard layout.
 */
final class ColumnGuesses {
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
   * @param fields the places of its fields, from 0; several are joined
   * @param between what stands between joined fields
   * @param date the pattern of its dates, where it is not that of the contract; else null
   */
  record Found(
      List<Integer> fields, String between, String date, Map<String, String> codes, Trim trim) {
    int field() {
      return fields.get(0);
    }
  }

  /** Fields side by side that make a date. */
  private record Join(List<Integer> parts, String between, FieldContent content) {}

  private final List<String> header;
  private final List<FieldContent> fields;
  private final LayoutWords words;
  private final boolean isFixedWidth;
  private final EraCodes eras;
  private final int today;
  private final List<Join> joins = new ArrayList<>();
  private final Map<Column, Guess<Found>> found = new EnumMap<>(Column.class);
  private final Map<Integer, Column> columns = new HashMap<>();

  /**
   * @param header the names of the fields, or null
   * @param eras what digits for eras mean
   * @param today as {@code yyyymmdd}: nobody is born after it
   */
  ColumnGuesses(
      List<String> header,
      List<FieldContent> fields,
      LayoutWords words,
      boolean isFixedWidth,
      EraCodes eras,
      int today) {
    this.header = header;
    this.fields = fields;
    this.words = words;
    this.isFixedWidth = isFixedWidth;
    this.eras = eras;
    this.today = today;
    findJoins();
    byNamesOfJoined();
    byExactName();
    byName();
    byProof();
    byDates();
    byText();
    byCodes();
    byIds();
    doubtBirthdates();
  }

  Map<Column, Guess<Found>> found() {
    return found;
  }

  /** The column of a field, or null. */
  Column column(int field) {
    return columns.get(field);
  }

  private boolean isFree(Column column, int field) {
    return !found.containsKey(column) && parts(field).stream().noneMatch(columns::containsKey);
  }

  /** The fields that a field is made of; those that are joined are numbered behind the others. */
  private List<Integer> parts(int field) {
    return field < fields.size() ? List.of(field) : joins.get(field - fields.size()).parts;
  }

  private FieldContent content(int field) {
    return field < fields.size() ? fields.get(field) : joins.get(field - fields.size()).content;
  }

  private void findJoins() {
    for (int i = 0; i + 1 < fields.size(); i++) {
      int era = i;
      boolean isEra =
          fields.get(i).filled() > 0 && fields.get(i).share(FieldContent::isEra) >= MOST;
      boolean isYear =
          fields.get(i).filled() > 0 && fields.get(i).share(FieldContent::isYear) >= MOST;
      List<Join> found = new ArrayList<>();
      if (isEra) {
        found.add(join(List.of(era, era + 1), ""));
        if (i + 3 < fields.size()) {
          found.add(join(List.of(era, era + 1, era + 2, era + 3), "/"));
        }
      }
      if (isYear && i + 2 < fields.size()) {
        found.add(join(List.of(era, era + 1, era + 2), "/"));
      }
      for (Join join : found) {
        String pattern = DatePatterns.of(join.content, eras);
        boolean fits =
            pattern != null
                && join.content.share(value -> DatePatterns.isDate(pattern, eras, value)) >= MOST;
        if (fits) {
          joins.add(join);
          break;
        }
      }
    }
  }

  private Join join(List<Integer> parts, String between) {
    return new Join(
        parts, between, FieldContent.joined(parts.stream().map(fields::get).toList(), between));
  }

  private void take(Column column, int field, Certainty certainty, Saying why) {
    Map<String, String> codes = Map.of();
    String date = null;
    FieldContent content = content(field);
    if (Column.DATES.contains(column)) {
      codes = noDates(content);
      String pattern = DatePatterns.of(dates(field), eras);
      date = pattern == null || pattern.equals(DatePatterns.USUAL) ? null : pattern;
    }
    if (CODES.containsKey(column) && content.share(CODES.get(column)::contains) < 1) {
      codes = codes(column, content);
    }
    boolean isPadded =
        parts(field).stream()
            .map(fields::get)
            .anyMatch(part -> part.padded() > part.lines() * PADDED);
    Trim trim = !isFixedWidth && isPadded ? Trim.both : Trim.none;
    String between = field < fields.size() ? "" : joins.get(field - fields.size()).between;
    found.put(
        column, new Guess<>(new Found(parts(field), between, date, codes, trim), certainty, why));
    parts(field).forEach(part -> columns.put(part, column));
  }

  /** The contents of the fields whose dates have a digit for the era. */
  List<FieldContent> datesByEra() {
    List<FieldContent> dates = new ArrayList<>();
    found.forEach(
        (column, guess) -> {
          String date = guess.what().date();
          if (date != null && DatePatterns.hasCode(date)) {
            dates.add(contentOf(column));
          }
        });
    return dates;
  }

  private FieldContent contentOf(Column column) {
    Found what = found.get(column).what();
    return what.fields().size() == 1
        ? fields.get(what.field())
        : FieldContent.joined(what.fields().stream().map(fields::get).toList(), what.between());
  }

  /** The days of a column in every line, {@link Dates#INVALID} where there is none; or null. */
  private int[] days(Column column) {
    if (!found.containsKey(column)) {
      return null;
    }
    String date = found.get(column).what().date();
    DatePattern pattern = DatePattern.of(date == null ? DatePatterns.USUAL : date, eras);
    return contentOf(column).values().stream()
        .mapToInt(value -> FieldContent.day(pattern, value))
        .toArray();
  }

  /** How many dates are as they can be: nobody is born later than today or than they qualified. */
  int plausible() {
    int plausible = 0;
    for (Column column : Column.DATES) {
      int[] days = days(column);
      for (int i = 0; days != null && i < days.length; i++) {
        plausible += days[i] == Dates.INVALID ? 0 : 1;
      }
    }
    int[] births = days(Column.BIRTHDATE);
    int[] qualifications = days(Column.QUALIFICATION);
    for (int i = 0; births != null && i < births.length; i++) {
      plausible -= isTooLate(births, qualifications, i) ? 1 : 0;
    }
    return plausible;
  }

  private boolean isTooLate(int[] births, int[] qualifications, int line) {
    return births[line] > today
        || qualifications != null
            && qualifications[line] != Dates.INVALID
            && births[line] > qualifications[line];
  }

  /** Nothing is sure or likely of birth dates that most people cannot have. */
  private void doubtBirthdates() {
    int[] births = days(Column.BIRTHDATE);
    if (births == null) {
      return;
    }
    int[] qualifications = days(Column.QUALIFICATION);
    int late = 0;
    int dates = 0;
    for (int i = 0; i < births.length; i++) {
      dates += births[i] == Dates.INVALID ? 0 : 1;
      late += isTooLate(births, qualifications, i) ? 1 : 0;
    }
    if (late > dates / 2) {
      doubt(Column.BIRTHDATE, Saying.of("infer.lateBirths", late, dates));
      if (qualifications != null) {
        doubt(Column.QUALIFICATION, Saying.of("infer.birthsLater"));
      }
    }
  }

  /** Makes a guess doubtful. */
  void doubt(Column column, Saying why) {
    found.put(column, found.get(column).and(Certainty.doubtful, why));
  }

  /** Makes a guess likely that was sure. */
  void weaken(Column column, Saying why) {
    Guess<Found> guess = found.get(column);
    Certainty weaker = guess.certainty() == Certainty.sure ? Certainty.likely : guess.certainty();
    found.put(column, guess.and(weaker, why));
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

  /** Dates in several fields, by what their names have in common, or by one of them. */
  private void byNamesOfJoined() {
    for (int i = 0; header != null && i < joins.size(); i++) {
      List<String> names = joins.get(i).parts.stream().map(header::get).toList();
      Column column = columnOf(names);
      if (column != null && Column.DATES.contains(column) && isFree(column, fields.size() + i)) {
        takeNamed(
            column,
            fields.size() + i,
            Saying.of("infer.nameInFields", names.size()),
            Certainty.sure);
      }
    }
  }

  private Column columnOf(List<String> names) {
    String common = names.get(0);
    for (String name : names) {
      common = com.google.common.base.Strings.commonPrefix(common, name);
    }
    List<String> candidates = new ArrayList<>();
    if (!common.isEmpty()) {
      candidates.addAll(List.of(common, common + "日", common + "年月日"));
    }
    candidates.addAll(names);
    return candidates.stream()
        .map(words::column)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private void byExactName() {
    for (int i = 0; header != null && i < fields.size(); i++) {
      Column column = Layout.standard().byName().get(header.get(i));
      if (column != null && isFree(column, i)) {
        takeNamed(column, i, Saying.of("infer.name"), Certainty.sure);
      }
    }
  }

  private void byName() {
    for (int i = 0; header != null && i < fields.size(); i++) {
      Column column = words.column(header.get(i));
      if (column != null && isFree(column, i)) {
        takeNamed(column, i, Saying.of("infer.usualName"), Certainty.sure);
      }
    }
  }

  /** What the content adds to a name. */
  private void takeNamed(Column column, int field, Saying name, Certainty byName) {
    FieldContent content = Column.DATES.contains(column) ? dates(field) : content(field);
    Predicate<String> form = form(column, content);
    if (content.filled() == 0) {
      take(
          column,
          field,
          Certainty.likely,
          Saying.of("infer.and", name, Saying.of("infer.noValue")));
    } else if (form == null) {
      take(column, field, byName, name);
    } else {
      int fitting = content.fitting(form);
      take(
          column,
          field,
          fitting >= content.filled() * MOST ? byName : Certainty.doubtful,
          Saying.of("infer.and", name, fits(content, fitting)));
    }
  }

  private static Saying fits(FieldContent content, int fitting) {
    return Saying.of(
        content.filled() == 1 ? "infer.fits.one" : "infer.fits.many", fitting, content.filled());
  }

  /** What a value of the column looks like; null if anything may stand there. */
  private Predicate<String> form(Column column, FieldContent content) {
    if (Column.DATES.contains(column)) {
      String pattern = DatePatterns.of(content, eras);
      return value -> pattern != null && DatePatterns.isDate(pattern, eras, value);
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

  /** The content of a field without the dates that stand for none. */
  private FieldContent dates(int field) {
    return content(field).without(words.noDates());
  }

  /** The dates that stand for none in a field, as codes for nothing. */
  private Map<String, String> noDates(FieldContent content) {
    Map<String, String> codes = new LinkedHashMap<>();
    words.noDates().stream().filter(content::contains).forEach(word -> codes.put(word, ""));
    return codes;
  }

  /** Numbers that prove themselves by a check digit. */
  private void byProof() {
    byForm(Column.INSURER_NUMBER, FieldContent::isInsurerNumber, 0.9, "infer.checkDigit");
    byForm(Column.MY_NUMBER, FieldContent::isMyNumber, 0.3, "infer.checkDigit");
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
    fitting.sort(
        Comparator.<Integer, Double>comparing(i -> -fields.get(i).share(form))
            .thenComparing(i -> fields.get(i).distinct() == 1));
    if (!fitting.isEmpty()) {
      FieldContent content = fields.get(fitting.get(0));
      take(
          column,
          fitting.get(0),
          fitting.size() == 1 ? Certainty.sure : Certainty.doubtful,
          others(
              Saying.of("infer.and", Saying.of(why), fits(content, content.fitting(form))),
              fitting));
    }
  }

  private static Saying others(Saying why, List<Integer> fitting) {
    return fitting.size() == 1
        ? why
        : Saying.of(
            "infer.and",
            why,
            Saying.of("infer.others", fitting.stream().skip(1).map(i -> i + 1).toList()));
  }

  /**
   * Dates: the earliest are birth dates; the others are told by how many there are and by order.
   */
  private void byDates() {
    List<Integer> dates = new ArrayList<>();
    Map<Integer, Integer> middle = new LinkedHashMap<>();
    for (int i : inOrder()) {
      FieldContent content = dates(i);
      boolean isTaken = parts(i).stream().anyMatch(columns::containsKey);
      String pattern = isTaken ? null : DatePatterns.of(content, eras);
      if (pattern != null
          && content.share(value -> DatePatterns.isDate(pattern, eras, value)) >= MOST) {
        List<Integer> days = content.days(DatePattern.of(pattern, eras));
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
          Column.BIRTHDATE, birth, alone ? Certainty.sure : Certainty.likely, "infer.earliest");
      dates.remove(Integer.valueOf(birth));
    }
    List<Integer> seldom = dates.stream().filter(i -> dates(i).filledShare() < 0.5).toList();
    if (!seldom.isEmpty() && isFree(Column.DISQUALIFICATION, seldom.get(0))) {
      takeDate(
          Column.DISQUALIFICATION,
          seldom.get(0),
          seldom.size() == 1 ? Certainty.likely : Certainty.doubtful,
          "infer.fewDates");
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
          "infer.orderOfDates");
    }
  }

  /** All fields, those that are joined by the place of their first part. */
  private List<Integer> inOrder() {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < fields.size() + joins.size(); i++) {
      all.add(i);
    }
    all.sort(Comparator.comparing(field -> parts(field).get(0)));
    return all;
  }

  private void takeDate(Column column, int field, Certainty certainty, String why) {
    FieldContent content = dates(field);
    String pattern = DatePatterns.of(content, eras);
    take(
        column,
        field,
        certainty,
        Saying.of(
            "infer.and",
            Saying.of(why),
            fits(content, content.fitting(value -> DatePatterns.isDate(pattern, eras, value)))));
  }

  private void byText() {
    byForm(Column.KANA, FieldContent::isKana, 0.5, "infer.kana");
    byForm(Column.POST_NUMBER, FieldContent::isPostNumber, 0.3, "infer.sevenDigits");
    byForm(Column.ADDRESS, FieldContent::isAddress, 0.3, "infer.towns");
    byForm(Column.NAME, FieldContent::isName, 0.5, "infer.kanji");
  }

  private void byCodes() {
    for (Column column : List.of(Column.SEX, Column.FAMILY)) {
      int after = field(Column.BIRTHDATE);
      byCode(column, 0.9, after);
    }
    byCode(Column.ABSENCE_REASON, 0, field(Column.MY_NUMBER));
    byCode(Column.REASON_OF_LOSS, 0, field(Column.DISQUALIFICATION));
    byCode(Column.CARD_CLASS, 0.5, field(Column.REASON_OF_LOSS));
    byForm(Column.BRANCH, value -> value.matches("[0-9]{2}"), 0.5, "infer.twoDigits");
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
          byWords ? Saying.of("infer.codeWords") : others(Saying.of("infer.codes"), fitting));
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
            Saying.of("infer.ids"));
      }
    }
    ids.removeIf(columns::containsKey);
    if (ids.size() >= 2 && ids.get(0) < field(Column.MY_NUMBER)) {
      // Ids of several insurers repeat; they stand before the My Number all the same.
      int first = ids.get(0);
      FieldContent content = fields.get(first);
      if (isFree(Column.PERSON_ID, first) && content.distinct() > content.lines() * FEW) {
        take(Column.PERSON_ID, first, Certainty.doubtful, Saying.of("infer.idPlace"));
        ids.remove(0);
      }
    }
    if (ids.size() >= 2 && !found.containsKey(Column.NUMBER) && !found.containsKey(Column.SYMBOL)) {
      Saying why = Saying.of("infer.leftNumbers");
      take(Column.SYMBOL, ids.get(0), Certainty.doubtful, why);
      take(Column.NUMBER, ids.get(1), Certainty.doubtful, why);
    } else if (ids.size() == 1 && isFree(Column.NUMBER, ids.get(0))) {
      take(Column.NUMBER, ids.get(0), Certainty.doubtful, Saying.of("infer.leftNumber"));
    }
  }
}
