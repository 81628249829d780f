package jp.totsugo.upload.plan;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.upload.plan.UploadFinder.NotFoundException;
import jp.totsugo.upload.plan.UploadFinder.Skipped;
import jp.totsugo.words.Saying;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadFinderTest {
  @TempDir Path folder;
  private final UploadFinder finder = new UploadFinder();
  private final List<Path> closed = new ArrayList<>();

  @Test
  void a_file_goes_by_its_own_name_whatever_its_ending() throws Exception {
    make("a/extract.txt");
    assertThat(found("a/extract.txt"), contains("extract.txt"));
  }

  @Test
  void a_folder_is_read_with_all_below_it_in_the_order_of_bytes() throws Exception {
    make("in/b.csv", "in/a/z.csv", "in/B.CSV", "in/a.csv", "in/あ.csv", "in/ab/c.csv.gz");
    assertThat(found("in"), contains("B.CSV", "a.csv", "a/z.csv", "ab/c.csv.gz", "b.csv", "あ.csv"));
  }

  @Test
  void a_backslash_in_a_name_is_no_folder() throws Exception {
    make("in/a\\b.csv", "in/a/b.csv", "in/c\\.csv");
    assertThat(found("in"), contains("a/b.csv", "a\\b.csv", "c\\.csv"));
  }

  @Test
  void every_format_of_the_contract_is_found_and_the_rest_is_skipped_with_a_reason()
      throws Exception {
    make(
        "in/a.csv",
        "in/b.csv.gz",
        "in/c.csv.bz2",
        "in/d.CSV.zst",
        "in/d.csv.zip",
        "in/e.avro",
        "in/f.parquet",
        "in/g.txt",
        "in/g.zip",
        "in/csv",
        "in/h.csv.bak",
        "in/.hidden.csv",
        "in/.git/i.csv");
    assertThat(
        found("in"),
        contains(
            "a.csv", "b.csv.gz", "c.csv.bz2", "d.CSV.zst", "d.csv.zip", "e.avro", "f.parquet"));
    assertThat(
        finder.skipped(),
        contains(
            new Skipped(".git", "hidden"),
            new Skipped(".hidden.csv", "hidden"),
            new Skipped("csv", "not named as an upload"),
            new Skipped("g.txt", "not named as an upload"),
            new Skipped("g.zip", "not named as an upload"),
            new Skipped("h.csv.bak", "not named as an upload")));
  }

  @Test
  void what_is_neither_file_nor_folder_is_refused_before_anything_waits_for_it() {
    NotFoundException refused =
        Assertions.assertThrows(NotFoundException.class, () -> finder.find(List.of("/dev/null")));
    assertThat(
        refused.getMessage(),
        is("/dev/null: neither a file nor a folder; save what comes out of it to a file first"));
  }

  @Test
  void a_match_of_a_glob_that_is_no_file_is_skipped() throws Exception {
    make("in/a.csv");
    Files.createSymbolicLink(folder.resolve("in/pipe.csv"), Path.of("/dev/null"));
    assertThat(found("in/*.csv"), contains("a.csv"));
    assertThat(finder.skipped(), contains(new Skipped("pipe.csv", "no file")));
  }

  @Test
  void a_glob_matches_below_its_part_without_wildcards() throws Exception {
    make("in/2026/a.csv", "in/2026/b.csv", "in/2025/a.csv", "in/2026/sub/c.csv");
    assertThat(found("in/2026/*.csv"), contains("a.csv", "b.csv"));
  }

  @Test
  void a_glob_may_have_wildcards_in_folders() throws Exception {
    make("in/2026/a.csv", "in/2025/a.csv", "in/2025/b.txt");
    assertThat(found("in/20??/*.csv"), contains("2025/a.csv", "2026/a.csv"));
  }

  @Test
  void two_stars_cross_folders() throws Exception {
    make("in/a/b/c.csv", "in/a/d.csv", "in/e.csv", "in/a/f.txt");
    assertThat(found("in/**.csv"), contains("a/b/c.csv", "a/d.csv", "e.csv"));
  }

  @Test
  void braces_choose_between_paths_too() throws Exception {
    make("in/a/b/d.csv", "in/c/d.csv", "in/c/b/d.csv");
    assertThat(found("in/{a/b,c}/d.csv"), contains("a/b/d.csv", "c/d.csv"));
  }

  @Test
  void braces_choose() throws Exception {
    make("in/a/d.csv", "in/b/d.csv", "in/c/d.csv");
    assertThat(found("in/{a,b}/d.csv"), contains("a/d.csv", "b/d.csv"));
  }

  @Test
  void a_glob_that_matches_a_folder_takes_all_below_it() throws Exception {
    make("in/north/a.csv", "in/north/sub/b.csv", "in/south/c.csv");
    assertThat(found("in/n*"), contains("north/a.csv", "north/sub/b.csv"));
  }

  @Test
  void a_file_whose_name_looks_like_a_glob_is_that_file() throws Exception {
    make("in/[a].csv", "in/a.csv");
    assertThat(found("in/[a].csv"), contains("[a].csv"));
  }

  @Test
  void several_paths_go_before_the_names() throws Exception {
    make("north/a.csv", "south/a.csv", "single.csv");
    assertThat(
        found("north", "south", "single.csv"),
        contains("north/a.csv", "single.csv", "south/a.csv"));
  }

  @Test
  void equal_names_in_different_folders_of_one_path_are_two_uploads() throws Exception {
    make("in/a/x.csv", "in/b/x.csv");
    assertThat(found("in"), contains("a/x.csv", "b/x.csv"));
  }

  @Test
  void two_paths_with_equal_names_are_refused() throws Exception {
    make("a/x.csv", "b/x.csv");
    NotFoundException refused =
        Assertions.assertThrows(NotFoundException.class, () -> found("a/x.csv", "b/x.csv"));
    assertThat(refused.getMessage(), containsString("x.csv: two of the given paths"));
  }

  @Test
  void one_path_given_twice_is_refused() throws Exception {
    make("a/x.csv");
    Assertions.assertThrows(NotFoundException.class, () -> found("a", "a"));
  }

  @Test
  void a_missing_path_is_named() {
    NotFoundException missing =
        Assertions.assertThrows(NotFoundException.class, () -> found("nowhere"));
    assertThat(
        missing.getMessage(),
        is(folder.resolve("nowhere") + ": no such file, folder or match of a glob"));
  }

  @Test
  void a_folder_without_an_upload_is_named() throws Exception {
    make("in/a.txt", "in/sub/b.zip");
    NotFoundException missing = Assertions.assertThrows(NotFoundException.class, () -> found("in"));
    assertThat(
        missing.getMessage(),
        is(
            folder.resolve("in")
                + ": no upload there (a file named *.csv, *.avro or *.parquet, or one of them"
                + " compressed; 2 other files)"));
  }

  @Test
  void a_glob_without_a_match_is_named() throws Exception {
    make("in/a.csv");
    Assertions.assertThrows(NotFoundException.class, () -> found("in/*.avro"));
  }

  @Test
  void a_link_to_a_file_or_folder_is_followed() throws Exception {
    make("else/a.csv", "in/b.csv");
    Files.createSymbolicLink(folder.resolve("in/linked"), folder.resolve("else"));
    Files.createSymbolicLink(folder.resolve("in/c.csv"), folder.resolve("else/a.csv"));
    assertThat(found("in"), contains("b.csv", "c.csv", "linked/a.csv"));
  }

  @Test
  void a_link_loop_is_skipped_with_its_reason() throws Exception {
    make("in/a/b.csv");
    Files.createSymbolicLink(folder.resolve("in/a/again"), folder.resolve("in"));
    assertThat(found("in"), contains("a/b.csv"));
    assertThat(finder.skipped(), contains(new Skipped("a/again", "a link into a folder above it")));
  }

  @Test
  void a_link_that_leads_nowhere_is_missed_only_if_it_is_named_as_an_upload() throws Exception {
    make("in/a.csv");
    for (String link : new String[] {"b.csv", "notes", ".hidden.csv"}) {
      Files.createSymbolicLink(folder.resolve("in").resolve(link), folder.resolve("gone"));
    }
    for (String way : new String[] {"in", "in/*"}) {
      UploadFinder finder = new UploadFinder();
      finder.find(List.of(folder + "/" + way));
      assertThat(finder.files().keySet(), contains("a.csv"));
      assertThat(
          finder.rejected(), contains(notReadable("b.csv", Saying.of("uploads.leadsNowhere"))));
      assertThat(finder.skipped(), hasItem(new Skipped("notes", "a link that leads nowhere")));
    }
  }

  @Test
  void where_all_uploads_are_missed_the_run_is_told_so() throws Exception {
    Files.createDirectory(folder.resolve("in"));
    Files.createSymbolicLink(folder.resolve("in/b.csv"), folder.resolve("gone"));
    assertThat(found("in"), is(empty()));
    assertThat(finder.rejected().size(), is(1));
  }

  @Test
  void a_folder_that_cannot_be_listed_is_missed() throws Exception {
    make("in/a.csv", "in/closed/b.csv", "in/.closed/c.csv", "in/open/d.csv");
    close("in/closed");
    close("in/.closed");
    for (String way : new String[] {"in", "in/**.csv", "in/c*,in/*.csv,in/open", "in/*"}) {
      UploadFinder finder = new UploadFinder();
      finder.find(Arrays.stream(way.split(",")).map(path -> folder + "/" + path).toList());
      assertThat(
          finder.rejected().stream().map(file -> file.name().replace("in/", "")).toList(),
          contains("closed"));
      assertThat(finder.files().size(), is(2));
    }
  }

  @Test
  void a_folder_in_which_a_glob_can_match_nothing_is_not_missed() throws Exception {
    make("in/2026/a.csv", "in/closed/b.csv");
    close("in/closed");
    assertThat(found("in/20??/*.csv"), contains("2026/a.csv"));
    assertThat(finder.rejected(), is(empty()));
  }

  @Test
  void a_path_that_cannot_be_listed_is_refused() throws Exception {
    make("in/a.csv");
    close("in");
    NotFoundException refused = Assertions.assertThrows(NotFoundException.class, () -> found("in"));
    assertThat(
        refused.getMessage(),
        is(folder.resolve("in") + ": the folder cannot be listed (AccessDeniedException)"));
  }

  private void close(String name) throws IOException {
    Path path = folder.resolve(name);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("-wx------"));
    closed.add(path);
    Assumptions.assumeFalse(Files.isReadable(path), "the superuser may list every folder");
  }

  @AfterEach
  void open() throws IOException {
    for (Path path : closed) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static RejectedFile notReadable(String name, Saying detail) {
    return new RejectedFile(name, RejectedFile.Cause.NOT_READABLE, detail);
  }

  @Test
  void a_folder_named_as_an_upload_is_a_folder() throws Exception {
    make("in/x.csv/a.csv");
    assertThat(found("in"), contains("x.csv/a.csv"));
    assertThat(finder.skipped(), is(empty()));
  }

  private Set<String> found(String... paths) throws NotFoundException, IOException {
    finder.find(Arrays.stream(paths).map(path -> folder + "/" + path).toList());
    return finder.files().keySet();
  }

  private void make(String... files) throws IOException {
    for (String name : files) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
  }
}
