package jp.totsugo.cli.report;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import jp.totsugo.cli.terminal.TerminalText;
import jp.totsugo.evaluation.Evaluation;
import jp.totsugo.evaluation.Evaluation.Unexplained;
import jp.totsugo.evaluation.Finding;
import jp.totsugo.evaluation.KindScore;
import jp.totsugo.evaluation.LifeEvaluation;
import jp.totsugo.evaluation.LifeScore;
import jp.totsugo.evaluation.RuleScore;
import jp.totsugo.evaluation.SignalEvaluation;
import jp.totsugo.evaluation.SignalScore;
import jp.totsugo.words.Words;

/** An evaluation as tables for people. */
public final class EvaluationTable {
  private static final int NAME = 38;
  private static final int CELL = 10;

  private final Evaluation evaluation;
  private final Words words;

  public EvaluationTable(Evaluation evaluation, Words words) {
    this.evaluation = evaluation;
    this.words = words;
  }

  /**
   * Rules, then kinds of errors, then the first {@code limit} of the missed and of the false
   * findings.
   */
  public void print(PrintWriter out, int limit) {
    head(out, "rule", "expected", "found", "missed", "false", "recall", "precision");
    for (RuleScore rule : evaluation.rules()) {
      String row =
          row(
              rule.rule(),
              count(rule.expected()),
              count(rule.found()),
              count(rule.missed()),
              count(rule.wrong()),
              percent(rule.recall()),
              percent(rule.precision()));
      out.println(rule.canBeExact() ? row : row + "  " + words.text("evaluate.table.judged"));
    }
    out.println();
    head(out, "kind", "planted", "without", "with", "foundHere");
    evaluation.kinds().forEach(kind -> kind(out, kind));
    kind(out, sum("wrongNumbers", evaluation.kinds().stream().filter(KindScore::wrongNumber)));
    kind(out, sum("all", evaluation.kinds().stream()));
    unexplained(out, "missed", evaluation.missed(), limit);
    unexplained(out, "false", evaluation.wrong(), limit);
    evaluation.lives().ifPresent(lives -> lives(out, lives, limit));
    evaluation.signals().ifPresent(signals -> signals(out, signals));
    out.println();
    String result = !evaluation.isExact() ? "no" : evaluation.lives().isPresent() ? "lives" : "yes";
    out.println(
        words.text(
            "evaluate.exact." + result,
            words.text(evaluation.withRegister() ? "evaluate.withRegister" : "evaluate.alone")));
    out.flush();
  }

  private void lives(PrintWriter out, LifeEvaluation lives, int limit) {
    out.println();
    head(out, "issues", "expected", "right", "wrong", "missing", "extra");
    for (LifeScore score : lives.scores()) {
      out.println(
          row(
              score.status(),
              count(score.expected()),
              count(score.right()),
              count(score.wrong()),
              count(score.missing()),
              count(score.extra())));
    }
    List<LifeEvaluation.Differing> differing = lives.differing();
    if (!differing.isEmpty()) {
      out.println();
      out.println(words.text("evaluate.table.differing", differing.size()));
    }
    for (LifeEvaluation.Differing each : differing.subList(0, Math.min(limit, differing.size()))) {
      out.println("  " + each.issueId() + " " + each.insurer() + " " + each.rule());
      out.println("    " + words.text("evaluate.table.shouldBe", orNothing(each.expected())));
      out.println("    " + words.text("evaluate.table.is", orNothing(each.found())));
    }
  }

  private String orNothing(String life) {
    return life.isEmpty() ? words.text("evaluate.table.nothing") : life;
  }

  private void signals(PrintWriter out, SignalEvaluation signals) {
    out.println();
    head(out, "rates", "times", "insurers", "itself", "peers", "either");
    signals.power().forEach(score -> signal(out, score, Integer.toString(score.times())));
    signals.others().forEach(score -> signal(out, score, "-"));
    out.println(words.text("evaluate.table.falseSignals", percent(signals.falseDiscoveries())));
  }

  private void signal(PrintWriter out, SignalScore score, String times) {
    out.println(
        row(
            words.text("evaluate.table.size", score.size()),
            times,
            count(score.planted()),
            count(score.againstItself()),
            count(score.amongPeers()),
            count(score.either())));
  }

  private KindScore sum(String key, Stream<KindScore> kinds) {
    String name = words.text("evaluate.table." + key);
    return kinds.reduce(
        new KindScore(name, false, 0, 0, 0, 0),
        (sum, each) ->
            new KindScore(
                name,
                false,
                sum.planted() + each.planted(),
                sum.visibleWithout() + each.visibleWithout(),
                sum.visibleWith() + each.visibleWith(),
                sum.found() + each.found()));
  }

  private static void kind(PrintWriter out, KindScore kind) {
    out.println(
        row(
            kind.kind(),
            count(kind.planted()),
            share(kind.visibleWithout(), kind),
            share(kind.visibleWith(), kind),
            share(kind.found(), kind)));
  }

  private void unexplained(PrintWriter out, String what, List<Unexplained> findings, int limit) {
    if (findings.isEmpty()) {
      return;
    }
    out.println();
    out.println(words.text("evaluate.table." + what) + ": " + count(findings.size()));
    for (Unexplained each : findings.subList(0, Math.min(limit, findings.size()))) {
      Finding finding = each.finding();
      out.printf(
          Locale.ROOT,
          "  %s:%d %s %s %s (%s)%n",
          finding.file(),
          finding.line(),
          finding.rule(),
          finding.field(),
          finding.cause(),
          each.kind().isEmpty() ? words.text("evaluate.table.notPlanted") : each.kind());
    }
  }

  private void head(PrintWriter out, String name, String... cells) {
    out.println(
        row(
            words.text("evaluate.table." + name),
            Stream.of(cells)
                .map(cell -> words.text("evaluate.table." + cell))
                .toArray(String[]::new)));
  }

  private static String row(String name, String... cells) {
    StringBuilder row = new StringBuilder(TerminalText.left(name, NAME));
    for (String cell : cells) {
      row.append(' ').append(TerminalText.right(cell, CELL));
    }
    return row.toString();
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String share(long part, KindScore kind) {
    return kind.planted() == 0 ? "-" : percent((double) part / kind.planted());
  }

  /** Rounded down, so that 100 % means all. */
  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", Math.floor(share * 10_000) / 100);
  }
}
