package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jp.totsugo.table.JsonFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that nobody watches: what they print, and what they leave beside their results. */
class UnattendedTest {
  private static final String MY_NUMBER = "621498320257";

  @TempDir Path folder;
  private Path uploads;
  private Path results;

  @BeforeEach
  void makeUploads() throws IOException {
    uploads = Files.createDirectory(folder.resolve("in"));
    Upload.withHeader().record().record("PersonId", "A-2", "Sex", "9").in(uploads);
    results = Files.createDirectory(folder.resolve("results"));
  }

  private JsonNode status() throws IOException {
    return JsonFile.read(results.resolve("status.json"));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(results)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void a_quiet_run_that_needs_nobody_says_nothing() throws IOException {
    CommandRun run = CommandRun.ofJob(uploads, results.resolve("a"), "--quiet");
    assertThat(List.of(run.exitCode(), run.out(), run.err()), is(List.of(0, "", "")));
    CommandRun next =
        CommandRun.ofJob(
            uploads,
            results.resolve("b"),
            "--quiet",
            "--previous",
            "latest",
            "--as-of",
            "2026-05-01");
    assertThat(List.of(next.exitCode(), next.out(), next.err()), is(List.of(0, "", "")));
    assertThat(names(), contains("a", "b", "status.json"));
  }

  @Test
  void a_quiet_run_says_what_must_be_done_and_nothing_else() throws IOException {
    Files.writeString(uploads.resolve("empty.csv"), "");
    Files.writeString(uploads.resolve("notes.txt"), "skipped");
    Files.writeString(
        uploads.resolve("01139906.csv"),
        "InsurerNumber,PersonId,MyNumber,InsuredIdentificationNumber,Birthdate,Sex\n");
    CommandRun run = CommandRun.ofJob(uploads, results.resolve("a"), "--quiet", "--lang", "en");
    assertThat(run.exitCode(), is(3));
    assertThat(run.out(), is(""));
    assertThat(
        run.err().lines().toList(),
        contains(
            containsString("empty.csv: rejected, EMPTY"),
            is("totsugo: Insurer 01139906 sent a header and no records (01139906.csv)")));
  }

  @Test
  void the_status_of_a_run_that_is_done_says_so_in_words() throws IOException {
    CommandRun.ofJob(uploads, results.resolve("a"), "--lang", "en");
    JsonNode status = status();
    assertThat(status.get("state").asText(), is("done"));
    assertThat(status.get("exitCode").asInt(), is(0));
    assertThat(status.get("problems").size(), is(0));
    assertThat(status.get("asOf").asText(), is("2026-04-01"));
    assertThat(status.get("out").asText(), is(results.resolve("a").toString()));
    assertThat(
        status.get("summary").asText(),
        is(
            "The check as of 2026-04-01 ("
                + results.resolve("a")
                + ") is done, and every count adds up."));
  }

  @Test
  void the_status_has_the_exit_code_and_what_is_wrong_whatever_the_end() throws IOException {
    assertStatus(0, "done");
    assertStatus(1, "findings", "--fail-on", "error");
    assertStatus(2, "refused", "--previous", "nowhere");
    assertThat(status().get("problems").get(0).asText(), containsString("there is no such folder"));
    assertStatus(2, "refused", "--rules", folder.resolve("no-rules").toString());
    assertThat(status().get("problems").get(0).asText(), containsString("no-rules"));
    assertStatus(2, "refused", "--parallelism", "0");
    Files.writeString(uploads.resolve("empty.csv"), "");
    assertStatus(3, "incomplete");
    assertThat(status().get("problems").get(0).asText(), containsString("empty.csv: rejected"));
    assertThat("nothing else is left", names(), not(empty()));
    assertThat(names().stream().filter(name -> name.startsWith(".")).toList(), is(empty()));
  }

  private int runs;

  private void assertStatus(int exitCode, String state, String... more) throws IOException {
    Path out = results.resolve("r" + runs++);
    String[] arguments =
        Stream.concat(Stream.of(more), Stream.of("--lang", "en")).toArray(String[]::new);
    CommandRun run = CommandRun.ofJob(uploads, out, arguments);
    assertThat(run.err(), run.exitCode(), is(exitCode));
    JsonNode status = status();
    assertThat(status.get("exitCode").asInt(), is(exitCode));
    assertThat(status.get("state").asText(), is(state));
    assertThat(status.get("out").asText(), is(out.toString()));
  }

  @Test
  void a_status_holds_no_my_number_of_a_name() throws IOException {
    Path named = Files.createDirectory(results.resolve(MY_NUMBER));
    Files.writeString(named.resolve("x"), "");
    CommandRun run = CommandRun.ofJob(uploads, named);
    assertThat(run.exitCode(), is(2));
    assertThat(
        Files.readString(results.resolve("status.json")),
        allOf(containsString("********0257"), not(containsString(MY_NUMBER))));
  }

  @Test
  void where_no_folder_is_there_is_no_status() {
    CommandRun run = CommandRun.ofJob(folder.resolve("nowhere"), folder.resolve("new/out"));
    assertThat(run.exitCode(), is(2));
    assertThat(Files.exists(folder.resolve("new")), is(false));
  }

  @Test
  void a_status_that_cannot_be_written_is_said_and_does_not_keep_the_run_from_its_work()
      throws IOException {
    Files.createDirectories(results.resolve("status.json/in-the-way"));
    CommandRun run = CommandRun.ofJob(uploads, results.resolve("a"), "--lang", "en");
    assertThat(run.exitCode(), is(0));
    assertThat(run.err(), containsString("status.json cannot be written; the run goes on"));
  }

  @Test
  void the_day_stands_in_the_name_of_the_results_where_it_is_asked_for() throws IOException {
    CommandRun run = CommandRun.ofJob(uploads, results.resolve("{asOf}-x"));
    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(names(), contains("2026-04-01-x", "status.json"));
    assertThat(run.out(), containsString(results.resolve("2026-04-01-x").toString()));
    for (String misspelt : List.of("{asof}", "{as-of}", "{AS_OF}")) {
      CommandRun refused = CommandRun.ofJobInEnglish(uploads, results.resolve(misspelt));
      assertThat(refused.exitCode(), is(2));
      assertThat(refused.err(), containsString("the day is written {asOf}"));
    }
  }

  @Test
  void a_disk_with_room_passes_the_check_of_space() {
    CommandRun run = CommandRun.ofJob(uploads, results.resolve("a"), "--check-space");
    assertThat(run.err(), run.exitCode(), is(0));
  }
}
