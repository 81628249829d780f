package jp.totsugo.pack;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.totsugo.history.answer.AnswerKind;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.schema.Correction;
import jp.totsugo.schema.Issue;
import org.dhatim.fastexcel.DataValidationErrorStyle;
import org.dhatim.fastexcel.Workbook;

/** A workbook while it is written: first the rows of the list, in their order, then all else. */
final class PackBook implements Closeable {
  private static final String APPLICATION = "Totsugo";
  private static final String APPLICATION_VERSION = "1.0";

  /** The step that tells how the answers come back. */
  private static final int RETURN_STEP = 4;

  private static final int COLUMNS = PackColumn.values().length;

  private static final int FIRST_ANSWER = PackColumn.ANSWER.ordinal();
  private static final int[] COVER_WIDTHS = {32, 22, 22, 26, 28};
  private static final int[] OUTCOME_WIDTHS = {16, 40, 12, 32, 12, 12, 10, 22, 10, 10, 18};
  private static final int[] GUIDE_WIDTHS = {18, 42, 14, 66};
  private static final int[] ACTION_WIDTHS = {8, 16, 52, 72};

  private final PackTexts texts;
  private final PackHead head;
  private final String packId;
  private final Map<PackList.Action, Integer> actions;
  private final OutputStream out;
  private final Workbook book;
  private final Map<PackSheet, SheetWriter> sheets = new EnumMap<>(PackSheet.class);
  private final SheetWriter list;
  private String group = "";
  private Look groupLook = Look.OTHER_GROUP;

  /**
   * @param raw where the library writes it
   * @param actions what all rows of all parts ask for
   */
  PackBook(RawBook raw, PackTexts texts, PackHead head, int part, Iterable<PackList.Action> actions)
      throws IOException {
    this.texts = texts;
    this.head = head;
    packId = PackId.of(head.runId(), head.insurer(), part);
    this.actions = numbered(actions);
    out = raw.toWrite();
    book = new Workbook(out, APPLICATION, APPLICATION_VERSION);
    book.setCompressionLevel(raw.compressionLevel());
    book.setGlobalDefaultFont(Look.FONT, Look.POINTS);
    open(PackSheet.COVER, COVER_WIDTHS);
    list = open(PackSheet.LIST, PackColumn.widths());
    open(PackSheet.OUTCOME, OUTCOME_WIDTHS);
    open(PackSheet.GUIDE, GUIDE_WIDTHS);
    open(PackSheet.ACTIONS, ACTION_WIDTHS);
    list.row(
        Look.HEADING,
        FIRST_ANSWER,
        Look.ANSWER_HEADING,
        Arrays.stream(PackColumn.values())
            .map(column -> column.heading(texts.language()))
            .toArray(String[]::new));
    beginTable(list);
  }

  private static Map<PackList.Action, Integer> numbered(Iterable<PackList.Action> actions) {
    Map<PackList.Action, Integer> numbers = new HashMap<>();
    for (PackList.Action action : actions) {
      numbers.put(action, numbers.size() + 1);
    }
    return numbers;
  }

  private SheetWriter open(PackSheet sheet, int... widths) {
    SheetWriter writer = new SheetWriter(book.newWorksheet(sheet.title(texts.language())), widths);
    String insurer =
        head.name().isEmpty() ? number() : texts.text("head.insurer", head.name(), number());
    writer.pages(insurer, texts.text("head.confidential"), texts.text("head.pack", packId));
    sheets.put(sheet, writer);
    return writer;
  }

  private String number() {
    return head.insurer().equals(InsurerNumber.text(InsurerNumber.UNKNOWN))
        ? texts.text("head.unknown")
        : head.insurer();
  }

  /** The row that was written last heads a table. */
  private static void beginTable(SheetWriter writer) {
    writer.sheet().freezePane(0, writer.rows());
    writer.sheet().repeatRows(writer.rows() - 1);
  }

  private static void endTable(SheetWriter writer, int header, int columns) {
    writer.sheet().setAutoFilter(header, 0, Math.max(header, writer.rows() - 1), columns - 1);
  }

  /** How many rows the list has. */
  int size() {
    return list.rows() - 1;
  }

  /** Adds a row to the list. */
  void add(PackRow row) throws IOException {
    if (!row.group().equals(group)) {
      group = row.group();
      if (!group.isEmpty()) {
        groupLook = groupLook == Look.GROUP ? Look.OTHER_GROUP : Look.GROUP;
      }
    }
    list.row(group.isEmpty() ? Look.TEXT : groupLook, FIRST_ANSWER, Look.ANSWER, cells(row));
  }

