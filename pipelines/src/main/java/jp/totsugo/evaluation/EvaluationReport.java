package jp.totsugo.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import jp.totsugo.evaluation.Evaluation.Unexplained;

/** An evaluation as a table for people, as CSV and as JSON. */
public final class EvaluationReport {
  private final Evaluation evaluation;

  public EvaluationReport(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /**
   * Rules, then kinds of errors, then the first {@code limit} of the missed and of the false
   * findings.
   */
  public void table(PrintWriter out, int limit) {
    out.printf(
        Locale.ROOT,
        "%-38s %10s %10s %8s %8s %9s %9s%n",
        "rule",
        "expected",
        "found",
        "missed",
        "false",
        "recall",
        "precision");
    for (RuleScore rule : evaluation.rules()) {
      out.printf(
          Locale.ROOT,
          "%-38s %,10d %,10d %,8d %,8d %9s %9s%s%n",
          rule.rule(),
          rule.expected(),
          rule.found(),
          rule.missed(),
          rule.wrong(),
          percent(rule.recall()),
          percent(rule.precision()),
          rule.canBeExact() ? "" : "  judged");
    }
    out.printf(
        Locale.ROOT,
        "%n%-38s %10s %10s %10s %10s%n",
        "planted error",
        "planted",
        "visible",
        "visible",
        "found");
    out.printf(Locale.ROOT, "%-38s %10s %10s %10s %10s%n", "", "", "without", "with", "in this");
    out.printf(Locale.ROOT, "%-38s %10s %10s %10s %10s%n", "", "", "register", "register", "run");
    evaluation.kinds().forEach(kind -> kind(out, kind));
    kind(
        out,
        sum("all wrong My Numbers", evaluation.kinds().stream().filter(KindScore::wrongNumber)));
    kind(out, sum("all", evaluation.kinds().stream()));
    unexplained(out, "missed", evaluation.missed(), limit);
    unexplained(out, "false", evaluation.wrong(), limit);
    evaluation.lives().ifPresent(lives -> lives(out, lives, limit));
    evaluation.signals().ifPresent(signals -> signals(out, signals));
    out.printf(
        Locale.ROOT,
        "%n%s%s, run %s register%n",
        evaluation.isExact() ? "Exact: every rule that can be exact is at 100 %" : "NOT exact",
        evaluation.isExact() && evaluation.lives().isPresent()
            ? ", and every issue is as the truth has it"
            : "",
        evaluation.withRegister() ? "with" : "without");
    out.flush();
  }

  private static void lives(PrintWriter out, LifeEvaluation lives, int limit) {
    out.printf(
        Locale.ROOT,
        "%n%-38s %10s %10s %8s %8s %9s%n",
        "issues",
        "expected",
        "right",
        "wrong",
        "missing",
        "extra");
    for (LifeScore score : lives.scores()) {
      out.printf(
          Locale.ROOT,
          "%-38s %,10d %,10d %,8d %,8d %,9d%n",
          score.status(),
          score.expected(),
          score.right(),
          score.wrong(),
          score.missing(),
          score.extra());
    }
    List<LifeEvaluation.Differing> differing = lives.differing();
    if (!differing.isEmpty()) {
      out.printf(Locale.ROOT, "%nissues that differ: %,d%n", differing.size());
    }
    for (LifeEvaluation.Differing each : differing.subList(0, Math.min(limit, differing.size()))) {
      out.printf(
          Locale.ROOT,
          "  %s %s %s%n    expected: %s%n    found:    %s%n",
          each.issueId(),
          each.insurer(),
          each.rule(),
          each.expected().isEmpty() ? "nothing" : each.expected(),
          each.found().isEmpty() ? "nothing" : each.found());
    }
  }

  private static void signals(PrintWriter out, SignalEvaluation signals) {
    out.printf(
        Locale.ROOT,
        "%n%-38s %10s %10s %14s %11s %6s%n",
        "rates that rose",
        "times",
        "insurers",
        "against itself",
        "among peers",
        "either");
    signals.power().forEach(score -> signal(out, score, Integer.toString(score.times())));
    signals.others().forEach(score -> signal(out, score, "none"));
    out.printf(
        Locale.ROOT,
        "signals of rates that did not rise: %s%n",
        percent(signals.falseDiscoveries()));
  }

  private static void signal(PrintWriter out, SignalScore score, String times) {
    out.printf(
        Locale.ROOT,
        "%-38s %10s %,10d %,14d %,11d %,6d%n",
        String.format(Locale.ROOT, "insurers of %,d records or more", score.size()),
        times,
        score.planted(),
        score.againstItself(),
        score.amongPeers(),
        score.either());
  }

  private static KindScore sum(String name, Stream<KindScore> kinds) {
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
    out.printf(
        Locale.ROOT,
        "%-38s %,10d %10s %10s %10s%n",
        kind.kind(),
        kind.planted(),
        share(kind.visibleWithout(), kind),
        share(kind.visibleWith(), kind),
        share(kind.found(), kind));
  }

  private static void unexplained(
      PrintWriter out, String what, List<Unexplained> findings, int limit) {
    if (findings.isEmpty()) {
      return;
    }
    out.printf(Locale.ROOT, "%n%s: %,d%n", what, findings.size());
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
          each.kind().isEmpty() ? "nothing planted" : each.kind());
    }
  }

  /** The rules as CSV. */
  public void csv(PrintWriter out) {
    out.print("rule,expected,found,missed,false,recall,precision,can_be_exact\r\n");
    for (RuleScore rule : evaluation.rules()) {
      out.printf(
          Locale.ROOT,
          "%s,%d,%d,%d,%d,%.6f,%.6f,%b\r\n",
          rule.rule(),
          rule.expected(),
          rule.found(),
          rule.missed(),
          rule.wrong(),
          rule.recall(),
          rule.precision(),
          rule.canBeExact());
    }
    out.flush();
  }

  /** The whole of {@code evaluation.json}. */
  private record Everything(
      boolean exact,
      boolean withRegister,
      List<Scored> rules,
      List<KindScore> kinds,
      List<Unexplained> missed,
      @JsonProperty("false") List<Unexplained> wrong,
      @JsonInclude(JsonInclude.Include.NON_NULL) List<LifeScore> issues,
      @JsonInclude(JsonInclude.Include.NON_NULL) List<LifeEvaluation.Differing> differing,
      @JsonInclude(JsonInclude.Include.NON_NULL) SignalEvaluation signals) {}

  private record Scored(
      String rule,
      long expected,
      long found,
      long missed,
      @JsonProperty("false") long wrong,
      double recall,
      double precision,
      boolean canBeExact) {
    static Scored of(RuleScore rule) {
      return new Scored(
          rule.rule(),
          rule.expected(),
          rule.found(),
          rule.missed(),
          rule.wrong(),
          rule.recall(),
          rule.precision(),
          rule.canBeExact());
    }
  }

  /** Everything as JSON. */
  public void json(PrintWriter out) throws IOException {
    out.println(
        new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsString(everything()));
    out.flush();
  }

  private Everything everything() {
    return new Everything(
        evaluation.isExact(),
        evaluation.withRegister(),
        evaluation.rules().stream().map(Scored::of).toList(),
        evaluation.kinds(),
        evaluation.missed(),
        evaluation.wrong(),
        evaluation.lives().map(LifeEvaluation::scores).orElse(null),
        evaluation.lives().map(LifeEvaluation::differing).orElse(null),
        evaluation.signals().orElse(null));
  }

  /**
   * Writes {@code evaluation.json}, {@code rules.csv}, {@code kinds.csv}, {@code missed.csv} and
   * {@code false.csv}, and {@code issues.csv} if lives were compared.
   */
  public void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(folder.resolve("evaluation.json"), this::json);
    write(folder.resolve("rules.csv"), this::csv);
    write(folder.resolve("kinds.csv"), this::kinds);
    write(folder.resolve("missed.csv"), out -> list(out, evaluation.missed()));
    write(folder.resolve("false.csv"), out -> list(out, evaluation.wrong()));
    if (evaluation.lives().isPresent()) {
      write(folder.resolve("issues.csv"), out -> issues(out, evaluation.lives().get()));
    }
  }

  private interface Content {
    void print(PrintWriter out) throws IOException;
  }

  private static void write(Path file, Content content) throws IOException {
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
      content.print(out);
      if (out.checkError()) {
        throw new IOException("cannot write " + file);
      }
    }
  }

  private void kinds(PrintWriter out) {
    out.print("kind,wrong_number,planted,visible_without_register,visible_with_register,found\r\n");
    for (KindScore kind : evaluation.kinds()) {
      out.printf(
          Locale.ROOT,
          "%s,%b,%d,%d,%d,%d\r\n",
          kind.kind(),
          kind.wrongNumber(),
          kind.planted(),
          kind.visibleWithout(),
          kind.visibleWith(),
          kind.found());
    }
  }

  private static void list(PrintWriter out, List<Unexplained> findings) {
    out.print("file,line,rule,field,cause,planted\r\n");
    for (Unexplained each : findings) {
      Finding finding = each.finding();
      out.printf(
          Locale.ROOT,
          "%s,%d,%s,%s,%s,%s\r\n",
          finding.file(),
          finding.line(),
          finding.rule(),
          finding.field(),
          finding.cause(),
          each.kind());
    }
  }

  private static void issues(PrintWriter out, LifeEvaluation lives) {
    out.print("issue_id,insurer,rule,expected,found\r\n");
    for (LifeEvaluation.Differing each : lives.differing()) {
      out.printf(
          Locale.ROOT,
          "%s,%s,%s,\"%s\",\"%s\"\r\n",
          each.issueId(),
          each.insurer(),
          each.rule(),
          each.expected(),
          each.found());
    }
  }

  private static String share(long part, KindScore kind) {
    return kind.planted() == 0 ? "-" : percent((double) part / kind.planted());
  }

  /** Rounded down, so that 100 % means all. */
  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", Math.floor(share * 10_000) / 100);
  }
}
