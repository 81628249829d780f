package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.totsugo.table.JsonFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bad input gets the right exit code and a message that says what is wrong, and nothing is lost.
 */
class BadInputTest {
  private static final String HEADER =
      "InsurerNumber,PersonId,MyNumber,InsuredIdentificationNumber,Birthdate,Sex";
  private static final String RECORD = "06132013,A-1,621498320257,12,19800101,1";

  @TempDir Path folder;
  private Path uploads;
  private Path out;

  @BeforeEach
  void makeFolders() throws IOException {
    uploads = Files.createDirectory(folder.resolve("in"));
    out = folder.resolve("out");
  }

  @Test
  void a_missing_path_is_named() {
    assertRefused(run(folder.resolve("nowhere")), 2, "nowhere: no such file, folder or match");
  }

  @Test
  void one_missing_path_among_several_is_named() throws IOException {
    upload("a.csv", HEADER);
    assertRefused(
        CommandRun.inEnglish(
            "run", "--uploads", uploads.toString(), folder + "/nowhere", "--out", out.toString()),
        2,
        "nowhere: no such file, folder or match");
  }

  @Test
  void an_empty_folder_is_named() {
    assertRefused(run(uploads), 2, "in: no upload there");
  }

  @Test
  void a_header_alone_is_a_file_without_records() throws IOException {
    upload("06132013.csv", HEADER);
    assertThat(run(uploads).exitCode(), is(0));
    assertLines(1, 1, 0, 0, 0);
    assertThat(
        Files.readString(out.resolve("statistics/insurers.csv")),
        containsString("\r\n06132013,KENPO_UNION,13,1,0,0,0,0,0,0,0,0,0,0\r\n"));
  }

  @Test
  void a_rejected_file_does_not_keep_the_others_from_being_read() throws IOException {
    upload("06132013.csv", HEADER + "\n" + RECORD + "\n");
    upload("empty.csv", "");
    CommandRun run = run(uploads);
    assertThat(run.exitCode(), is(3));
    assertThat(
        run.err(), containsString("empty.csv: rejected, EMPTY: the file has no line with text"));
    assertLines(2, 1, 0, 1, 0);
  }