  private String[] cells(PackRow row) {
    Correction finding = row.finding();
    String[] cells = new String[COLUMNS];
    for (PackColumn column : PackColumn.values()) {
      String text =
          switch (column) {
            case STATUS -> texts.text("status." + finding.getStatus());
            case PRIORITY -> Integer.toString(finding.getPriority());
            case CATEGORY -> texts.category(row.rule().category());
            case PROBLEM -> texts.problem(row.rule(), finding.getCause(), finding.getSeverity());
            case ACTION ->
                texts.text(
                    "action",
                    texts.shortAction(row.rule(), finding.getCause()),
                    actions.get(new PackList.Action(row.rule(), finding.getCause())));
            case FIELD -> texts.field(finding.getField());
            case VALUE -> finding.getValue();
            case PERSON_ID -> finding.getPersonId();
            case SYMBOL -> finding.getSymbol();
            case NUMBER -> finding.getNumber();
            case BRANCH -> finding.getBranch();
            case MY_NUMBER_MASKED -> finding.getMyNumberMasked();
            case GROUP -> row.group();
            case RELATED -> texts.related(row);
            case FILE -> finding.getFile();
            case LINE -> Long.toString(finding.getLine());
            case FIRST_SEEN -> finding.getFirstSeen();
            case ISSUE_ID -> finding.getIssueId();
            case ANSWER, REASON, ANSWERED_ON, ANSWERED_BY -> "";
          };
      cells[column.ordinal()] = column == PackColumn.RELATED ? text : column.fitting(text);
    }
    return cells;
  }

  /**
   * Writes all else, and ends the workbook.
   *
   * @param outcomes those that stand in this part
   */
  void finish(PackCover cover, List<Outcome> outcomes) throws IOException {
    finishList();
    writeCover(cover);
    writeOutcomes(outcomes);
    writeGuide();
    writeActions();
    book.finish();
    out.close();
  }

  private void finishList() throws IOException {
    endTable(list, 0, COLUMNS);
    if (size() > 0) {
      String kinds =
          String.join(
              ",",
              Arrays.stream(AnswerKind.values())
                  .map(kind -> kind.label(texts.language()))
                  .toList());
      list.sheet()
          .range(1, FIRST_ANSWER, size(), FIRST_ANSWER)
          .validateWithListByFormula("\"" + kinds + "\"")
          .errorStyle(DataValidationErrorStyle.STOP)
          .showErrorMessage(true)
          .errorTitle(texts.text("answer.notInList.title"))
          .error(texts.text("answer.notInList"));
    }
    list.sheet().finish();
  }

  private void writeCover(PackCover cover) throws IOException {
    SheetWriter sheet = sheets.get(PackSheet.COVER);
    sheet.onOnePage();
    sheet.wide(Look.TITLE, null, null, texts.text("cover.title"));
    sheet.gap();
    fact(sheet, "cover.insurer", number());
    if (!head.name().isEmpty()) {
      fact(sheet, "cover.name", head.name());
    }
    fact(sheet, "cover.asOf", texts.day(head.asOf()));
    if (head.comesBack()) {
      fact(
          sheet,
          "cover.due",
          head.due() == null ? texts.text("cover.due.none") : texts.day(head.due()));
    }
    fact(sheet, "cover.rows", rows(cover));
    fact(sheet, "cover.pack", packId);
    fact(sheet, "cover.run", head.runId());
    sheet.gap();
    if (cover.askingForAction() > 0) {
      sheet.wide(Look.TO_DO, null, null, said("cover.outcome.todo", cover.askingForAction()));
      sheet.gap();
    }
    sheet.wide(Look.CHAPTER, null, null, texts.text("cover.counts"));
    writeCounts(sheet, cover);
    if (cover.cleared() > 0) {
      sheet.wide(Look.PLAIN, null, null, said("cover.cleared", cover.cleared()));
    }
    if (cover.unobserved() > 0) {
      sheet.wide(Look.PLAIN, null, null, said("cover.unobserved", cover.unobserved()));
    }
    sheet.gap();
    sheet.wide(Look.CHAPTER, null, null, texts.text("cover.how"));
    for (int step = 1; step <= 5; step++) {
      String key =
          step == RETURN_STEP && !head.comesBack()
              ? "cover.step.notReturned"
              : "cover.step." + step;
      sheet.wide(Look.PLAIN, null, null, texts.text(key));
    }
    sheet.gap();
    sheet.wide(Look.PLAIN, null, null, texts.text("cover.certificate"));
    sheet.sheet().finish();
  }

  private String said(String key, long count) {
    return texts.text(key, texts.count(count));
  }

  private void fact(SheetWriter sheet, String key, String text) throws IOException {
    sheet.wide(Look.TEXT, Look.LABEL, texts.text(key), text);
  }

  private String rows(PackCover cover) {
    String all = texts.count(cover.rows());
    return cover.parts() == 1
        ? texts.text("cover.rows.value", all)
        : texts.text(
            "cover.rows.part",
            all,
            texts.count(cover.firstRow()),
            texts.count(cover.firstRow() + Math.max(0, size() - 1)),
            cover.part(),
            cover.parts());
  }

  private void writeCounts(SheetWriter sheet, PackCover cover) throws IOException {
    sheet.row(
        Look.HEADING,
        texts.text("cover.category"),
        texts.text("cover.before"),
        texts.text("cover.now"),
        texts.text("cover.new"),
        texts.text("cover.closed"));
    long[] sums = new long[4];
    for (CategoryCounts counts : cover.counts()) {
      long[] row = {counts.before(), counts.now(), counts.fresh(), counts.closed()};
      writeCounts(sheet, texts.category(counts.category()), row);
      for (int i = 0; i < row.length; i++) {
        sums[i] = row[i] < 0 ? row[i] : sums[i] + row[i];
      }
    }
    writeCounts(sheet, texts.text("cover.total"), sums);
  }

