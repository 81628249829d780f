package jp.totsugo.pack.answered;

import java.io.IOException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.totsugo.history.answer.AnswerKind;
import jp.totsugo.history.answer.AnswerRules;
import jp.totsugo.history.answer.AnswerText;
import jp.totsugo.pack.PackColumn;
import jp.totsugo.pack.sheet.SheetRow;
import jp.totsugo.pack.sheet.SheetVisitor;
import jp.totsugo.pack.sheet.UnusableFileException;
import jp.totsugo.pack.sheet.UnusableFileException.Cause;
import jp.totsugo.storage.ShownName;

/**
 * Takes the rows of one file that came back: those of every sheet that has the headings of the
 * list, whatever its name, wherever the headings stand. What was filled in is kept, with all that
 * can be said of it without the queue.
 */
final class PackReader implements SheetVisitor {
  private static final Pattern PACK_ID =
      Pattern.compile(
          "(?<![0-9A-Za-z])([0-9]{8}|unknown)-[1-9][0-9]{0,4}-[a-z2-7]{16}(?![0-9A-Za-z])");

  /** Texts that may have an id of a pack in them are short. */
  private static final int LONGEST_WITH_PACK_ID = 200;

  /** The headings stand in one of the first rows of a sheet. */
  private static final int ROWS_BEFORE_HEADINGS = 1_000;

  private static final int MOST_ISSUES = 64;
  private static final int LONGEST_SHOWN = 100;
  private static final int LONGEST_CELL = 20_000;

  /** A cell that is computed is no cell that was written. */
  private static final String COMPUTED = "=";

  private static final List<PackColumn> FILLED_IN =
      List.of(PackColumn.ANSWER, PackColumn.REASON, PackColumn.ANSWERED_ON, PackColumn.ANSWERED_BY);

  private final int file;
  private final LocalDate asOf;
  private final RowStore store;
  private final Set<String> issues = new LinkedHashSet<>();
  private String packId = "";
  private String sheet = "";
  private ListHeadings headings;
  private int rowsBefore;
  private boolean hasList;
  private long answered;
  private long unanswered;

  /**
   * @param file by its place among all that are read
   * @param asOf of the run
   */
  PackReader(int file, LocalDate asOf, RowStore store) {
    this.file = file;
    this.asOf = asOf;
    this.store = store;
  }

  @Override
  public void sheet(String name) {
    sheet = cut(ShownName.of(name), LONGEST_SHOWN);
    headings = null;
    rowsBefore = 0;
  }

  @Override
  public void row(SheetRow row) throws IOException, UnusableFileException {
    if (headings != null) {
      listRow(row);
      return;
    }
    if (packId.isEmpty()) {
      findPackId(row);
    }
    if (rowsBefore++ < ROWS_BEFORE_HEADINGS) {
      headings = ListHeadings.of(row);
      hasList |= headings != null;
    }
  }

  private void findPackId(SheetRow row) {
    for (int i = 0; i < row.columns(); i++) {
      String text = row.text(i);
      if (text.length() <= LONGEST_WITH_PACK_ID && text.indexOf('-') >= 0) {
        Matcher id = PACK_ID.matcher(text);
        if (id.find()) {
          packId = id.group();
          return;
        }
      }
    }
  }

  private void listRow(SheetRow row) throws IOException, UnusableFileException {
    String id = text(row, PackColumn.ISSUE_ID);
    String answer = text(row, PackColumn.ANSWER);
    String reason = text(row, PackColumn.REASON);
    boolean isComputed =
        FILLED_IN.stream().anyMatch(column -> isComputed(row, column))
            || row.isFormula(headings.place(PackColumn.ISSUE_ID));
    if (answer.isEmpty() && reason.isEmpty() && !isComputed) {
      unanswered += id.isEmpty() ? 0 : 1;
      return;
    }
    if (AnswerRules.issueId(folded(id)).isEmpty() && ListHeadings.of(row) != null) {
      // The headings again, as some programs repeat them on every page.
      return;
    }
    add(row, AnswerRules.issueId(folded(id)), answer, reason, isComputed);
  }

