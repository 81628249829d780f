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
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.totsugo.cli.report.EvaluationTable;
import jp.totsugo.evaluation.Evaluation.Unexplained;
import jp.totsugo.evaluation.OtherRunException.Days;
import jp.totsugo.evaluation.OtherRunException.Uploads;
import jp.totsugo.schema.ExpectedFinding;
import jp.totsugo.schema.Issue;
import jp.totsugo.schema.Nature;
import jp.totsugo.schema.PlantStatus;
import jp.totsugo.schema.PlantedError;
import jp.totsugo.schema.RegisterUse;
import jp.totsugo.table.ParquetTable;
import jp.totsugo.words.Language;
import jp.totsugo.words.Words;
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

  private static final String ISSUES =
      "\uFEFFissue_id,rule,status,closed_because,first_seen,reopened,answer,register,file,line"
          + ",insurer,field,clearance_ended\r\n";

  @TempDir private Path folder;
  private String manifest = "";

  @BeforeEach
  void plant() throws Exception {
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
  void aRunThatFindsEverythingIsExact() throws Exception {
    Evaluation evaluation = evaluate("null", 1, MISTYPED);
    assertThat(evaluation.isExact(), is(true));
    assertThat(evaluation.missed(), empty());
    assertThat(evaluation.wrong(), empty());
  }

  @Test
  void aSwapIsExpectedOnlyWithARegister() throws Exception {
    assertThat(score(evaluate("null", 1, MISTYPED), "MY_NUMBER_SWAPPED"), equalTo(List.of()));
    assertThat(
        score(evaluate("\"register\"", 1, MISTYPED, SWAPPED), "MY_NUMBER_SWAPPED"),
        equalTo(List.of(new RuleScore("MY_NUMBER_SWAPPED", 2, 2, 0, true))));
  }

  @Test
  void aMissedFindingIsNamedWithWhatWasPlanted() throws Exception {
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
  void aFalseFindingIsNamedWithWhatWasPlantedOnItsLine() throws Exception {
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
  void anotherCauseIsAnotherFinding() throws Exception {
    Evaluation evaluation = evaluate("null", 1, MISTYPED.replace("MyNumber,,", "MyNumber,ODD,"));
    assertThat(
        score(evaluation, "MY_NUMBER_CHECK_DIGIT"),
        equalTo(List.of(new RuleScore("MY_NUMBER_CHECK_DIGIT", 1, 0, 1, true))));
  }

  @Test
  void theSameFindingTwiceIsFalseOnce() throws Exception {
    Evaluation evaluation = evaluate("null", 1, MISTYPED, MISTYPED);
    assertThat(
        score(evaluation, "MY_NUMBER_CHECK_DIGIT"),
        equalTo(List.of(new RuleScore("MY_NUMBER_CHECK_DIGIT", 1, 1, 1, true))));
  }

  @Test
  void noticesAreComparedByNumber() throws Exception {
    assertThat(
        score(evaluate("null", 3, MISTYPED), "MY_NUMBER_ABSENT_WITH_REASON"),
        equalTo(List.of(new RuleScore("MY_NUMBER_ABSENT_WITH_REASON", 1, 1, 2, true))));
  }

  @Test
  void detectionPowerIsToldForBothKindsOfRun() throws Exception {
    assertThat(
        evaluate("null", 1, MISTYPED).kinds(),
        equalTo(
            List.of(
                new KindScore("digit_mistyped", true, 1, 1, 1, 1),
                new KindScore("swapped_in_household", true, 1, 0, 1, 0))));
  }

  @Test
  void judgedRulesDoNotSpoilExactness() throws Exception {
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
  void aRunOfAnotherDayIsRefused() throws Exception {
    truthHolds("nation.json", "{\"asOf\":\"2026-04-01\"}");
    runSays("\"asOf\":\"2026-05-01\",");
    OtherRunException refusal =
        assertThrows(OtherRunException.class, () -> evaluate("null", 1, MISTYPED));
    assertThat(
        refusal.days(),
        equalTo(Optional.of(new Days(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 5, 1)))));
    assertThat(refusal.uploads(), equalTo(Optional.empty()));

    runSays("\"asOf\":\"2026-04-01\",");
    assertThat(evaluate("null", 1, MISTYPED).isExact(), is(true));
  }

  @Test
  void aRunOfOtherUploadsIsRefusedWithTheirNames() throws Exception {
    truthHolds(
        "uploads.csv",
        "\uFEFFfile,bytes,crc32c\r\na.csv,10,0000000a\r\nb.csv,20,0000000b\r\n"
            + "c.csv,30,0000000c\r\nd.csv,40,0000000d\r\ne.csv,50,0000000e\r\n");
    runSays(
        inputs("e.csv 50 0000000e", "c.csv 30 00000ccc", "b.csv 21 0000000b", "x.csv 1 00000001"));
    OtherRunException refusal =
        assertThrows(OtherRunException.class, () -> evaluate("null", 1, MISTYPED));
    assertThat(
        refusal.uploads(),
        equalTo(
            Optional.of(
                new Uploads(
                    List.of("a.csv", "d.csv"), List.of("b.csv", "c.csv"), List.of("x.csv")))));
    assertThat(refusal.days(), equalTo(Optional.empty()));
  }

  @Test
  void anUploadThatTheRunRejectedWasGivenToIt() throws Exception {
    truthHolds(
        "uploads.csv", "\uFEFFfile,bytes,crc32c\r\na.csv,10,0000000a\r\nb.csv,20,0000000b\r\n");
    runSays(inputs("a.csv 10 0000000a") + "\"rejected\":[{\"path\":\"b.csv\"}],");
    assertThat(evaluate("null", 1, MISTYPED).isExact(), is(true));
  }

  @Test
  void aTruthThatListsNoUploadsIsComparedAsFarAsItGoes() throws Exception {
    truthHolds("nation.json", "{}");
    runSays("\"asOf\":\"2026-05-01\"," + inputs("x.csv 1 00000001"));
    assertThat(evaluate("null", 1, MISTYPED).isExact(), is(true));
  }

  @Test
  void issuesAreComparedByStatusReasonAndDays() throws Exception {
    truthHolds(
        "issues.csv",
        ISSUES
            + "fa,NAME_MISSING,OPEN,,2026-04-01,0,,EITHER,,,06139901,MyNumber,\r\n"
            + "fb,NAME_MISSING,CLOSED,LEFT,2026-04-01,0,,WITHOUT,,,06139901,MyNumber,\r\n"
            + "fb,NAME_MISSING,CLOSED,CORRECTED,2026-04-01,0,,WITH,,,06139901,MyNumber,\r\n"
            + "fc,NAME_MISSING,OPEN,,2026-04-01,0,,EITHER,,,06139901,MyNumber,\r\n"
            + "fd,NAME_MISSING,REOPENED,,2026-04-01,1,,EITHER,,,06139901,MyNumber,\r\n"
            + "fe,MY_NUMBER_NAME_DIFFERS,OPEN,,2026-04-01,0,,EITHER,,,06139901,MyNumber,\r\n");
    historyHolds(
        issue("fa", "NAME_MISSING", "OPEN", ""),
        issue("fb", "NAME_MISSING", "CLOSED", "CORRECTED"),
        issue("fd", "NAME_MISSING", "REOPENED", ""),
        issue("fx", "NAME_MISSING", "NEW", ""));
    Evaluation evaluation = evaluate("null", 1, MISTYPED);
    assertThat(
        evaluation.lives().orElseThrow().scores(),
        equalTo(
            List.of(
                new LifeScore("CLOSED LEFT", 1, 0, 0, 0),
                new LifeScore("NEW", 0, 0, 0, 1),
                new LifeScore("OPEN", 2, 1, 1, 0),
                new LifeScore("REOPENED", 1, 0, 0, 0))));
    assertThat(
        evaluation.lives().orElseThrow().differing(),
        equalTo(
            List.of(
                new LifeEvaluation.Differing(
                    "fb",
                    "06139901",
                    "NAME_MISSING",
                    "CLOSED LEFT, first seen 2026-04-01, reopened 0",
                    "CLOSED CORRECTED, first seen 2026-04-01, reopened 0"),
                new LifeEvaluation.Differing(
                    "fc",
                    "06139901",
                    "NAME_MISSING",
                    "OPEN, first seen 2026-04-01, reopened 0",
                    ""),
                new LifeEvaluation.Differing(
                    "fd",
                    "06139901",
                    "NAME_MISSING",
                    "REOPENED, first seen 2026-04-01, reopened 1",
                    "REOPENED, first seen 2026-04-01, reopened 0"),
                new LifeEvaluation.Differing(
                    "fx",
                    "06139901",
                    "NAME_MISSING",
                    "",
                    "NEW, first seen 2026-04-01, reopened 0"))));
    assertThat(evaluation.isExact(), is(false));
  }

  @Test
  void aFindingThatAnAnswerClearedIsFoundThoughNoQueueHasIt() throws Exception {
    truthHolds(
        "issues.csv",
        ISSUES
            + "fa,MY_NUMBER_CHECK_DIGIT,CLEARED,,2026-04-01,0,,EITHER,a.csv,2,06139901,MyNumber,\r\n");
    historyHolds(issue("fa", "MY_NUMBER_CHECK_DIGIT", "CLEARED", ""));
    assertThat(evaluate("null", 1).isExact(), is(true));
    historyHolds(issue("fa", "MY_NUMBER_CHECK_DIGIT", "OPEN", ""));
    assertThat(evaluate("null", 1).missed().size(), is(1));
  }

  @Test
  void aRunThatDidNotGoOnFromTheMonthBeforeIsMeasuredByItsFindings() throws Exception {
    truthHolds("nation.json", "{\"month\":2}");
    truthHolds(
        "issues.csv",
        ISSUES + "fa,NAME_MISSING,OPEN,,2026-04-01,0,,EITHER,,,06139901,MyNumber,\r\n");
    historyHolds();
    assertThat(evaluate("null", 1, MISTYPED).lives(), is(Optional.empty()));
    runSays("\"previous\":{\"asOf\":\"2026-04-01\"},");
    assertThat(evaluate("null", 1, MISTYPED).isExact(), is(false));
  }

  @Test
  void signalsAreMeasuredBySizeAgainstTheRatesThatRose() throws Exception {
    truthHolds(
        "signals.csv",
        "\uFEFFinsurer,rule,times,records,direction\r\n"
            + "06139901,NAME_MISSING,10,1200,HIGH\r\n"
            + "06139902,NAME_MISSING,10,9000,HIGH\r\n"
            + "06139903,NAME_MISSING,3,1200,HIGH\r\n");
    Path statistics = Files.createDirectories(folder.resolve("run").resolve("statistics"));
    Files.writeString(
        statistics.resolve("signals.csv"),
        "insurer,rule,kind,verdict,direction,denominator\r\n"
            + "06139901,NAME_MISSING,AMONG_PEERS,SIGNAL,HIGH,1200\r\n"
            + "06139901,NAME_MISSING,AGAINST_ITSELF,SIGNAL,HIGH,1200\r\n"
            + "06139902,NAME_MISSING,AMONG_PEERS,SIGNAL,LOW,9000\r\n"
            + "06139903,NAME_MISSING,AMONG_PEERS,TOO_SMALL,,1200\r\n"
            + "06139904,NAME_MISSING,AMONG_PEERS,SIGNAL,LOW,50\r\n");
    SignalEvaluation signals = evaluate("null", 1, MISTYPED).signals().orElseThrow();
    assertThat(
        signals.power(),
        equalTo(
            List.of(
                new SignalScore(1_000, 3, 1, 0, 0, 0), new SignalScore(1_000, 10, 2, 1, 1, 1))));
    assertThat(signals.others(), equalTo(List.of(new SignalScore(10, 0, 1, 0, 1, 1))));
    assertThat(signals.falseDiscoveries(), is(0.5));
  }

  private static Issue issue(String id, String rule, String status, String because) {
    return Issue.newBuilder()
        .setIssueId(id)
        .setInsurer("06139901")
        .setPersonId("1")
        .setCategory("")
        .setRule(rule)
        .setField("MyNumber")
        .setCause("")
        .setSeverity("ERROR")
        .setPriority(1)
        .setStatus(status)
        .setClosedBecause(because)
        .setFirstSeen("2026-04-01")
        .setLastSeen("2026-04-01")
        .setClosedOn("")
        .setReopened(0)
        .setRunsOpen(1)
        .setAnswer("")
        .setAnswerReason("")
        .setAnsweredOn("")
        .setClearanceEnded("")
        .setRuleVersion("")
        .setRecordPrint(0)
        .setEvidencePrint(0)
        .setPartners("")
        .setFoundAs("")
        .build();
  }

  private void historyHolds(Issue... issues) throws IOException {
    Path history = Files.createDirectories(folder.resolve("run").resolve("history"));
    Files.deleteIfExists(history.resolve("issues.parquet"));
    ParquetTable.write(List.of(issues), Issue.getClassSchema(), history.resolve("issues.parquet"));
  }

  private void truthHolds(String file, String content) throws IOException {
    Files.writeString(folder.resolve("truth").resolve(file), content);
  }

  private void runSays(String members) {
    manifest = members;
  }

  /** Each as name, bytes and CRC-32C. */
  private static String inputs(String... uploads) {
    return Stream.of(uploads)
        .map(upload -> upload.split(" "))
        .map(
            cells ->
                String.format(
                    "{\"path\":\"%s\",\"bytes\":%s,\"crc32c\":\"%s\"}",
                    cells[0], cells[1], cells[2]))
        .collect(Collectors.joining(",", "\"inputs\":[", "],"));
  }

  @Test
  void percentagesAreRoundedDownSoThat100MeansAll() {
    RuleScore almost = new RuleScore("R", 1_000_000, 999_999, 0, true);
    StringWriter text = new StringWriter();
    new EvaluationTable(
            new Evaluation(
                false,
                List.of(almost),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty()),
            new Words(Language.en))
        .print(new PrintWriter(text), 5);
    assertThat(text.toString(), containsString("99.99 %"));
    assertThat(text.toString(), containsString("NOT exact"));
  }

  private Evaluation evaluate(String register, int notices, String... findings) throws Exception {
    Path run = Files.createDirectories(folder.resolve("run"));
    Files.writeString(
        run.resolve("run.json"), "{" + manifest + "\"options\":{\"register\":" + register + "}}");
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