  private void writeCounts(SheetWriter sheet, String label, long... counts) throws IOException {
    List<String> cells = new ArrayList<>(List.of(label));
    for (long count : counts) {
      cells.add(count < 0 ? texts.text("cover.none") : texts.count(count));
    }
    sheet.row(Look.LABEL, 1, Look.NUMBER, cells.toArray(String[]::new));
  }

  private void writeOutcomes(List<Outcome> outcomes) throws IOException {
    SheetWriter sheet = sheets.get(PackSheet.OUTCOME);
    sheet.row(
        Look.HEADING,
        headings(
            "outcome.heading.",
            "result",
            "text",
            "category",
            "problem",
            "field",
            "person",
            "answer",
            "reason",
            "answeredOn",
            "firstSeen",
            "issue"));
    beginTable(sheet);
    for (Outcome outcome : outcomes) {
      Issue issue = outcome.issue();
      String answer =
          issue.getAnswer().isEmpty()
              ? ""
              : AnswerKind.valueOf(issue.getAnswer()).label(texts.language());
      String[] cells = {
        texts.text(outcome.key()),
        texts.text(outcome.textKey()),
        texts.category(outcome.rule().category()),
        texts.problem(outcome.rule(), issue.getCause(), issue.getSeverity()),
        texts.field(issue.getField()),
        issue.getPersonId(),
        answer,
        issue.getAnswerReason(),
        issue.getAnsweredOn(),
        issue.getFirstSeen(),
        issue.getIssueId()
      };
      for (int column = 0; column < cells.length; column++) {
        cells[column] =
            ShownText.of(cells[column], OUTCOME_WIDTHS[column] * (SheetWriter.MOST_LINES - 4));
      }
      sheet.row(outcome.kind().asksForAction() ? Look.TO_DO : Look.TEXT, cells);
    }
    if (outcomes.isEmpty()) {
      sheet.wide(Look.TEXT, null, null, texts.text("outcome.nothing"));
    } else {
      endTable(sheet, 0, OUTCOME_WIDTHS.length);
    }
    sheet.sheet().finish();
  }

  private String[] headings(String prefix, String... keys) {
    return Arrays.stream(keys).map(key -> texts.text(prefix + key)).toArray(String[]::new);
  }

  private void writeGuide() throws IOException {
    SheetWriter sheet = sheets.get(PackSheet.GUIDE);
    sheet.onOnePage();
    sheet.wide(Look.CHAPTER, null, null, texts.text("guide.answers"));
    sheet.row(Look.HEADING, headings("guide.heading.", "answer", "when", "reason", "next"));
    for (AnswerKind kind : AnswerKind.values()) {
      sheet.row(
          Look.LABEL,
          1,
          Look.TEXT,
          kind.label(texts.language()),
          texts.text("guide." + kind + ".when"),
          texts.text(kind.needsReason() ? "guide.needed" : "guide.free"),
          texts.text("guide." + kind + ".next"));
    }
    sheet.gap();
    sheet.wide(Look.CHAPTER, null, null, texts.text("guide.reason"));
    for (String key : List.of("good", "bad", "never")) {
      sheet.wide(Look.PLAIN, null, null, texts.text("guide.reason." + key));
    }
    sheet.gap();
    sheet.wide(Look.CHAPTER, null, null, texts.text("guide.columns"));
    for (PackColumn column : PackColumn.values()) {
      if (texts.has("guide.column." + column)) {
        sheet.wide(
            Look.TEXT,
            Look.LABEL,
            column.heading(texts.language()),
            texts.text("guide.column." + column));
      }
    }
    sheet.gap();
    sheet.wide(Look.CHAPTER, null, null, texts.text("guide.work"));
    for (int i = 1; i <= 4; i++) {
      sheet.wide(Look.PLAIN, null, null, texts.text("guide.work." + i));
    }
    sheet.sheet().finish();
  }

  private void writeActions() throws IOException {
    SheetWriter sheet = sheets.get(PackSheet.ACTIONS);
    sheet.row(
        Look.HEADING, headings("actions.heading.", "number", "category", "meaning", "action"));
    beginTable(sheet);
    List<Map.Entry<PackList.Action, Integer>> inOrder = new ArrayList<>(actions.entrySet());
    inOrder.sort(Comparator.comparing(Map.Entry::getValue));
    for (Map.Entry<PackList.Action, Integer> action : inOrder) {
      sheet.row(
          Look.TEXT,
          action.getValue().toString(),
          texts.category(action.getKey().rule().category()),
          texts.meaning(action.getKey()),
          texts.action(action.getKey()));
    }
    if (actions.isEmpty()) {
      sheet.wide(Look.TEXT, null, null, texts.text("actions.nothing"));
    }
    sheet.sheet().finish();
  }

  /** Lets go of the file, finished or not. */
  @Override
  public void close() throws IOException {
    out.close();
  }
}
