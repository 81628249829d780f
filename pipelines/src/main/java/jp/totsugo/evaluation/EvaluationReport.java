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
import jp.totsugo.evaluation.Evaluation.Unexplained;

/** An evaluation as CSV and as JSON. */
public final class EvaluationReport {
  private final Evaluation evaluation;

  public EvaluationReport(Evaluation evaluation) {
    this.evaluation = evaluation;
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
}
