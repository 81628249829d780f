package jp.totsugo.page;

import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.page.Insurers.Insurer;
import jp.totsugo.page.MinistryPage.Row;
import jp.totsugo.page.result.Counts;
import jp.totsugo.page.text.PageText;
import jp.totsugo.rule.Category;

/**
 * The rows of the table of insurers. There are thousands in a page, so they are written as short as
 * HTML lets them be, without the end tags that it does not need; templates write all of them.
 */
final class InsurerRows {
  private InsurerRows() {}

  static String of(List<Row> rows, PageText t) {
    StringOutput out = new StringOutput(256 * (rows.size() + 1));
    rows.forEach(row -> write(row, t, out));
    return out.toString();
  }

  /** The rows in lists that are no longer than so many bytes each. */
  static List<List<Row>> partition(List<Row> rows, long most, PageText t) {
    List<List<Row>> parts = new ArrayList<>();
    List<Row> part = new ArrayList<>();
    long bytes = 0;
    for (Row row : rows) {
      int length = of(List.of(row), t).getBytes(StandardCharsets.UTF_8).length;
      if (bytes + length > most && !part.isEmpty()) {
        parts.add(part);
        part = new ArrayList<>();
        bytes = 0;
      }
      part.add(row);
      bytes += length;
    }
    parts.add(part);
    return parts;
  }

  private static void write(Row row, PageText t, StringOutput out) {
    Insurer insurer = row.insurer();
    Counts counts = row.counts();
    out.writeContent("<tr><td><a href=\"");
    Escape.htmlAttribute(PageText.file(insurer.page(), t.language()), out);
    out.writeContent("\">");
    Escape.htmlContent(insurer.number(), out);
    out.writeContent("</a><td>");
    Escape.htmlContent(insurer.name(), out);
    out.writeContent("<td>");
    Escape.htmlContent(t.typeShort(insurer.type()), out);
    out.writeContent("<td>");
    Escape.htmlContent(t.prefectureShort(insurer.prefecture()), out);
    out.writeContent("<td>" + PageText.number(counts.registered()));
    for (Category category : MinistryPage.CATEGORIES) {
      long count = counts.of(category);
      out.writeContent("<td>" + PageText.number(count) + "<td>");
      Escape.htmlContent(t.rate(count, counts.denominator(category)), out);
    }
    out.writeContent("\n");
  }
}
