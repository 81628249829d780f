package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import jp.totsugo.cli.CommandRun;
import jp.totsugo.cli.Upload;
import jp.totsugo.job.PreviousResults.Input;
import jp.totsugo.job.PreviousResults.Reason;
import jp.totsugo.job.PreviousResults.UnusableException;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.rule.LifeSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviousResultsTest {
  /** That of {@link CommandRun#ofJob}. */
  private static final LocalDate AS_OF = LocalDate.of(2026, 4, 1);

  private static final int KENPO_UNION = 6132013;

  @TempDir Path folder;
  private Path results;

  @BeforeEach
  void makeResults() throws IOException {
    results = results("a", Upload.withHeader().record().record("PersonId", "A-2", "Sex", "9"));
  }

  private Path results(String name, Upload upload) throws IOException {
    Path uploads = Files.createDirectory(folder.resolve("uploads-" + name));
    upload.in(uploads);
    Path out = folder.resolve("results").resolve(name);
    CommandRun run = CommandRun.ofJob(uploads, out);
    assertThat(run.err(), run.exitCode(), is(0));
    return out;
  }

  private PreviousResults open(Path given) throws Exception {
    return PreviousResults.open(given, AS_OF, folder.resolve("results/next"));
  }

  private UnusableException refused(Path given) {
    return assertThrows(UnusableException.class, () -> open(given));
  }

  @Test
  void results_say_what_went_in_and_who_sent_it() throws Exception {
    PreviousResults previous = open(results);
    assertThat(previous.isPresent(), is(true));
    assertThat(previous.asOf(), is(AS_OF));
    assertThat(previous.ruleSet().length(), is(64));
    assertThat(previous.runId().length(), is(36));
    assertThat(previous.records(), is(Map.of(KENPO_UNION, 2L)));
    assertThat(previous.register(), is(empty()));
    Path upload = folder.resolve("uploads-a/06132013_upload.csv");
    assertThat(
        previous.inputs().stream().map(Input::path).toList(), contains("06132013_upload.csv"));
    assertThat(previous.inputs().get(0).bytes(), is(Files.size(upload)));
    assertThat(previous.inputs().get(0).records(), is(2L));
  }

  @Test
  void a_byte_flipped_in_any_output_is_found_and_its_file_named() throws IOException {
    List<Path> files = files();
    assertThat(files.size(), greaterThan(9));
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      flip(file, bytes, bytes.length / 2);
      UnusableException refused = refused(results);
      Files.write(file, bytes);
      assertThat(
          List.of(refused.reason(), refused.values()[1], refused.values()[2]),
          is(List.of(Reason.FILES_CHANGED, results.relativize(file).toString(), 1)));
    }
  }

  @Test
  void a_byte_flipped_in_the_manifest_is_found_wherever_it_is() throws Exception {
    Path manifest = results.resolve("run.json");
    byte[] bytes = Files.readAllBytes(manifest);
    List<Reason> reasons = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += at < bytes.length - 150 ? 11 : 1) {
      flip(manifest, bytes, at);
      reasons.add(refused(results).reason());
    }
    assertThat(reasons, everyItem(is(Reason.MANIFEST_DAMAGED)));
    Files.write(manifest, bytes);
    open(results);
  }

  private static void flip(Path file, byte[] bytes, int at) throws IOException {
    byte[] flipped = bytes.clone();
    flipped[at] ^= 1;
    Files.write(file, flipped);
  }

  @Test
  void a_file_that_is_missing_or_longer_is_named() throws Exception {
    Files.delete(results.resolve("unreadable.csv"));
    Files.delete(results.resolve("rejected_files.csv"));
    assertThat(
        refused(results).getMessage(),
        is("FILES_MISSING [" + results + ", rejected_files.csv, 2]"));
    results = results("b", Upload.withHeader().record());
    Path table = results.resolve("statistics/rules.csv");
    Files.writeString(table, Files.readString(table) + "\r\n");
    assertThat(
        refused(results).getMessage(),
        is("FILES_CHANGED [" + results + ", statistics/rules.csv, 1]"));
  }

  @Test
  void a_manifest_names_no_files_outside_its_folder() throws Exception {
    Path manifest = results.resolve("run.json");
    String text = withoutSeal(manifest);
    for (String path : List.of("../secret", "/etc/passwd", "statistics/../../x", "", "..")) {
      Files.writeString(manifest, text.replace("\"unreadable.csv\"", "\"" + path + "\""));
      assertThat(path, refused(results).reason(), is(Reason.MANIFEST_DAMAGED));
    }
  }

  /** As versions wrote it that knew no seal. */
  private static String withoutSeal(Path manifest) throws IOException {
    String text = Files.readString(manifest);
    return text.substring(0, text.indexOf(",\n  \"" + ManifestSeal.FIELD)) + "\n}\n";
  }

  @Test
  void results_of_a_version_without_a_history_count_as_none_and_that_is_said() throws Exception {
    for (Path file : files()) {
      if (file.startsWith(results.resolve("history"))) {
        Files.delete(file);
      }
    }
    Path manifest = results.resolve("run.json");
    Files.writeString(
        manifest, withoutSeal(manifest).replaceAll("\\{\\s+\"path\" : \"history/[^}]*}, ", ""));
    PreviousResults previous = open(results);
    assertThat(previous.hasHistory(), is(false));
    assertThat(previous.issues().isPresent(), is(false));
    assertThat(
        previous.remarks().stream().map(Remark::kind).toList(),
        contains(Remark.Kind.PREVIOUS_WITHOUT_HISTORY));
  }

  @Test
  void a_later_day_is_refused_and_months_between_are_said() throws Exception {
    Path out = folder.resolve("results/next");
    assertThat(
        assertThrows(
                UnusableException.class,
                () -> PreviousResults.open(results, AS_OF.minusDays(1), out))
            .reason(),
        is(Reason.LATER));
    assertThat(gaps(PreviousResults.open(results, LocalDate.of(2026, 5, 31), out)), is(empty()));
    assertThat(
        gaps(PreviousResults.open(results, LocalDate.of(2026, 6, 1), out)),
        contains(Remark.of(Remark.Kind.PREVIOUS_GAP, results.toString(), AS_OF, 1L)));
  }

  private static List<Remark> gaps(PreviousResults previous) {
    return previous.remarks().stream()
        .filter(remark -> remark.kind() == Remark.Kind.PREVIOUS_GAP)
        .toList();
  }

  @Test
  void results_are_those_of_another_nation_if_they_share_no_insurer_that_is_known()
      throws Exception {
    PreviousResults previous = open(results);
    previous.refuseOtherNation(Set.of(KENPO_UNION, 1139906), LifeSettings.USUAL);
    previous.refuseOtherNation(Set.of(InsurerNumber.UNKNOWN), LifeSettings.USUAL);
    previous.refuseOtherNation(Set.of(), LifeSettings.USUAL);
    PreviousResults.none().refuseOtherNation(Set.of(1139906), LifeSettings.USUAL);
    Set<Integer> others = Set.of(1139906, InsurerNumber.UNKNOWN);
    assertThat(
        assertThrows(
                UnusableException.class,
                () -> previous.refuseOtherNation(others, LifeSettings.USUAL))
            .reason(),
        is(Reason.OTHER_NATION));
  }

  @Test
  void latest_means_the_newest_results_beside_the_new_ones_that_are_not_later() throws Exception {
    Path uploads = folder.resolve("uploads-a");
    for (String day : List.of("2026-01-31", "2026-03-31", "2026-02-28")) {
      CommandRun.ofJob(uploads, folder.resolve("months/" + day), "--as-of", day);
    }
    assertThat(latest("2026-05-31"), is("2026-03-31"));
    assertThat(latest("2026-03-30"), is("2026-02-28"));
    assertThat("a run on the same day may go on from it", latest("2026-02-28"), is("2026-02-28"));
    assertThat(latest("2026-01-01"), is("none"));
  }

  private String latest(String day) throws Exception {
    PreviousResults found =
        PreviousResults.open(
            Path.of("latest"), LocalDate.parse(day), folder.resolve("months").resolve("out"));
    assertThat(
        found.remarks().get(0).kind(),
        is(found.isPresent() ? Remark.Kind.PREVIOUS_LATEST : Remark.Kind.PREVIOUS_NONE));
    return found.isPresent() ? found.asOf().toString() : "none";
  }

  @Test
  void latest_does_not_pass_over_results_that_are_damaged() throws Exception {
    Files.writeString(results.resolve("run.json"), "{\n  \"runId\" : \"");
    assertThat(refused(Path.of("latest")).reason(), is(Reason.MANIFEST_DAMAGED));
  }

  @Test
  void without_the_option_there_is_nothing_to_go_on_from() throws Exception {
    PreviousResults none = open(null);
    assertThat(none.isPresent(), is(false));
    assertThat(none.hasHistory(), is(false));
    assertThat(none.inputs(), is(empty()));
    assertThat(none.remarks(), is(empty()));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(results)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("run.json") && sizeOf(file) > 0)
          .sorted()
          .toList();
    }
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
