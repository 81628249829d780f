package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import jp.totsugo.job.RunOptions.Runner;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.FileForm;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.upload.text.CsvForm;
import jp.totsugo.words.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which engine a run takes if none was asked for. */
class EngineChoiceTest {
  private static final long LIMIT = EngineChoice.largestInProcess(Runtime.getRuntime().maxMemory());

  private static final LocalDate AS_OF = LocalDate.of(2026, 4, 1);

  @TempDir Path folder;

  @Test
  void aSmallInputNeedsNoEngine() {
    assertThat(
        choice(Runner.auto, List.of(), plan(List.of(LIMIT), List.of())), is(Runner.inProcess));
  }

  @Test
  void aLargeInputTakesFlink() {
    assertThat(
        choice(Runner.auto, List.of(), plan(List.of(LIMIT, 1L), List.of())), is(Runner.flink));
  }

  @Test
  void theRegisterCountsToo() {
    assertThat(choice(Runner.auto, List.of(), plan(List.of(1L), List.of(LIMIT))), is(Runner.flink));
  }

  @Test
  void aNamedEngineIsTakenForAnyInput() {
    UploadPlan large = plan(List.of(10 * LIMIT), List.of());
    UploadPlan small = plan(List.of(1L), List.of());
    assertThat(choice(Runner.inProcess, List.of(), large), is(Runner.inProcess));
    assertThat(choice(Runner.flink, List.of(), small), is(Runner.flink));
    assertThat(choice(Runner.direct, List.of(), small), is(Runner.direct));
  }

  @Test
  void whoSpeaksToBeamWantsAnEngine() {
    UploadPlan small = plan(List.of(1L), List.of());
    assertThat(choice(Runner.auto, List.of("--flinkMaster=a:1"), small), is(Runner.flink));
  }

  @Test
  void aSmallHeapTakesLessInProcess() {
    assertThat(EngineChoice.largestInProcess(80_000_000), is(10_000_000L));
    assertThat(EngineChoice.largestInProcess(1L << 40), is(EngineChoice.LARGEST_IN_PROCESS));
  }

  @Test
  void theEngineIsLoadedBesideTheSearchOnlyIfFilesAreLarge() throws IOException {
    Path file = Files.writeString(folder.resolve("06132013_x.csv"), "a");
    assertThat(
        EngineChoice.isWorthLoading(options(Runner.auto, List.of()), List.of(file)), is(false));
    assertThat(
        EngineChoice.isWorthLoading(options(Runner.flink, List.of()), List.of(file)), is(true));
    assertThat(
        EngineChoice.isWorthLoading(options(Runner.inProcess, List.of()), List.of(file)),
        is(false));
  }

  private Runner choice(Runner asked, List<String> beam, UploadPlan plan) {
    return EngineChoice.of(options(asked, beam), plan);
  }

  private RunOptions options(Runner asked, List<String> beam) {
    return new RunOptions(
        List.of(),
        folder.resolve("out"),
        AS_OF,
        RuleSettingsFile.defaults(AS_OF),
        null,
        Language.ja,
        asked,
        1,
        RunOptions.SLICE_BYTES,
        false,
        beam);
  }

  private static UploadPlan plan(List<Long> uploads, List<Long> register) {
    return new UploadPlan(
        uploads.stream().map(EngineChoiceTest::file).toList(),
        register.stream().map(EngineChoiceTest::file).toList(),
        RunOptions.SLICE_BYTES);
  }

  private static UploadFile file(long bytes) {
    FileForm form = new CsvForm(bytes, Encoding.UTF_8, false, 0);
    return new UploadFile(0, "06132013_x.csv", "x", "x", bytes, new int[0], 6132013, form);
  }
}
