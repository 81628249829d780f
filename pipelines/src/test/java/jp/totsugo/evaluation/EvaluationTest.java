package jp.totsugo.evaluation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.totsugo.evaluation.Evaluation.Unexplained;
import jp.totsugo.schema.ExpectedFinding;
import jp.totsugo.schema.Nature;
import jp.totsugo.schema.PlantStatus;
import jp.totsugo.schema.PlantedError;
import jp.totsugo.schema.RegisterUse;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A truth of three plants, and runs that find more or less of them. */
class EvaluationTest {
  private static final String MISTYPED = "a.csv,2,MY_NUMBER_CHECK_DIGIT,MyNumber,,\"one, two\"";
  private static final String SWAPPED =
      "a.csv,3,MY_NUMBER_SWAPPED,MyNumber,,x\na.csv,4,MY_NUMBER_SWAPPED,MyNumber,,x";

  @TempDir private Path folder;

  @BeforeEach
  void plant() throws IOException {
    Path truth = Files.createDirectories(folder.resolve("truth"));
    try (DataFileWriter<PlantedError> writer =
        new DataFileWriter<>(new SpecificDatumWriter<>(PlantedError.class))) {
      writer.create(PlantedError.getClassSchema(), truth.resolve("planted.avro").toFile());
      writer.append(
          planted(
              "digit_mistyped",
              Nature.ERROR,
              2,
              demanded(2, "MY_NUMBER_CHECK_DIGIT", "MyNumber", RegisterUse.EITHER)));
      writer.append(
          planted(
              "swapped_in_household",
              Nature.ERROR,
              3,
              demanded(3, "MY_NUMBER_SWAPPED", "MyNumber", RegisterUse.WITH),
              demanded(4, "MY_NUMBER_SWAPPED", "MyNumber", RegisterUse.WITH)));
      writer.append(
          planted(
              "lives_abroad",
              Nature.FACT,
              5,
              demanded(5, "MY_NUMBER_ABSENT_WITH_REASON", "MyNumber", RegisterUse.EITHER)));
    }
  }

  @Test
  void aRunThatFindsEverythingIsExact() throws IOException {
    Evaluation evaluation = evaluate("null", 1, MISTYPED);
    assertThat(evaluation.isExact(), is(true));
    assertThat(evaluation.missed(), empty());
    assertThat(evaluation.wrong(), empty());
  }

  @Test
  void aSwapIsExpectedOnlyWithARegister() throws IOException {
    assertThat(score(evaluate("null", 1, MISTYPED), "MY_NUMBER_SWAPPED"), equalTo(List.of()));
    assertThat(
        score(evaluate("\"register\"", 1, MISTYPED, SWAPPED), "MY_NUMBER_SWAPPED"),
        equalTo(List.of(new RuleScore("MY_NUMBER_SWAPPED", 2, 2, 0, true))));
  }

  @Test
  void aMissedFindingIsNamedWithWhatWasPlanted() throws IOException {
    Evaluation evaluation = evaluate("null", 1);
    assertThat(
        evaluation.missed(),
        equalTo(
            List.of(
                new Unexplained(
                    new Finding("a.csv", 2, "MY_NUMBER_CHECK_DIGIT", "MyNumber", ""),
                    "digit_mistyped"))));
    assertThat(evaluation.isExact(), is(false));
  }

  @Test
  void aFalseFindingIsNamedWithWhatWasPlantedOnItsLine() throws IOException {
    Evaluation evaluation =
        evaluate(
            "null", 1, MISTYPED, "a.csv,4,NAME_MISSING,Name,,x", "b.csv,9,NAME_MISSING,Name,,x");
    assertThat(
        evaluation.wrong(),
        equalTo(
            List.of(
                new Unexplained(
                    new Finding("a.csv", 4, "NAME_MISSING", "Name", ""), "swapped_in_household"),
                new Unexplained(new Finding("b.csv", 9, "NAME_MISSING", "Name", ""), ""))));
    assertThat(evaluation.isExact(), is(false));
  }

