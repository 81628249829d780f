package jp.totsugo.cli.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import jp.totsugo.cli.terminal.TerminalText;
import jp.totsugo.evaluation.Evaluation;
import jp.totsugo.evaluation.KindScore;
import jp.totsugo.evaluation.RuleScore;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.Rule;
import jp.totsugo.words.Language;
import jp.totsugo.words.Words;

/** How much of what was planted in a synthetic nation a run has found, in a few lines. */
public final class Detection {
  private static final int NAME = 17;
  private static final int LABEL = 30;
  private static final int COUNT = 10;

  private final Evaluation evaluation;
  private final Words words;
  private final Messages messages;

  public Detection(Evaluation evaluation, Language language) {
    this.evaluation = evaluation;
    words = new Words(language);
    messages = new Messages(language);
  }

  public void print(PrintStream out) {
    String title = words.text("detection.title");
    out.println(
        title
            + TerminalText.right(
                words.text("detection.expected"),
                2 + NAME + 2 + LABEL + COUNT - TerminalText.width(title))
            + TerminalText.right(words.text("detection.found"), COUNT)
            + TerminalText.right(words.text("detection.false"), COUNT));
    for (Category category : Category.values()) {
      List<RuleScore> rules =
          evaluation.rules().stream()
              .filter(score -> Rule.valueOf(score.rule()).category() == category)
              .toList();
      out.println(
          "  "
              + TerminalText.left(category.name(), NAME)
              + "  "
              + TerminalText.left(messages.category(category), LABEL)
              + count(rules.stream().mapToLong(RuleScore::expected).sum())
              + count(rules.stream().mapToLong(RuleScore::found).sum())
              + count(rules.stream().mapToLong(RuleScore::wrong).sum()));
    }
    long planted = evaluation.kinds().stream().mapToLong(KindScore::planted).sum();
    long visible = evaluation.kinds().stream().mapToLong(KindScore::visibleWithout).sum();
    long visibleWith = evaluation.kinds().stream().mapToLong(KindScore::visibleWith).sum();
    long found = evaluation.kinds().stream().mapToLong(KindScore::found).sum();
    TerminalText.wrapped(words.text("detection.kinds", planted, visible, visibleWith, found), 80)
        .forEach(out::println);
  }

  private static String count(long count) {
    return TerminalText.right(String.format(Locale.ROOT, "%,d", count), COUNT);
  }
}
