package jp.totsugo.publication;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.html.HtmlEscapers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.totsugo.rule.Category;
import jp.totsugo.words.Language;

/**
 * The page beside the tables: the figures of the nation, how small ones are protected, and the
 * dictionary. One file, no scripts, nothing from elsewhere.
 */
final class PublicationPage {
  private static final Map<String, List<String>> WORDS =
      Map.ofEntries(
          Map.entry("other", List.of("English", "日本語")),
          Map.entry("licence", List.of("利用条件：", "Licence: ")),
          Map.entry("nation", List.of("全国", "The nation")),
          Map.entry("protection", List.of("小さい件数の保護", "How small figures are protected")),
          Map.entry(
              "suppress",
              List.of(
                  "1から%1$dまでの件数は公表しない（x）。合計やほかの表から計算できないよう、ほかの数値も公表しないことがある。"
                      + "公表しない保険者の小さい件数は、どれも、この資料とこれまでに公表した資料のすべてから計算して、1から%1$dまでのどの値でもありうることを確かめた（audit.csv）。",
                  "Figures from 1 to %1$d are not shown (x), nor others from which they could be"
                      + " computed. Of each insurer's small figure that is not shown, every value"
                      + " from 1 to %1$d remains possible by all that is published here and was"
                      + " before (audit.csv).")),
          Map.entry(
              "round",
              List.of(
                  "すべての数値を%2$dの倍数にした。合計も端数を処理した数値の合計と一致する。1から%1$dまでのどの件数も、%2$d個以上の値がありうることを確かめた（記録がそれより少ない保険者を除く。audit.csv）。",
                  "All figures are multiples of %2$d, and add up as such. Of each figure from 1 to"
                      + " %1$d, at least %2$d values remain possible (audit.csv).")),
          Map.entry("symbols", List.of("記号", "Symbols")),
          Map.entry("symbol", List.of("記号", "Symbol")),
          Map.entry("meaning", List.of("意味", "Meaning")),
          Map.entry("nothing", List.of("（空）", "(empty)")),
          Map.entry("tables", List.of("表と列", "Tables and columns")),
          Map.entry("column", List.of("列", "Column")),
          Map.entry("name", List.of("名称", "Name")),
          Map.entry("unit", List.of("単位", "Unit")),
          Map.entry("codes", List.of("コード", "Codes")),
          Map.entry("code", List.of("コード", "Code")),
          Map.entry("conventions", List.of("ファイルの書き方", "How the files are written")));

  private static final String STYLE =
      "body{font-family:'Noto Sans CJK JP','Yu Gothic',Meiryo,sans-serif;line-height:1.6;"
          + "max-width:64rem;margin:0 auto;padding:1rem;color:#1a1a1a;background:#fff}"
          + "table{border-collapse:collapse;margin:.5rem 0 1.5rem}"
          + "caption{text-align:left;font-weight:bold}"
          + "th,td{border:1px solid #767676;padding:.25rem .6rem;text-align:left;"
          + "vertical-align:top}th{background:#eef2f6}td.n{text-align:right;"
          + "font-variant-numeric:tabular-nums}div.w{overflow-x:auto}a{color:#0b4f9c}";

  private final Publication publication;
  private final JsonNode words;
  private final Language language;
  private final StringBuilder out = new StringBuilder();

  PublicationPage(Publication publication, JsonNode words, Language language) {
    this.publication = publication;
    this.words = words;
    this.language = language;
  }

  static String file(Language language) {
    return language == Language.ja ? "index.html" : "index.en.html";
  }

  String html() {
    String title = of(words.get("title"));
    out.append("<!DOCTYPE html>\n<html lang=\"").append(language).append("\">\n<head>\n");
    out.append(
        "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n");
    out.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        .append(" style-src 'unsafe-inline'\">\n");
    out.append("<title>").append(escaped(title)).append("</title>\n");
    out.append("<style>").append(STYLE).append("</style>\n</head>\n<body>\n<main>\n");
    element("h1", title);
    Language other = language == Language.ja ? Language.en : Language.ja;
    out.append("<p><a href=\"").append(file(other)).append("\" lang=\"").append(other);
    out.append("\">").append(word("other")).append("</a></p>\n");
    element("p", of(words.get("description")));
    if (!publication.settings().licence().isEmpty()) {
      element("p", word("licence") + publication.settings().licence());
    }
    nation();
    protection();
    symbols();
    tables();
    codes();
    element("h2", word("conventions"));
    out.append("<ul>\n");
    words.at("/conventions/" + language).forEach(line -> element("li", line.asText()));
    out.append("</ul>\n</main>\n</body>\n</html>\n");
    return out.toString();
  }