  @Test
  void rejected_files_alone_are_listed_too() throws IOException {
    upload("a.csv", "");
    upload("b.csv", "\r\n\r\n,,,\n\" \"\u3000\n\u001A\r\n");
    upload("c.csv", HEADER.replace(",Sex", ""));
    upload("d.csv", HEADER + ",Sex");
    uploadBytes("e.csv", new byte[] {'P', 'K', 3, 4, 0, 0, 0});
    uploadBytes("f.csv", HEADER.getBytes(StandardCharsets.UTF_16));
    uploadBytes("g.csv", HEADER.getBytes(StandardCharsets.UTF_16LE));
    uploadBytes("h.csv", new byte[100_000]);
    assertThat(run(uploads).exitCode(), is(3));
    assertThat(
        Files.readString(out.resolve("rejected_files.csv")),
        is(
            "\uFEFFfile,cause\r\na.csv,EMPTY\r\nb.csv,EMPTY\r\nc.csv,MISSING_COLUMN\r\n"
                + "d.csv,DUPLICATE_COLUMN\r\ne.csv,DAMAGED\r\nf.csv,UTF_16\r\ng.csv,UTF_16\r\n"
                + "h.csv,BINARY\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-31j"})
  void a_file_cut_in_the_middle_of_a_character_loses_that_line_only(String encoding)
      throws IOException {
    byte[] whole =
        (HEADER + ",Name\n" + (RECORD + ",見本\n").repeat(300) + RECORD + ",見")
            .getBytes(Charset.forName(encoding));
    uploadBytes("06132013.csv", java.util.Arrays.copyOf(whole, whole.length - 1));
    assertThat("less than 1 % of the lines", run(uploads).exitCode(), is(0));
    assertLines(302, 1, 0, 300, 1);
    assertUnreadable("06132013.csv,302,", ",UNDECODABLE");
  }

  @Test
  void zero_bytes_in_a_record_are_for_the_rules_to_judge() throws IOException {
    upload("06132013.csv", HEADER + "\n" + RECORD.replace("6214", "62\0\0") + "\n");
    assertThat(run(uploads).exitCode(), is(0));
    assertLines(2, 1, 0, 1, 0);
    assertThat(
        Files.readString(out.resolve("corrections/06132013/corrections.csv")),
        containsString("MY_NUMBER_FORMAT,ERROR,2,OTHER"));
  }

  @Test
  void a_tail_of_zero_bytes_is_one_unreadable_line() throws IOException {
    uploadBytes(
        "06132013.csv",
        Bytes.concat(
            (HEADER + "\n" + RECORD + "\n").getBytes(StandardCharsets.UTF_8), new byte[5000]));
    assertThat(run(uploads).exitCode(), is(3));
    assertLines(3, 1, 0, 1, 1);
    assertUnreadable("06132013.csv,3,", ",FIELD_COUNT");
  }

  @Test
  void a_line_of_ten_megabytes_spoils_itself_alone() throws IOException {
    upload(
        "06132013.csv",
        HEADER + "\n" + RECORD + "\n" + "x".repeat(10 << 20) + "\n" + (RECORD + "\n").repeat(200));
    assertThat(run(uploads).exitCode(), is(0));
    assertLines(203, 1, 0, 201, 1);
    assertUnreadable("06132013.csv,3,", ",TOO_LONG");
  }

  @Test
  void an_unclosed_quote_in_line_2_of_many_spoils_itself_alone() throws IOException {
    upload(
        "06132013.csv",
        HEADER + "\n" + RECORD.replace("A-1", "\"A-1") + "\n" + (RECORD + "\n").repeat(100_000));
    assertThat(run(uploads).exitCode(), is(0));
    assertLines(100_002, 1, 0, 100_000, 1);
    assertUnreadable("06132013.csv,2,", ",UNCLOSED_QUOTE");
  }

  @Test
  void mixed_line_ends_blank_lines_and_a_last_line_without_end_are_all_read() throws IOException {
    upload(
        "06132013.csv", "\r\n" + HEADER + "\r\n" + RECORD + "\n\n" + RECORD + "\r\n\r\n" + RECORD);
    assertThat(run(uploads).exitCode(), is(0));
    assertLines(7, 1, 3, 3, 0);
  }

  @Test
  void a_line_that_no_one_filled_in_is_blank_and_a_header_once_more_is_a_header()
      throws IOException {
    String japanese = "保険者番号,宛名番号,個人番号,被保険者証番号,生年月日,性別\n";
    upload(
        "06132013.csv",
        ",,,,,\n"
            + HEADER
            + "\n"
            + japanese
            + (RECORD + "\n" + "\" \",,\u3000,,\n").repeat(100)
            + "\uFEFF"
            + HEADER
            + "\r\n"
            + RECORD.replace("1980", "2980")
            + "\n\u001A\r\n");
    assertThat(run(uploads).exitCode(), is(0));
    assertLines(205, 3, 101, 101, 0);
    assertThat(
        "the line of what is found behind them",
        Files.readString(out.resolve("corrections/06132013/corrections.csv")),
        containsString("BIRTHDATE_INVALID,ERROR,2,,06132013.csv,205,"));
  }

  @ParameterizedTest
  @CsvSource({
    "en, 'The file of insurer 06132013 was cut off (06132013.csv):', 'x.csv was cut off:'",
    "ja, '保険者 06132013 のファイルは途中で切れています（06132013.csv）', 'x.csv は途中で切れています'",
  })
  void a_file_that_was_cut_off_is_named(String language, String ofInsurer, String ofFile)
      throws IOException {
    upload("06132013.csv", HEADER + "\n" + (RECORD + "\n").repeat(200) + "0613");
    upload("x.csv", HEADER + "\n" + (RECORD + "\n").repeat(200) + "0613,\"");
    upload("whole.csv", HEADER + "\n" + (RECORD + "\n").repeat(200) + "0613\n");
    CommandRun run = CommandRun.ofJobInEnglish(uploads, out, "--lang", language);
    assertThat(run.exitCode(), is(0));
    String said = run.out().replace("\n", "").replace(" ", "");
    assertThat(said, containsString(ofInsurer.replace(" ", "")));
    assertThat(said, containsString(ofFile.replace(" ", "")));
    assertThat(said.contains("whole.csv"), is(false));
    assertThat(json("run.json").findValuesAsText("cutOff"), is(List.of("true", "true")));
  }

  @Test
  void of_many_uploads_without_records_the_first_are_named_and_the_rest_is_counted()
      throws IOException {
    for (int i = 0; i < 5; i++) {
      upload("x" + i + ".csv", HEADER + "\n");
    }
    upload("06132013.csv", HEADER + "\n,,,\n");
    assertThat(
        CommandRun.ofJobInEnglish(uploads, out, "--lang", "en").lines().subList(1, 5),
        is(
            List.of(
                "Insurer 06132013 sent a header and no records (06132013.csv)",
                "x0.csv has a header and no records",
                "x1.csv has a header and no records",
                "3 more files without records; run.json has them with records 0")));
  }

  @Test
  void more_unreadable_lines_than_allowed_are_said_and_the_rest_counts() throws IOException {
    upload("06132013.csv", HEADER + "\n" + (RECORD + "\n").repeat(98) + "x\nx\n");
    CommandRun run = run(uploads);
    assertThat(run.exitCode(), is(3));
    assertThat(
        run.err(),
        containsString("06132013.csv: 2 of 100 lines are unreadable, more than allowed"));
    assertLines(101, 1, 0, 98, 2);
  }

  @Test
  void a_register_with_more_unreadable_lines_than_allowed_is_said_too() throws IOException {
    upload("06132013.csv", HEADER + "\n" + RECORD + "\n");
    Path register =
        Files.writeString(
            folder.resolve("register.csv"),
            "MyNumber,Name,NameKana,Birthdate,Sex,PostNumber,Address\n"
                + "123456789018,山田,ﾔﾏﾀﾞ,19700101,1,,\n".repeat(97)
                + "x\n".repeat(3));
    CommandRun run =
        CommandRun.ofJobInEnglish(
            uploads, folder.resolve("out"), "--register", register.toString());
    assertThat(run.exitCode(), is(3));
    assertThat(
        run.err(),
        containsString(
            "--register: register.csv: 3 of 100 lines are unreadable, more than allowed"));
  }

  @Test
  void skipped_files_are_said_but_not_hidden_ones() throws IOException {
    upload("06132013.csv", HEADER + "\n" + RECORD + "\n");
    Files.writeString(uploads.resolve("06132013.txt"), HEADER);
    Files.writeString(uploads.resolve(".hidden.csv"), HEADER);
    CommandRun run = run(uploads);
    assertThat(run.exitCode(), is(0));
    assertThat(
        run.err(), containsString("totsugo: 1 file was skipped; run.json says which, and why\n"));
  }

  @Test
  void a_file_whose_lines_end_with_cr_alone_is_rejected_and_not_all_header() throws IOException {
    upload("06132013.csv", (HEADER + "\n" + RECORD + "\n").replace('\n', '\r'));
    upload("06139901.csv", HEADER + "\r\n" + RECORD + "\r\n");
    CommandRun run = run(uploads);
    assertThat(run.exitCode(), is(3));
    assertThat(
        run.err(),
        matchesPattern(
            "(?s).*06132013.csv: rejected, HEADER_UNREADABLE: .*"
                + " \\(a CR is within it; save the file with CRLF or LF line ends\\).*"));
  }

  @Test
  void exactly_the_allowed_share_of_unreadable_lines_is_allowed() throws IOException {
    upload("06132013.csv", HEADER + "\n" + (RECORD + "\n").repeat(99) + "x\n");
    assertThat(run(uploads).exitCode(), is(0));
  }

  @Test
  void an_output_inside_the_uploads_is_refused() throws IOException {
    upload("06132013.csv", HEADER);
    for (String inside : new String[] {"out", "a/b/out", "."}) {
      assertRefused(
          CommandRun.ofJobInEnglish(uploads, uploads.resolve(inside)), 2, "lies in the uploads");
    }
    Path link = Files.createSymbolicLink(folder.resolve("link"), uploads);
    assertRefused(
        CommandRun.ofJobInEnglish(uploads, link.resolve("out")), 2, "lies in the uploads");
    assertRefused(
        CommandRun.ofJobInEnglish(link, uploads.resolve("out")), 2, "lies in the uploads");
    assertThat(names(uploads), is("06132013.csv"));
  }

  @Test
  void an_output_that_cannot_be_written_is_refused() throws IOException {
    upload("06132013.csv", HEADER);
    Files.writeString(out, "a file");
    assertRefused(run(uploads), 2, "out: is a file");
    assertRefused(CommandRun.ofJobInEnglish(uploads, out.resolve("x")), 2, "out is in the way");
    assertRefused(CommandRun.ofJobInEnglish(uploads, "/proc/x"), 2, "/proc/x: cannot be written");
  }

  @Test
  void an_output_with_files_in_it_is_refused() throws IOException {
    upload("06132013.csv", HEADER);
    assertThat(run(uploads).exitCode(), is(0));
    assertRefused(run(uploads), 2, "out: exists and is not empty");
  }

  @Test
  void two_uploads_of_one_name_are_refused_and_in_folders_of_one_path_are_not() throws IOException {
    upload("a/06132013.csv", HEADER + "\n" + RECORD);
    upload("b/06132013.csv", HEADER + "\n" + RECORD);
    assertRefused(
        CommandRun.inEnglish(
            "run",
            "--uploads",
            uploads + "/a/06132013.csv",
            uploads + "/b/06132013.csv",
            "--out",
            out.toString()),
        2,
        "06132013.csv: two of the given paths have a file of this name");
    assertThat(run(uploads).exitCode(), is(0));
    assertLines(4, 2, 0, 2, 0);
  }

  @Test
  void a_link_loop_is_skipped_and_listed() throws IOException {
    upload("a/06132013.csv", HEADER);
    Files.createSymbolicLink(uploads.resolve("a/loop"), uploads);
    assertThat(run(uploads).exitCode(), is(0));
    assertThat(
        json("run.json").get("skipped").toString(),
        is("[{\"path\":\"a/loop\",\"reason\":\"a link into a folder above it\"}]"));
  }

  @ParameterizedTest
  @CsvSource({"inProcess, 30", "flink, 30"})
  void a_file_that_shrinks_while_it_is_read_is_rejected_and_the_others_are_done(
      String runner, int megabytes) throws Exception {
    upload("0.csv", HEADER + "\n" + (RECORD + "\n").repeat(megabytes * 25_000));
    Path last = upload("z.csv", HEADER + "\n" + (RECORD + "\n").repeat(1000));
    CommandRun run =
        whileReading(
            () -> {
              try (RandomAccessFile file = new RandomAccessFile(last.toFile(), "rw")) {
                file.setLength(5000);
              }
            },
            "--runner",
            runner,
            "--parallelism",
            "1");
    assertRejectedAsChanged(run, megabytes * 25_000);
  }

  @Test
  void a_file_that_gets_another_header_while_others_are_read_is_rejected() throws Exception {
    upload("0.csv", HEADER + "\n" + (RECORD + "\n").repeat(30 * 25_000));
    Path last = upload("z.csv", "\n" + HEADER + "\n" + RECORD + "\n");
    CommandRun run =
        whileReading(
            () -> {
              try (RandomAccessFile file = new RandomAccessFile(last.toFile(), "rw")) {
                file.write('x');
              }
            });
    assertRejectedAsChanged(run, 30 * 25_000);
  }

  private void assertRejectedAsChanged(CommandRun run, int records) throws IOException {
    assertThat(run.err(), run.exitCode(), is(3));
    assertThat(
        run.err(),
        containsString(
            """
            totsugo: 1 of 2 files failed or changed while they were read; beginning again without them
            totsugo: z.csv: rejected, CHANGED: the file changed while it was read; run again when its transfer has ended
            """));
    assertThat(
        Files.readString(out.resolve("rejected_files.csv")),
        is("\uFEFFfile,cause\r\nz.csv,CHANGED\r\n"));
    assertLines(records + 1, 1, 0, records, 0);
    assertThat(names(folder), is("in out"));
  }

  private interface Mischief {
    void make() throws IOException;
  }

  /** Does something to a late file when the run has planned its work and reads an early one. */
  private CommandRun whileReading(Mischief mischief, String... more) throws Exception {
    Throwable[] failure = {null};
    Thread thread =
        new Thread(
            () -> {
              try {
                while (!isPlanned()) {
                  Thread.sleep(1);
                }
                mischief.make();
              } catch (IOException | InterruptedException e) {
                failure[0] = e;
              }
            });
    thread.start();
    CommandRun run = CommandRun.ofJobInEnglish(uploads, out, more);
    thread.interrupt();
    thread.join();
    assertThat(failure[0], is((Throwable) null));
    return run;
  }

  /** Whether the run, below the folder of its id, has begun to check. */
  private boolean isPlanned() throws IOException {
    try (Stream<Path> files = Files.walk(folder, 5)) {
      return files.anyMatch(file -> file.endsWith("check-1/unfinished"));
    } catch (UncheckedIOException | NoSuchFileException e) {
      return false;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--no-such-option                 | Unknown option: '--no-such-option'",
        "--as-of 2026-02-30               | Invalid value for option '--as-of'",
        "--as-of yesterday                | Invalid value for option '--as-of'",
        "--lang fr                        | オプション'--lang'の値が正しくありません",
        "--runner spark                   | Invalid value for option '--runner'",
        "--fail-on notice                 | Invalid value for option '--fail-on'",
        "--parallelism 0                  | --parallelism: from 1 to 128",
        "--parallelism many               | Invalid value for option '--parallelism'",
        "--layout other                   | --layout other: unknown",
        "--rules nowhere.yaml             | nowhere.yaml: cannot be read",
        "-- --sliceBytes=0                | --sliceBytes=N: from 1 to",
        "-- --sliceBytes=x                | --sliceBytes=N: from 1 to",
        "-- --noSuchBeamOption=1          | Beam's options: Class interface"
            + " org.apache.beam.sdk.options.PipelineOptions missing a property named"
            + " 'noSuchBeamOption'",
        "-- stray                         | Beam's options: ",
      })
  void wrong_usage_is_said_and_nothing_is_written(String options, String message)
      throws IOException {
    upload("06132013.csv", HEADER);
    CommandRun run = CommandRun.ofJobInEnglish(uploads, out, options.split(" "));
    assertRefused(run, 2, message);
    assertThat(names(folder), is("in"));
  }

  @Test
  void missing_options_are_named() {
    CommandRun run = CommandRun.inEnglish("run");
    assertRefused(run, 2, "Missing required options: '--out=DIR', '--uploads=PATH'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--rules", "--layout", "--layouts"})
  void what_is_far_too_large_for_settings_or_no_utf_8_is_refused(String option) throws IOException {
    upload("06132013.csv", HEADER + "\n");
    Path large = Files.writeString(folder.resolve("l.yaml"), "key: " + "x".repeat(50_000_000));
    assertRefused(
        CommandRun.ofJobInEnglish(uploads, out, option, large.toString()),
        2,
        "l.yaml: is larger than 1 MiB; give the file that was meant");
    Path other = Files.write(folder.resolve("o.yaml"), new byte[] {'a', ':', ' ', (byte) 0x81});
    assertRefused(
        CommandRun.ofJobInEnglish(uploads, out, option, other.toString()),
        2,
        "o.yaml: is not UTF-8; save it as UTF-8");
    Path key = Files.writeString(folder.resolve("k.yaml"), "x".repeat(1000) + ": 1\n");
    CommandRun run = CommandRun.ofJobInEnglish(uploads, out, option, key.toString());
    assertThat(run.exitCode(), is(2));
    assertThat("no screenful of a key", run.err().contains("x".repeat(100)), is(false));
  }

  @Test
  void an_unknown_key_in_the_rules_is_named() throws IOException {
    upload("06132013.csv", HEADER);
    Path rules = Files.writeString(folder.resolve("rules.yaml"), "fillerz: []\n");
    assertRefused(
        CommandRun.ofJobInEnglish(uploads, out, "--rules", rules.toString()),
        2,
        "rules.yaml:1: fillerz: unknown key");
  }

  @ParameterizedTest
  @CsvSource({
    "A-1, never, 0",
    "A-1, review, 0",
    "A-1, error, 0",
    "A_1, never, 0",
    "A_1, review, 1",
    "A_1, error, 1"
  })
  void fail_on_tells_the_caller_of_findings(String personId, String failOn, int exitCode)
      throws IOException {
    upload("06132013.csv", HEADER + "\n" + RECORD.replace("A-1", personId));
    assertThat(
        CommandRun.ofJobInEnglish(uploads, out, "--fail-on", failOn).exitCode(), is(exitCode));
  }

  @Test
  void a_finding_to_review_fails_on_review_and_not_on_error() throws IOException {
    upload("06132013.csv", HEADER + ",Name\n" + RECORD + ",●\n");
    assertThat(CommandRun.ofJobInEnglish(uploads, out, "--fail-on", "error").exitCode(), is(0));
    assertThat(
        CommandRun.ofJobInEnglish(uploads, folder.resolve("out2"), "--fail-on", "review")
            .exitCode(),
        is(1));
  }

  private CommandRun run(Path from) {
    return CommandRun.ofJobInEnglish(from, out);
  }

  private Path upload(String name, String text) throws IOException {
    return uploadBytes(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private Path uploadBytes(String name, byte[] bytes) throws IOException {
    Path file = uploads.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private static void assertRefused(CommandRun run, int exitCode, String message) {
    assertThat(run.err(), containsString(message));
    assertThat(run.exitCode(), is(exitCode));
    assertThat("no stack trace", run.err().contains("\tat "), is(false));
  }

  private void assertLines(int lines, int header, int blank, int records, int unreadable)
      throws IOException {
    JsonNode total = json("reconciliation.json").get("total");
    assertThat(
        Stream.of("lines", "header", "blank", "records", "unreadable")
            .map(name -> name + " " + total.get(name))
            .toList()
            .toString(),
        is(
            String.format(
                "[lines %d, header %d, blank %d, records %d, unreadable %d]",
                lines, header, blank, records, unreadable)));
  }

  private void assertUnreadable(String begin, String end) throws IOException {
    String[] lines = Files.readString(out.resolve("unreadable.csv")).split("\r\n");
    assertThat(lines.length, is(2));
    assertThat(lines[1].startsWith(begin) && lines[1].endsWith(end), is(true));
  }

  private JsonNode json(String name) throws IOException {
    return JsonFile.MAPPER.readTree(out.resolve(name).toFile());
  }

  /** What is in a folder, but for the status that every attempt leaves beside its results. */
  private static String names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> !name.equals("status.json"))
          .sorted()
          .collect(Collectors.joining(" "));
    }
  }
}
