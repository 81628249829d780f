package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.totsugo.record.MyNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No My Number of the inputs leaves the program, however it is written. */
class PrivacyTest {
  private static final Pattern TWELVE_DIGITS = Pattern.compile("(?<![0-9])[0-9]{12}(?![0-9])");
  private static final String HEADER =
      "InsurerNumber,PersonId,MyNumber,InsuredCardSymbol,InsuredIdentificationNumber,InsuredBranchNumber,Birthdate,Sex,QualificationDate\n";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"ja, inProcess", "en, inProcess", "ja, flink"})
  void no_my_number_of_the_sample_is_in_any_output_or_message(String language, String runner)
      throws IOException {
    Path uploads = Sample.uploads(folder);
    Set<String> numbers = numbersOf(uploads);
    assertThat("numbers to look for", numbers.size(), greaterThan(150));
    Path out = folder.resolve("out");
    CommandRun run = CommandRun.ofJob(uploads, out, "--lang", language, "--runner", runner);
    assertNoneIn(run, out, numbers);
    assertThat(
        Files.readString(out.resolve("corrections/01139906/corrections.csv")),
        containsString(",********9018,"));
  }

  @Test
  void a_my_number_that_was_keyed_in_another_column_too_is_masked_there() throws IOException {
    Path uploads = Files.createDirectory(folder.resolve("in"));
    Files.writeString(
        uploads.resolve("06132013.csv"),
        HEADER
            + "06132013,621498320257,621498320257,1,2,1,19800101,1,20200401\n"
            + "06132013,A-765895492872,765895492872,1,2,x,19800101,1,20200401\n"
            + "06132013,B-1,983205673214,983205673214,2,x,19800101,1,20200401\n"
            + "06132013,B-2,873321641958,1,00873321641958,x,19800101,1,20200401\n"
            + "06132013,B-3,263348291158,1,2,263348291158,19800101,1,20200401\n"
            + "06132013,491131223718,491131223718,1,2,01,19800102,1,20200401\n"
            + "06132013,491131223718,491131223718,1,2,01,19800103,1,20200401\n");
    Set<String> numbers = numbersOf(uploads);
    Path out = folder.resolve("out");
    CommandRun run = CommandRun.ofJob(uploads, out);
    assertNoneIn(run, out, numbers);
    assertThat(
        Files.readString(out.resolve("corrections/06132013/corrections.csv")),
        containsString(",********0257,1,2,1,********0257,"));
  }

  /** Row by row 12-digit ids, of which one in ten passes the check digit by chance. */
  @ParameterizedTest
  @CsvSource({"inProcess, 1, 16777216", "inProcess, 1, 1000", "direct, 2, 1000", "flink, 3, 1000"})
  void ids_of_twelve_digits_are_shown_in_a_file_that_generally_has_such(
      String runner, String parallelism, String sliceBytes) throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      ids.add(String.valueOf(100_000_000_000L + 7L * i));
    }
    assertThat(shownIds(ids, runner, parallelism, sliceBytes), is(ids));
  }

  @ParameterizedTest
  @CsvSource({"inProcess, 1, 16777216", "inProcess, 1, 1000", "direct, 2, 1000", "flink, 3, 1000"})
  void and_masked_in_a_file_of_which_the_ids_are_my_numbers(
      String runner, String parallelism, String sliceBytes) throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; ids.size() < 40; i++) {
      String id = String.valueOf(100_000_000_000L + 7L * i);
      if (MyNumber.hasRightCheckDigit(id.toCharArray(), 0)) {
        ids.add(id);
      }
    }
    assertThat(
        shownIds(ids, runner, parallelism, sliceBytes),
        is(ids.stream().map(id -> "********" + id.substring(8)).toList()));
  }

  /** The person ids that the queue shows, in the order of the file. */
  private List<String> shownIds(
      List<String> ids, String runner, String parallelism, String sliceBytes) throws IOException {
    Upload upload = Upload.withHeader();
    ids.forEach(id -> upload.record("PersonId", id, "MyNumber", ""));
    Path out = folder.resolve("out");
    CommandRun.ofJob(
        upload.in(folder),
        out,
        "--runner",
        runner,
        "--parallelism",
        parallelism,
        "--",
        "--sliceBytes=" + sliceBytes);
    return CsvTable.rows(out.resolve("corrections/06132013/corrections.csv")).stream()
        .filter(row -> row.get("rule").equals("MY_NUMBER_ABSENT_WITHOUT_REASON"))
        .map(row -> row.get("person_id"))
        .toList();
  }

  @Test
  void a_run_that_fails_says_nothing_of_a_record() throws IOException {
    Path upload = folder.resolve("06132013.csv");
    Files.writeString(
        upload,
        HEADER.replace("Sex", "621498320257")
            + "06132013,A-1,765895492872,1,2,1,19800101,1,20200401\n");
    Path out = folder.resolve("out");
    CommandRun run = CommandRun.ofJob(upload, out);
    assertThat(run.exitCode(), is(3));
    assertNoneIn(run, out, Set.of("621498320257", "765895492872"));
  }

  @ParameterizedTest
  @CsvSource({"inProcess", "flink"})
  void no_my_number_of_a_register_is_in_any_output_message_or_explanation(String runner)
      throws IOException {
    Path sample = Sample.withRegister(folder);
    Set<String> numbers = numbersOf(sample);
    assertThat("numbers to look for", numbers.size(), greaterThan(35));
    Path out = folder.resolve("out");
    CommandRun run =
        CommandRun.ofJob(
            sample.resolve("uploads"),
            out,
            "--register",
            sample.resolve("register").toString(),
            "--runner",
            runner);
    assertNoneIn(run, out, numbers);
    for (Path queue : OutputTree.files(out.resolve("corrections"))) {
      if (queue.endsWith("corrections.csv")) {
        for (Map<String, String> row : CsvTable.rows(queue)) {
          assertNoneIn(CommandRun.of("explain", out.toString(), row.get("issue_id")), out, numbers);
        }
      }
    }
  }

  private static void assertNoneIn(CommandRun run, Path out, Set<String> numbers)
      throws IOException {
    Map<String, String> texts = new TreeMap<>(OutputTree.texts(out));
    texts.put("run.json", Files.readString(out.resolve("run.json")));
    for (Path file : OutputTree.files(out)) {
      texts.put("bytes of " + file, Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    texts.put("stdout", run.out());
    texts.put("stderr", run.err());
    Map<String, Set<String>> found = new TreeMap<>();
    texts.forEach(
        (name, text) -> {
          Set<String> spelled = SpelledNumbers.in(text, numbers);
          if (!spelled.isEmpty()) {
            found.put(name, spelled);
          }
        });
    assertThat(found, is(anEmptyMap()));
  }

  /** Every number of twelve digits in the files, of any width and with or without hyphens. */
  private static Set<String> numbersOf(Path uploads) throws IOException {
    Set<String> numbers = new TreeSet<>();
    for (Path file : OutputTree.files(uploads)) {
      Matcher matcher = TWELVE_DIGITS.matcher(plain(text(Files.readAllBytes(file))));
      while (matcher.find()) {
        numbers.add(matcher.group());
      }
    }
    return numbers;
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replaceAll("(?<=[0-9])[- ](?=[0-9])", "");
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, Charset.forName("windows-31j"));
    }
  }
}
