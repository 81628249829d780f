package jp.totsugo.statistics.workbook;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.InsurerType;
import jp.totsugo.record.Prefecture;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.CauseStatistics;
import jp.totsugo.schema.InsurerCount;
import jp.totsugo.schema.PrefectureStatistics;
import jp.totsugo.schema.TypeStatistics;
import jp.totsugo.words.Language;

/**
 * {@code summary.xlsx}: the figures of a run and of all runs before, in Japanese, with charts to be
 * copied into slides. It holds what the other tables hold, and nothing else.
 */
public final class SummaryWorkbook {
  /** The problems of March 2021; other defects of records have no chart. */
  private static final List<Category> PROBLEMS =
      List.of(
          Category.WRONG_MY_NUMBER,
          Category.MISSING_CARD,
          Category.MALFORMED_NUMBER,
          Category.UNREGISTRABLE);

  private static final String PER_MILLION = "100万件当たり";
  private static final String RECORDS = "件";
  private static final int CHART_COLUMNS = 6;
  private static final int CHART_ROWS = 17;

  private final ChartedBook book = new ChartedBook("游ゴシック", 10);
  private final Messages messages = new Messages(Language.ja);
  private final LocalDate asOf;

  public SummaryWorkbook(LocalDate asOf) {
    this.asOf = asOf;
  }

  public void write(Path file) throws IOException {
    book.write(file, asOf);
  }

  /** The figures of the nation in the words of March 2021. */
  public void addNation(InsurerCount nation) {
    TableSheet sheet =
        new TableSheet(
            book.sheet("全国"),
            "全国の状況（" + asOf + "現在）",
            "割合は、分母に示した記録の数に対するもの",
            List.of("項目", "件数", "割合（%）", PER_MILLION, "分母", "分母の件数"));
    sheet.wide(0, 28).wide(4, 12);
    long records = nation.getRecords();
    long registered = nation.getRegistered();
    row(sheet, "個人番号に誤りがあるもの", nation.getWrongMyNumber(), registered, false);
    row(sheet, "被保険者証の情報が登録されていないもの", nation.getMissingCard(), registered, false);
    row(sheet, "被保険者番号が正確ではないもの", nation.getMalformedNumber(), registered, false);
    row(sheet, "　うち「●」が含まれるもの", nation.getBlackCircle(), registered, false);
    row(sheet, "その他の記録の誤り", nation.getRecordDefect(), records, true);
    row(sheet, "マイナンバーを登録できないもの（理由あり）", nation.getAbsentWithReason(), records, true);
    row(sheet, "マイナンバーを登録できないもの（理由なし）", nation.getAbsentWithoutReason(), records, true);
    int end = sheet.row();
    sheet.text("登録者（個人番号のある記録）").count(registered).endRow();
    sheet.text("すべての記録").count(records).endRow();
    book.add(
        new Chart(
            Chart.Kind.BARS,
            "記録の誤り（" + asOf + "）",
            PER_MILLION,
            new Chart.Cells(0, TableSheet.HEADINGS + 1, end - 1),
            List.of(new Chart.Series(3, TableSheet.HEADINGS)),
            new Chart.Place(0, end + 3, 6, end + 3 + CHART_ROWS)));
  }

  private static void row(
      TableSheet sheet, String what, long count, long of, boolean isOfAllRecords) {
    sheet
        .text(what)
        .count(count)
        .percent(count, of)
        .perMillion(count, of)
        .text(isOfAllRecords ? "すべての記録" : "登録者")
        .count(of)
        .endRow();
  }

  /** The nation in all runs, the oldest first. */
  public void addMonths(List<InsurerCount> nations) {
    List<String> headings = new ArrayList<>(List.of("基準日", "すべての記録", "登録者"));
    addHeadings(headings);
    headings.add("●が含まれるもの");
    TableSheet sheet =
        new TableSheet(book.sheet("推移"), "全国の推移", "割合は" + ofWhat() + "100万件当たり", headings);
    for (InsurerCount nation : nations) {
      sheet.text(nation.getAsOf()).count(nation.getRecords()).count(nation.getRegistered());
      addFigures(sheet, nation);
      sheet.count(nation.getBlackCircle()).endRow();
    }
    for (int i = 0; i < PROBLEMS.size(); i++) {
      book.add(
          new Chart(
              Chart.Kind.LINES,
              messages.category(PROBLEMS.get(i)),
              PER_MILLION,
              new Chart.Cells(0, TableSheet.HEADINGS + 1, sheet.row() - 1),
              List.of(new Chart.Series(rateColumn(3, PROBLEMS.get(i)), TableSheet.HEADINGS)),
              place(sheet, i)));
    }
  }

