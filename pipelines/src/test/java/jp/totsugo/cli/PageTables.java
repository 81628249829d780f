package jp.totsugo.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of a page of ours, as a reader sees them. */
final class PageTables {
  private static final Pattern TABLE = Pattern.compile("(?s)<table.*?</table>");
  private static final Pattern ROW = Pattern.compile("(?s)<tr>(.*?)(?=<tr>|</tbody>|</thead>)");
  private static final Pattern CELL =
      Pattern.compile("(?s)<t([hd])\\b[^>]*>(.*?)(?=<t[hd]\\b|</tr>|$)");

  private final String html;

  PageTables(String html) {
    this.html = html;
  }

  /**
   * The rows of the n-th table of the section with this id, without its heads. What stands small
   * below a number in a cell is parted from it by a bar.
   */
  List<List<String>> rows(String section, int n) {
    int from = html.indexOf("id=\"" + section + "\"");
    if (from < 0) {
      throw new IllegalArgumentException("no section " + section);
    }
    Matcher table = TABLE.matcher(html);
    table.region(from, html.length());
    for (int i = 0; i <= n; i++) {
      if (!table.find()) {
        throw new IllegalArgumentException("no table " + n + " in " + section);
      }
    }
    String text = table.group();
    List<List<String>> rows = new ArrayList<>();
    Matcher row = ROW.matcher(text.substring(text.indexOf("<tbody>") + 7));
    while (row.find()) {
      List<String> cells = new ArrayList<>();
      Matcher cell = CELL.matcher(row.group(1));
      while (cell.find()) {
        cells.add(text(cell.group(2)));
      }
      rows.add(cells);
    }
    return rows;
  }

  private static String text(String html) {
    return html.replace("<span class=\"small\">", "|")
        .replaceAll("<[^>]*>", "")
        .replaceAll("\\s+", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .strip();
  }

  /** The first number of a cell. */
  static long number(String cell) {
    Matcher digits = Pattern.compile("[0-9][0-9,]*").matcher(cell);
    if (!digits.find()) {
      throw new IllegalArgumentException("no number in " + cell);
    }
    return Long.parseLong(digits.group().replace(",", ""));
  }
}