  private void nation() {
    element("h2", word("nation"));
    begin(
        List.of(
            column("as_of"),
            column("category"),
            column("cases"),
            column("records"),
            column("per_million")),
        word("nation"));
    for (int i = publication.months().size() - 1; i >= 0; i--) {
      for (Category category : Category.values()) {
        var month = publication.shown(i);
        PublicationTables.Figure figure =
            PublicationTables.Figure.of(
                month, month.get(Measure.RECORDS).exact().nation(), category);
        out.append("<tr>");
        element("td", publication.months().get(i).asOf());
        element("td", code("category", category.name()));
        number(figure.cases(), figure.casesSymbol());
        number(figure.records(), figure.recordsSymbol());
        rate(figure.perMillion(), figure.perMillionSymbol());
        out.append("</tr>\n");
      }
    }
    end();
  }

  private void protection() {
    PublicationSettings settings = publication.settings();
    element("h2", word("protection"));
    element(
        "p",
        String.format(
            Locale.ROOT,
            word(settings.scheme() == Scheme.ROUND ? "round" : "suppress"),
            settings.small(),
            settings.base()));
  }

  private void symbols() {
    element("h2", word("symbols"));
    begin(List.of(word("symbol"), word("meaning")), word("symbols"));
    for (JsonNode symbol : words.at("/codes/symbol")) {
      String sign = symbol.get("code").asText();
      row(sign.isEmpty() ? word("nothing") : sign, of(symbol));
    }
    end();
  }

  private void tables() {
    element("h2", word("tables"));
    for (JsonNode table : words.get("tables")) {
      String name = table.get("name").asText();
      begin(
          List.of(word("column"), word("name"), word("meaning"), word("unit")),
          of(table) + " (" + name + ".csv)");
      for (JsonNode column : table.get("columns")) {
        JsonNode about = words.get("columns").get(column.asText());
        row(
            column.asText(),
            of(about),
            of(about.get("about")),
            about.has("unit") ? of(about.get("unit")) : "");
      }
      end();
    }
  }

  private void codes() {
    element("h2", word("codes"));
    for (String list : List.of("category", "insurer_type", "prefecture", "scheme")) {
      begin(List.of(word("code"), word("meaning")), column(list));
      for (JsonNode code : words.get("codes").get(list)) {
        row(code.get("code").asText(), of(code));
      }
      end();
    }
  }

  private void begin(List<String> heads, String caption) {
    out.append("<div class=\"w\"><table>\n");
    element("caption", caption);
    out.append("<thead><tr>");
    for (String head : heads) {
      out.append("<th scope=\"col\">").append(escaped(head)).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
  }

  private void end() {
    out.append("</tbody></table></div>\n");
  }

  private void row(String... cells) {
    out.append("<tr>");
    for (String cell : cells) {
      element("td", cell);
    }
    out.append("</tr>\n");
  }

  private void number(Long number, String symbol) {
    figure(number == null ? symbol : String.format(Locale.ROOT, "%,d", number));
  }

  private void rate(Double rate, String symbol) {
    figure(rate == null ? symbol : String.format(Locale.ROOT, "%,.3f", BigDecimal.valueOf(rate)));
  }

  private void figure(String text) {
    out.append("<td class=\"n\">").append(escaped(text)).append("</td>");
  }

  private void element(String name, String text) {
    out.append('<').append(name).append('>').append(escaped(text));
    out.append("</").append(name).append(">\n");
  }

  private String column(String name) {
    return of(words.get("columns").get(name));
  }

  private String code(String list, String wanted) {
    for (JsonNode code : words.get("codes").get(list)) {
      if (code.get("code").asText().equals(wanted)) {
        return of(code);
      }
    }
    throw new IllegalArgumentException(wanted);
  }

  private String of(JsonNode both) {
    return both.get(language.name()).asText();
  }

  private String word(String key) {
    return WORDS.get(key).get(language.ordinal());
  }

  private static String escaped(String text) {
    return HtmlEscapers.htmlEscaper().escape(text);
  }
}
