package jp.totsugo.cli.report;

import java.util.ArrayList;
import java.util.List;
import jp.totsugo.cli.terminal.TerminalText;
import jp.totsugo.words.Words;

/** Lines of a page of 80 columns: facts with a label before them, and paragraphs. */
final class PageLines {
  private static final int WIDTH = 80;
  private static final int LABEL = 14;

  private final Words words;

  PageLines(Words words) {
    this.words = words;
  }

  List<String> fact(String label, String text) {
    return paragraph(row(words.text(label), ""), text);
  }

  String row(String label, String text) {
    return "  " + TerminalText.left(label, LABEL) + text;
  }

  /** Text of which the first line stands behind the indent, and the others below it. */
  List<String> paragraph(String indent, String text) {
    List<String> lines = new ArrayList<>();
    String before = indent;
    for (String line : TerminalText.wrapped(text, WIDTH - TerminalText.width(indent))) {
      lines.add(before + line);
      before = " ".repeat(TerminalText.width(indent));
    }
    return lines;
  }
}