  private void add(SheetRow row, String issueId, String answer, String reason, boolean isComputed)
      throws IOException {
    String by = text(row, PackColumn.ANSWERED_BY);
    AnswerKind kind = AnswerKind.of(answer);
    int dayColumn = headings.place(PackColumn.ANSWERED_ON);
    AnswerDay day =
        AnswerDay.of(
            text(row, PackColumn.ANSWERED_ON), row.isNumber(dayColumn), row.countsFrom1904(), asOf);
    String shownReason = AnswerText.shown(reason);
    String shownBy = AnswerText.shown(by);
    Refusal refusal = null;
    if (isComputed) {
      refusal = Refusal.FORMULA;
    } else if ((answer + reason + by).indexOf('\uFFFD') >= 0) {
      refusal = Refusal.UNREADABLE;
    } else if (issueId.isEmpty()) {
      refusal = Refusal.ISSUE_ID_ILLEGIBLE;
    } else if (kind == null) {
      refusal = answer.isEmpty() ? Refusal.ANSWER_MISSING : Refusal.ANSWER_NOT_IN_LIST;
    } else if (kind.needsReason() && reason.isEmpty()) {
      refusal = Refusal.REASON_MISSING;
    } else if (shownReason.length() > AnswerText.LONGEST_REASON
        || shownBy.length() > AnswerText.LONGEST_NAME) {
      refusal = Refusal.TOO_LONG;
    } else if (day.kind() == AnswerDay.Kind.ILLEGIBLE) {
      refusal = Refusal.DATE_ILLEGIBLE;
    }
    int notes = 0;
    if (AnswerText.holdsMyNumber(answer)
        || AnswerText.holdsMyNumber(reason)
        || AnswerText.holdsMyNumber(by)) {
      notes |= Note.NUMBER_MASKED.bit();
    }
    notes |= day.kind() == AnswerDay.Kind.MISSING ? Note.DAY_MISSING.bit() : 0;
    notes |= day.kind() == AnswerDay.Kind.COMPLETED ? Note.DAY_COMPLETED.bit() : 0;
    answered++;
    if (!issueId.isEmpty() && issues.size() < MOST_ISSUES) {
      issues.add(issueId);
    }
    boolean isRefused = refusal != null;
    store.add(
        new AnsweredRow(
            file,
            sheet,
            row.line(),
            issueId,
            kind,
            kind == null ? cut(AnswerText.shown(answer), LONGEST_SHOWN) : "",
            isRefused ? cut(shownReason, AnswerText.LONGEST_REASON) : shownReason,
            day(day),
            isRefused ? cut(shownBy, AnswerText.LONGEST_NAME) : shownBy,
            refusal,
            notes,
            locked(row)));
  }

  private String day(AnswerDay day) {
    return switch (day.kind()) {
      case GIVEN, COMPLETED -> day.day().toString();
      case MISSING -> asOf.toString();
      case ILLEGIBLE -> "";
    };
  }

  private String[] locked(SheetRow row) {
    String[] cells = new String[AnsweredRow.LOCKED.size()];
    for (int i = 0; i < cells.length; i++) {
      PackColumn column = AnsweredRow.LOCKED.get(i);
      int place = headings.place(column);
      if (place >= 0) {
        cells[i] = row.isFormula(place) ? COMPUTED : cut(row.text(place), LONGEST_CELL);
      }
    }
    return cells;
  }

  private boolean isComputed(SheetRow row, PackColumn column) {
    int place = headings.place(column);
    return row.isFormula(place) || row.text(place).startsWith(COMPUTED);
  }

  private String text(SheetRow row, PackColumn column) {
    return trimmed(row.text(headings.place(column)));
  }

  /** Without what cannot be seen at both ends. */
  private static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isInvisible(text.charAt(from))) {
      from++;
    }
    while (to > from && isInvisible(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isInvisible(char c) {
    return c <= ' '
        || c > '~'
            && switch (Character.getType(c)) {
              case Character.CONTROL,
                  Character.FORMAT,
                  Character.SPACE_SEPARATOR,
                  Character.LINE_SEPARATOR,
                  Character.PARAGRAPH_SEPARATOR ->
                  true;
              default -> false;
            };
  }

  private static String folded(String id) {
    return Normalizer.normalize(id, Normalizer.Form.NFKC).strip();
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }

  @Override
  public void unreadable(long line) throws IOException {
    if (headings == null) {
      return;
    }
    answered++;
    store.add(
        new AnsweredRow(
            file,
            sheet,
            line,
            "",
            null,
            "",
            "",
            "",
            "",
            Refusal.UNREADABLE,
            0,
            new String[AnsweredRow.LOCKED.size()]));
  }

  /** To be asked when the file was read. */
  void requireList() throws UnusableFileException {
    if (!hasList) {
      throw new UnusableFileException(Cause.NO_LIST);
    }
  }

  String packId() {
    return packId;
  }

  List<String> issues() {
    return new ArrayList<>(issues);
  }

  long answered() {
    return answered;
  }

  long unanswered() {
    return unanswered;
  }
}
