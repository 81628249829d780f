package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run --insurers} says of those who are expected to upload, and refuses. */
class InsurersOptionTest {
  private static final String HEADER = "\uFEFFinsurer,name,name_en,expected,files,records,";

  @TempDir Path folder;
  private Path uploads;
  private Path out;

  @BeforeEach
  void upload() throws IOException {
    uploads = Files.createDirectory(folder.resolve("in"));
    Upload.withHeader().record().in(uploads);
    out = folder.resolve("out");
  }

  private Path list(String... rows) throws IOException {
    return Files.writeString(
        folder.resolve("list.csv"), "insurer,name,name_en\n" + String.join("\n", rows) + "\n");
  }

  private CommandRun run(Path list, String language) {
    return CommandRun.ofJob(uploads, out, "--insurers", list.toString(), "--lang", language);
  }

  @Test
  void where_all_sent_the_summary_begins_with_it() throws IOException {
    CommandRun run = run(list("06132013,東京健保,Tokyo"), "en");

    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(
        run.lines().get(0), is("Coverage: the 1 expected insurer sent (statistics/coverage.csv)"));
  }

  @Test
  void an_expected_insurer_that_sent_nothing_is_named_first_and_ends_the_run_with_3()
      throws IOException {
    CommandRun run = run(list("06132013,東京健保,Tokyo", "138024,練馬区,Nerima"), "en");

    assertThat(run.exitCode(), is(3));
    assertThat(
        String.join(" ", run.lines().subList(0, 2)),
        is(
            "Coverage: 1 of 2 expected insurers sent; nothing came from 00138024 Nerima"
                + " (statistics/coverage.csv)"));
    assertThat(
        run.err(), containsString("totsugo: insurer 00138024 Nerima is expected and sent nothing"));
    assertThat(
        Files.readString(out.resolve("statistics/coverage.csv")),
        is(
            HEADER.replace(",name_en", "")
                + "records_before,change_percent,note\r\n"
                + "00138024,練馬区,true,0,0,,,NO_UPLOAD\r\n"
                + "06132013,東京健保,true,1,1,,,\r\n"));
  }

  @Test
  void an_expected_insurer_whose_file_was_rejected_is_not_passed_over() throws IOException {
    Files.write(uploads.resolve("138024_empty.csv"), new byte[0]);
    CommandRun run = run(list("06132013,東京健保,Tokyo", "138024,練馬区,Nerima"), "en");

    assertThat(run.exitCode(), is(3));
    assertThat(
        String.join(" ", run.lines().subList(0, 2)),
        is(
            "Coverage: all 2 expected insurers sent; 1 sent a file that was rejected"
                + " (statistics/coverage.csv)"));
  }

  @Test
  void in_japanese_too() throws IOException {
    CommandRun run = run(list("06132013,東京健保,", "138024,練馬区,"), "ja");

    assertThat(run.exitCode(), is(3));
    assertThat(
        String.join("", run.lines().subList(0, 2)),
        is("提出状況：提出は1保険者（予定は2保険者）、00138024 練馬区からは何もなし" + "（statistics/coverage.csv）"));
    assertThat(run.err(), containsString("保険者 00138024 練馬区 は提出予定ですが、何も送っていません"));
  }

  @Test
  void of_many_only_the_first_are_named() throws IOException {
    CommandRun run = run(list("138016,,", "138024,,", "138032,,", "138040,,", "06132013,,"), "en");

    assertThat(
        run.out().replace("\n", " "),
        containsString("nothing came from 00138016, 00138024, 00138032 and 1 more "));
  }

  @Test
  void who_is_not_expected_and_who_sends_the_same_again_is_counted() throws IOException {
    Path first = folder.resolve("first");
    assertThat(CommandRun.ofJob(uploads, first).exitCode(), is(0));
    Files.move(uploads.resolve("06132013_upload.csv"), uploads.resolve("06132013_again.csv"));

    CommandRun run =
        CommandRun.ofJob(
            uploads, out, "--previous=" + first, "--insurers=" + list("138016,,"), "--lang=en");

    assertThat(run.exitCode(), is(3));
    assertThat(
        Files.readString(out.resolve("statistics/coverage.csv")),
        containsString("\r\n06132013,,false,1,1,1,0.0,UNEXPECTED;SAME_FILE\r\n"));
    assertThat(
        run.out().replace("\n", " "),
        containsString("; 1 sent and is not in the list; 1 sent a file of the run before again ("));
  }

  @Test
  void a_list_that_is_none_is_refused_before_anything_is_done() throws IOException {
    CommandRun run = run(list("06132013,,", "06132014,,"), "en");
    assertThat(run.exitCode(), is(2));
    assertThat(run.err(), containsString("list.csv:3: no insurer number: six or eight"));
    assertThat(Files.exists(out), is(false));
    assertThat(
        run(list("06132013,,", "06132013,,"), "ja").err(),
        containsString("list.csv:3: 保険者 06132013 はすでに2行目にあります"));
  }
}