  @Test
  void anotherCauseIsAnotherFinding() throws IOException {
    Evaluation evaluation = evaluate("null", 1, MISTYPED.replace("MyNumber,,", "MyNumber,ODD,"));
    assertThat(
        score(evaluation, "MY_NUMBER_CHECK_DIGIT"),
        equalTo(List.of(new RuleScore("MY_NUMBER_CHECK_DIGIT", 1, 0, 1, true))));
  }

  @Test
  void theSameFindingTwiceIsFalseOnce() throws IOException {
    Evaluation evaluation = evaluate("null", 1, MISTYPED, MISTYPED);
    assertThat(
        score(evaluation, "MY_NUMBER_CHECK_DIGIT"),
        equalTo(List.of(new RuleScore("MY_NUMBER_CHECK_DIGIT", 1, 1, 1, true))));
  }

  @Test
  void noticesAreComparedByNumber() throws IOException {
    assertThat(
        score(evaluate("null", 3, MISTYPED), "MY_NUMBER_ABSENT_WITH_REASON"),
        equalTo(List.of(new RuleScore("MY_NUMBER_ABSENT_WITH_REASON", 1, 1, 2, true))));
  }

  @Test
  void detectionPowerIsToldForBothKindsOfRun() throws IOException {
    assertThat(
        evaluate("null", 1, MISTYPED).kinds(),
        equalTo(
            List.of(
                new KindScore("digit_mistyped", true, 1, 1, 1, 1),
                new KindScore("swapped_in_household", true, 1, 0, 1, 0))));
  }

  @Test
  void judgedRulesDoNotSpoilExactness() throws IOException {
    assertThat(
        evaluate("null", 1, MISTYPED, "a.csv,8,MY_NUMBER_NAME_DIFFERS,MyNumber,,x").isExact(),
        is(true));
  }

  @Test
  void aFolderWithoutARunIsRefused() {
    Path nothing = folder.resolve("nothing");
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Evaluation.of(folder, nothing));
    assertThat(refusal.getMessage(), containsString("run.json"));
  }

  @Test
  void percentagesAreRoundedDownSoThat100MeansAll() {
    RuleScore almost = new RuleScore("R", 1_000_000, 999_999, 0, true);
    StringWriter text = new StringWriter();
    new EvaluationReport(new Evaluation(false, List.of(almost), List.of(), List.of(), List.of()))
        .table(new PrintWriter(text), 5);
    assertThat(text.toString(), containsString("99.99 %"));
    assertThat(text.toString(), containsString("NOT exact"));
  }

  private Evaluation evaluate(String register, int notices, String... findings) throws IOException {
    Path run = Files.createDirectories(folder.resolve("run"));
    Files.writeString(run.resolve("run.json"), "{\"options\":{\"register\":" + register + "}}");
    Path queue =
        Files.createDirectories(run.resolve("corrections").resolve("00010017"))
            .resolve("corrections.csv");
    String rows = Stream.of(findings).map(each -> each + "\n").collect(Collectors.joining());
    Files.writeString(
        queue, ("\uFEFFfile,line,rule,field,cause,message\n" + rows).replace("\n", "\r\n"));
    Path statistics = Files.createDirectories(run.resolve("statistics"));
    Files.writeString(
        statistics.resolve("rules.csv"),
        "\uFEFFinsurer,rule,findings\r\n00010017,MY_NUMBER_ABSENT_WITH_REASON," + notices + "\r\n");
    return Evaluation.of(folder.resolve("truth"), run);
  }

  private static List<RuleScore> score(Evaluation evaluation, String rule) {
    return evaluation.rules().stream().filter(score -> score.rule().equals(rule)).toList();
  }

  private static PlantedError planted(
      String kind, Nature nature, long line, ExpectedFinding... demanded) {
    return new PlantedError(
        kind + ":a.csv:" + line,
        kind,
        nature,
        PlantStatus.NEW,
        "a.csv",
        line,
        "MyNumber",
        "",
        List.of(demanded));
  }

  private static ExpectedFinding demanded(
      long line, String rule, String field, RegisterUse register) {
    return new ExpectedFinding("a.csv", line, rule, field, "", register);
  }
}
