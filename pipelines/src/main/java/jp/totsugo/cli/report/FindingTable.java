package jp.totsugo.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import jp.totsugo.cli.terminal.TerminalText;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Messages;
import jp.totsugo.schema.Correction;
import jp.totsugo.words.Words;

/**
 * The rows of one rule in lines of 80 columns, by which a clerk finds the people: line, person id,
 * symbol, number and branch. Columns without content are left out, and so is the field where it is
 * the same in all rows, for the text above says it. Where a line would be too wide, the widest
 * cells behind the person id are cut.
 */
final class FindingTable {
  private static final int WIDTH = 80;
  private static final int INDENT = 4;
  private static final int GAP = 2;
  private static final int MOST_RELATED = 3;

  /** An id that is none may be of any length. */
  private static final int LONGEST_ID = 20;

  /** Line and person id stay whole. */
  private static final int FIRST_TO_CUT = 2;

  private final Words words;
  private final Messages messages;

  FindingTable(Words words, Messages messages) {
    this.words = words;
    this.messages = messages;
  }

  /** The heading and a line a row. */
  List<String> lines(List<Correction> rows) {
    List<List<String>> columns = new ArrayList<>();
    columns.add(column("check.line", rows, row -> String.valueOf(row.getLine())));
    columns.add(column("check.person", rows, Correction::getPersonId));
    columns.add(column("check.symbol", rows, Correction::getSymbol));
    columns.add(column("check.cardNumber", rows, Correction::getNumber));
    columns.add(column("check.branch", rows, Correction::getBranch));
    if (rows.stream().map(Correction::getField).distinct().count() > 1) {
      columns.add(column("check.field", rows, this::label));
    }
    columns.add(column("check.number", rows, Correction::getMyNumberMasked));
    columns.add(column("check.related", rows, this::related));
    columns.removeIf(column -> column.stream().skip(1).allMatch(String::isEmpty));
    int[] widths = widths(columns);
    List<String> lines = new ArrayList<>();
    for (int row = 0; row <= rows.size(); row++) {
      lines.add(line(columns, widths, row));
    }
    return lines;
  }

  private List<String> column(
      String heading, List<Correction> rows, Function<Correction, String> text) {
    List<String> column = new ArrayList<>();
    column.add(words.text(heading));
    rows.forEach(row -> column.add(TerminalText.harmless(text.apply(row))));
    return column;
  }

  private static int[] widths(List<List<String>> columns) {
    int[] widths =
        columns.stream()
            .mapToInt(column -> column.stream().mapToInt(TerminalText::width).max().orElse(0))
            .toArray();
    widths[1] = Math.min(widths[1], LONGEST_ID);
    int room = WIDTH - INDENT - GAP * (widths.length - 1);
    for (int over = Arrays.stream(widths).sum() - room; over > 0; over--) {
      int widest = FIRST_TO_CUT;
      for (int i = widest; i < widths.length; i++) {
        widest = widths[i] >= widths[widest] ? i : widest;
      }
      widths[widest]--;
    }
    return widths;
  }

  private static String line(List<List<String>> columns, int[] widths, int row) {
    StringBuilder line = new StringBuilder(" ".repeat(INDENT));
    line.append(TerminalText.right(columns.get(0).get(row), widths[0]));
    for (int i = 1; i < widths.length; i++) {
      line.append(" ".repeat(GAP)).append(TerminalText.cell(columns.get(i).get(row), widths[i]));
    }
    return line.toString().stripTrailing();
  }

  private String label(Correction row) {
    return messages.label(Column.ofHeader(row.getField()));
  }

  /** The lines of the other records: they are in the same file. */
  private String related(Correction row) {
    List<String> names =
        Arrays.stream(row.getRelated().split(";"))
            .filter(name -> !name.isEmpty())
            .map(
                name ->
                    name.indexOf(':') < 0 && !name.startsWith("+")
                        ? words.text("check.otherInsurer")
                        : name.substring(name.lastIndexOf(':') + 1))
            .toList();
    return String.join(", ", names.subList(0, Math.min(MOST_RELATED, names.size())))
        + (names.size() > MOST_RELATED ? ", …" : "");
  }
}