  /** Below the table, two side by side. */
  private static Chart.Place place(TableSheet sheet, int number) {
    int left = number % 2 * CHART_COLUMNS;
    int top = below(sheet, number / 2);
    return new Chart.Place(left, top, left + CHART_COLUMNS, top + CHART_ROWS);
  }

  private static int below(TableSheet sheet, int charts) {
    return sheet.row() + 1 + charts * (CHART_ROWS + 1);
  }

  private static String ofWhat() {
    return "、登録できないものとその他の記録の誤りはすべての記録、ほかは登録者の";
  }

  private void addHeadings(List<String> headings) {
    for (Category category : Category.values()) {
      headings.add(messages.category(category));
      headings.add(messages.category(category) + "（" + PER_MILLION + "）");
    }
  }

  private static int rateColumn(int first, Category category) {
    return first + 2 * category.ordinal() + 1;
  }

  private static void addFigures(TableSheet sheet, InsurerCount counts) {
    for (Category category : Category.values()) {
      long records =
          switch (category) {
            case UNREGISTRABLE -> counts.getUnregistrable();
            case WRONG_MY_NUMBER -> counts.getWrongMyNumber();
            case MISSING_CARD -> counts.getMissingCard();
            case MALFORMED_NUMBER -> counts.getMalformedNumber();
            case RECORD_DEFECT -> counts.getRecordDefect();
          };
      boolean isOfAllRecords =
          category == Category.UNREGISTRABLE || category == Category.RECORD_DEFECT;
      sheet
          .count(records)
          .perMillion(records, isOfAllRecords ? counts.getRecords() : counts.getRegistered());
    }
  }

  /** A row a type of insurer. */
  public void addTypes(List<TypeStatistics> rows) {
    TableSheet sheet = partSheet("保険者の種別", "種別");
    String last = "";
    for (TypeStatistics row : rows) {
      if (!row.getInsurerType().equals(last)) {
        last = beginPart(sheet, last, row.getInsurerType());
        sheet
            .text(InsurerType.valueOf(last).japanese())
            .count(row.getInsurers())
            .count(row.getAllRecords())
            .count(row.getRegistered());
      }
      sheet.count(row.getRecords()).perMillion(row.getRecords(), row.getDenominator());
    }
    sheet.endRow();
    addCharts(sheet, Chart.Kind.BARS);
  }

  /** A row a prefecture. */
  public void addPrefectures(List<PrefectureStatistics> rows) {
    TableSheet sheet = partSheet("都道府県", "都道府県");
    String last = "";
    for (PrefectureStatistics row : rows) {
      if (!row.getPrefecture().equals(last)) {
        last = beginPart(sheet, last, row.getPrefecture());
        sheet
            .text(prefecture(last))
            .count(row.getInsurers())
            .count(row.getAllRecords())
            .count(row.getRegistered());
      }
      sheet.count(row.getRecords()).perMillion(row.getRecords(), row.getDenominator());
    }
    sheet.endRow();
    for (int i = 0; i < PROBLEMS.size(); i++) {
      int top = below(sheet, i);
      addChart(
          sheet,
          Chart.Kind.COLUMNS,
          PROBLEMS.get(i),
          new Chart.Place(0, top, sheet.columns(), top + CHART_ROWS));
    }
  }

  private TableSheet partSheet(String name, String what) {
    List<String> headings = new ArrayList<>(List.of(what, "保険者数", "すべての記録", "登録者"));
    addHeadings(headings);
    return new TableSheet(
            book.sheet(name),
            name + "ごとの状況（" + asOf + "現在）",
            "割合は" + ofWhat() + "100万件当たり",
            headings)
        .wide(0, 8);
  }

