package jp.totsugo.cli.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.block.Tally;
import jp.totsugo.cli.CommandRun;
import jp.totsugo.cli.Upload;
import jp.totsugo.cli.terminal.TerminalText;
import jp.totsugo.job.RunOptions;
import jp.totsugo.job.RunResult;
import jp.totsugo.rule.Findings;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.rule.State;
import jp.totsugo.statistics.Coverage;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.words.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SummaryTest {
  private static final LocalDate DAY = LocalDate.of(2026, 4, 1);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Language.class)
  void the_summary_of_a_nation_fits_one_screen(Language language) {
    RunResult result = nation();

    String summary = print(result, language);

    assertThat(summary.lines().count(), lessThanOrEqualTo(22L));
    assertThat(
        summary.lines().mapToInt(TerminalText::width).max().orElseThrow(), lessThanOrEqualTo(80));
    assertThat(summary, containsString("1,234,567"));
    assertThat(summary, containsString("3,411"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void with_a_register_it_fits_too_and_has_the_funnel(Language language) {
    RunResult result = nation();
    for (Tally.Funnel step : Tally.Funnel.values()) {
      result.tally().addToFunnel(step, 122_480_000 + step.ordinal());
    }

    String summary = print(result, options(language).withRegister("register.csv"));

    assertThat(summary.lines().count(), lessThanOrEqualTo(24L));
    assertThat(
        summary.lines().mapToInt(TerminalText::width).max().orElseThrow(), lessThanOrEqualTo(80));
    assertThat(
        summary,
        containsString(" 122,480,000 122,480,001 122,480,002 122,480,003 122,480,004 122,480,005"));
  }

  private static RunResult nation() {
    InsurerCounts all = new InsurerCounts();
    Tally tally = new Tally();
    tally.insurers().put(1_010_016, all);
    for (int insurer = 1; insurer < 3_411; insurer++) {
      tally.insurer(insurer).addFinding(Rule.NAME_MISSING, Findings.NO_CAUSE);
      tally.file(insurer);
    }
    tally.insurer(5).addUnreadable();
    for (int i = 0; i < 1_234_567; i++) {
      all.addFinding(Rule.NAME_MISSING, Findings.NO_CAUSE);
    }
    all.addMarks(State.bit(State.CLEAN), State.bit(State.REVIEW));
    RejectedFile rejected =
        new RejectedFile("x.csv", RejectedFile.Cause.EMPTY, RejectedFile.NO_DETAIL);
    return new RunResult(
        tally,
        Coverage.NONE,
        List.of(rejected, rejected),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Duration.ofSeconds(61));
  }

  private static RunOptions options(Language language) {
    return new RunOptions(
        List.of("uploads"),
        Path.of("out"),
        DAY,
        RuleSettingsFile.defaults(DAY),
        null,
        language,
        RunOptions.Runner.flink,
        1,
        RunOptions.SLICE_BYTES,
        false,
        List.of());
  }

  private static String print(RunResult result, Language language) {
    return print(result, options(language));
  }

  private static String print(RunResult result, RunOptions options) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Summary.print(result, options, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void one_record_in_one_file_is_told_in_the_singular() throws IOException {
    CommandRun screen = run(Upload.withHeader().record("MyNumber", "621498320258"), "en");

    assertThat(
        screen.lines().get(0).replaceAll("[0-9.]+ s$", "? s"),
        is("1 record in 1 file of 1 insurer, as of 2026-04-01, in ? s"));
    assertThat(screen.out(), containsString("corrections/06132013/corrections.csv  1 row to"));
  }

  @Test
  void columns_stand_under_each_other_in_both_languages() throws IOException {
    for (String language : List.of("ja", "en")) {
      List<String> lines = run(Upload.withHeader().record(), language).lines();
      List<Integer> widths =
          lines.stream().filter(line -> line.endsWith("%")).map(TerminalText::width).toList();
      assertThat(widths.stream().distinct().toList(), is(List.of(76)));
    }
  }

  @Test
  void where_there_is_nothing_to_correct_no_queue_is_named() throws IOException {
    assertThat(
        run(Upload.withHeader().record(), "en").out(),
        containsString("corrections/: nothing to correct"));
  }

  private CommandRun run(Upload upload, String language) throws IOException {
    Path out = Files.createTempDirectory(folder, "out");
    return CommandRun.of(
        "run",
        "--uploads=" + upload.in(folder),
        "--out=" + out,
        "--runner=inProcess",
        "--as-of=" + DAY,
        "--lang=" + language);
  }
}