  private static String beginPart(TableSheet sheet, String last, String next) {
    if (!last.isEmpty()) {
      sheet.endRow();
    }
    return next;
  }

  private static String prefecture(String code) {
    return code.matches("[0-9]+") ? Prefecture.japanese(Integer.parseInt(code)) : "不明";
  }

  private void addCharts(TableSheet sheet, Chart.Kind kind) {
    for (int i = 0; i < PROBLEMS.size(); i++) {
      addChart(sheet, kind, PROBLEMS.get(i), place(sheet, i));
    }
  }

  private void addChart(TableSheet sheet, Chart.Kind kind, Category category, Chart.Place place) {
    book.add(
        new Chart(
            kind,
            messages.category(category),
            PER_MILLION,
            new Chart.Cells(0, TableSheet.HEADINGS + 1, sheet.row() - 1),
            List.of(new Chart.Series(rateColumn(4, category), TableSheet.HEADINGS)),
            place));
  }

  /** The causes of all insurers together, by rule. */
  public void addCauses(List<CauseStatistics> rows) {
    Map<String, long[]> sums = new LinkedHashMap<>();
    for (CauseStatistics row : rows) {
      long[] sum = sums.computeIfAbsent(row.getRule() + "." + row.getCause(), key -> new long[2]);
      sum[0] += row.getFindings();
      sum[1] += row.getRecords();
    }
    TableSheet sheet =
        new TableSheet(
            book.sheet("原因"),
            "原因ごとの件数（" + asOf + "現在）",
            "原因を分けている規則だけを示す",
            List.of("原因", "規則", "指摘", "記録", "規則が見つけるもの"));
    sheet.wide(0, 34).wide(1, 14).wide(4, 40);
    Map<Rule, Chart.Cells> ofRules = new LinkedHashMap<>();
    for (Rule rule : Rule.values()) {
      int first = sheet.row();
      for (String cause : rule.causes()) {
        long[] sum = sums.get(rule + "." + cause);
        if (sum != null) {
          sheet.text(messages.cause(rule, cause)).text(rule.name()).count(sum[0]).count(sum[1]);
          sheet.text(messages.meaning(rule)).endRow();
        }
      }
      if (sheet.row() > first) {
        ofRules.put(rule, new Chart.Cells(0, first, sheet.row() - 1));
      }
    }
    int charts = 0;
    for (Map.Entry<Rule, Chart.Cells> rule : ofRules.entrySet()) {
      int top = below(sheet, charts++);
      book.add(
          new Chart(
              Chart.Kind.BARS,
              rule.getKey().name(),
              RECORDS,
              rule.getValue(),
              List.of(new Chart.Series(3, TableSheet.HEADINGS)),
              new Chart.Place(0, top, sheet.columns(), top + CHART_ROWS)));
    }
  }

  /**
   * A row an insurer.
   *
   * @param names of insurers by number
   */
  public void addInsurers(List<InsurerCount> insurers, Map<String, String> names) {
    List<String> headings =
        new ArrayList<>(List.of("保険者番号", "保険者名", "種別", "都道府県", "すべての記録", "登録者"));
    addHeadings(headings);
    headings.add("●が含まれるもの");
    TableSheet sheet =
        new TableSheet(
            book.sheet("保険者"),
            "保険者ごとの状況（" + asOf + "現在）",
            "割合は" + ofWhat() + "100万件当たり。記録の少ない保険者の割合は偶然に左右される",
            headings);
    sheet.wide(1, 16).wide(2, 8).wide(3, 5);
    for (InsurerCount row : insurers) {
      int insurer = InsurerNumber.ofText(row.getInsurer());
      boolean isKnown = insurer != InsurerNumber.UNKNOWN;
      sheet
          .text(row.getInsurer())
          .text(names.getOrDefault(row.getInsurer(), ""))
          .text(InsurerType.of(insurer).japanese())
          .text(isKnown ? Prefecture.japanese(InsurerNumber.prefecture(insurer)) : "不明")
          .count(row.getRecords())
          .count(row.getRegistered());
      addFigures(sheet, row);
      sheet.count(row.getBlackCircle()).endRow();
    }
    sheet.filter();
  }
}
