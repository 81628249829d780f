package jp.totsugo.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.totsugo.block.IssueId;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Rule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A My Number may stand anywhere in an upload: no byte that the program leaves or prints tells it,
 * not even as one of the parts of an id.
 */
class PlantedNumbersTest {
  private static final int AGREEING_DIGITS = 8;
  private static final int INSURER = 6132013;

  @TempDir static Path folder;
  private static PlantedNumbers planted;
  private static Path upload;
  private static Path out;
  private static CommandRun run;
  private static List<Map<String, String>> rows;

  @BeforeAll
  static void runOnce() throws IOException {
    planted = new PlantedNumbers();
    upload = planted.in(Files.createDirectory(folder.resolve("in")));
    out = folder.resolve("out");
    Path register = Sample.withRegister(folder).resolve("register");
    Path before = planted.before(Files.createDirectory(folder.resolve("before")));
    run =
        CommandRun.ofJob(
            upload, out, "--register", register.toString(), "--earlier", before.toString());
    rows = CsvTable.rows(out.resolve("corrections/06132013/corrections.csv"));
  }

  @Test
  void every_record_has_a_row_and_the_upload_itself_has_every_number() throws IOException {
    Set<String> lines = new TreeSet<>();
    rows.forEach(row -> lines.add(row.get("line")));
    assertThat(run.err(), lines.size(), is(planted.size()));
    assertThat(
        SpelledNumbers.in(Files.readString(upload).replace(",", " "), planted.numbers()).size(),
        is(planted.numbers().size()));
  }

  @Test
  void the_rows_come_from_rules_of_every_scope() {
    Set<Rule.Scope> scopes = EnumSet.noneOf(Rule.Scope.class);
    rows.forEach(row -> scopes.add(Rule.valueOf(row.get("rule")).scope()));
    assertThat(scopes, is(EnumSet.allOf(Rule.Scope.class)));
  }

  @Test
  void no_file_of_the_results_and_nothing_printed_has_one() throws IOException {
    Map<String, String> texts = texts(out);
    texts.put("stdout of run", run.out());
    texts.put("stderr of run", run.err());
    assertNoneIn(texts);
  }

  @Test
  void no_command_that_shows_records_prints_one() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    List<List<String>> commands = new ArrayList<>();
    commands.add(List.of("check", upload.toString(), "--as-of", Sample.AS_OF));
    commands.add(List.of("layout", "check", "standard", upload.toString(), "--records", "100"));
    commands.add(List.of("layout", "infer", upload.toString()));
    for (int i = 0; i < rows.size(); i += rows.size() / 20) {
      commands.add(List.of("explain", out.toString(), rows.get(i).get("issue_id")));
    }
    for (List<String> command : commands) {
      CommandRun said = CommandRun.of(command.toArray(String[]::new));
      texts.put("stdout of " + command, said.out());
      texts.put("stderr of " + command, said.err());
    }
    assertNoneIn(texts);
  }

  @Test
  void a_number_in_the_name_of_a_column_is_shown_by_no_command() throws IOException {
    Path file = folder.resolve("06132013_names.csv");
    for (String name : List.of("765895492872", "〒 7658-9549-2872", "７６５８９５４９２８７２")) {
      Files.writeString(file, Files.readString(upload).replaceFirst("PostNumber", name));
      Map<String, String> texts = new TreeMap<>();
      for (List<String> command :
          List.of(List.of("layout", "infer"), List.of("layout", "check", "standard"))) {
        List<String> words = new ArrayList<>(command);
        words.add(file.toString());
        CommandRun said = CommandRun.of(words.toArray(String[]::new));
        texts.put(command + " " + name.length(), said.out() + said.err());
      }
      assertNoneIn(texts);
    }
  }

  @Test
  void no_process_logs_one_or_leaves_it_behind() throws Exception {
    Path place = Files.createDirectory(folder.resolve("process"));
    Path temporary = Files.createDirectory(place.resolve("tmp"));
    List<String> job = List.of("--as-of", Sample.AS_OF, "--runner", "flink");
    List<String> inJob = new ArrayList<>(List.of("run", "--uploads", upload.toString()));
    inJob.addAll(List.of("--out", place.resolve("out").toString()));
    inJob.addAll(job);
    List<String> inCheck = List.of("check", upload.toString(), "--as-of", Sample.AS_OF);
    for (List<String> command : List.of(inJob, inCheck)) {
      Process process =
          Jvm.start(
              "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
              temporary,
              place.resolve(command.get(0) + ".log"),
              command.toArray(String[]::new));
      process.waitFor();
    }
    assertThat(Files.size(place.resolve("run.log")), greaterThan(10_000L));
    Map<String, String> texts = texts(place);
    assertNoneIn(texts);
    assertThat(OutputTree.hashes(place.resolve("out")), is(withoutRegister()));
  }

  private static Map<String, String> withoutRegister() throws IOException {
    Path other = folder.resolve("in-process");
    CommandRun.ofJob(upload, other);
    return OutputTree.hashes(other);
  }

  @Test
  void neighbouring_fields_of_a_row_do_not_spell_one() {
    Set<String> found = new TreeSet<>();
    for (Map<String, String> row : rows) {
      String number = record(row).number();
      String symbol = SpelledNumbers.digits(row.get("symbol"));
      String card = SpelledNumbers.digits(row.get("number"));
      String branch = SpelledNumbers.digits(row.get("branch"));
      if ((symbol + card).contains(number) || (card + branch).contains(number)) {
        found.add("line " + row.get("line"));
      }
    }
    assertThat(found, is(empty()));
  }

  @Test
  void no_field_of_a_row_tells_what_the_MyNumber_column_hides() {
    Set<String> found = new TreeSet<>();
    for (Map<String, String> row : rows) {
      String own = SpelledNumbers.digits(record(row).value(Column.MY_NUMBER));
      for (String hidden : SpelledNumbers.runs(own, AGREEING_DIGITS)) {
        for (String field : List.of("person_id", "symbol", "number", "branch")) {
          if (SpelledNumbers.digits(row.get(field)).contains(hidden)) {
            found.add("line " + row.get("line") + ": " + field);
          }
        }
      }
    }
    assertThat(found, is(empty()));
  }

  @Test
  void no_issue_id_can_be_made_by_trying_numbers() {
    IssueId ids = new IssueId();
    Set<String> found = new TreeSet<>();
    for (Map<String, String> row : rows) {
      PlantedNumbers.Planted record = record(row);
      Set<String> persons = new LinkedHashSet<>(Set.of(record.number()));
      persons.add(record.value(Column.PERSON_ID));
      persons.add(new String(IssueId.locationOf(row.get("file"), line(row)), UTF_8));
      Set<String> qualifications = new LinkedHashSet<>(Set.of(record.number(), "", "20200401"));
      qualifications.add(record.value(Column.QUALIFICATION));
      for (String person : persons) {
        for (String qualification : qualifications) {
          byte[] hash =
              ids.hash(
                  INSURER,
                  person.getBytes(UTF_8),
                  qualification.getBytes(UTF_8),
                  Rule.valueOf(row.get("rule")),
                  Column.ofHeader(row.get("field")).ordinal());
          boolean tells = SpelledNumbers.digits(person + qualification).contains(record.number());
          boolean hits = new String(IssueId.text(hash), US_ASCII).equals(row.get("issue_id"));
          if (tells && hits) {
            found.add("line " + row.get("line"));
          }
        }
      }
    }
    assertThat(found, is(empty()));
  }

  @Test
  void no_group_id_can_be_made_by_trying_numbers() throws IOException {
    String number = "983205673214";
    Path pair =
        Upload.withHeader()
            .record("PersonId", "A", "QualificationDate", number, "Birthdate", "19800101")
            .record("PersonId", number, "QualificationDate", "", "Birthdate", "19800102")
            .in(Files.createDirectory(folder.resolve("pair")));
    Path results = folder.resolve("pair-out");
    CommandRun.ofJob(pair, results);
    Set<String> groups = new TreeSet<>();
    CsvTable.rows(results.resolve("corrections/06132013/corrections.csv"))
        .forEach(row -> groups.add(row.get("group_id")));

    byte[] first = "06132013_upload.csv:2".getBytes(UTF_8);
    byte[] second = IssueId.locationOf("06132013_upload.csv", 3);
    IssueId ids = new IssueId();
    Rule rule = Rule.MY_NUMBER_SHARED_WITHIN_INSURER;
    int field = Column.MY_NUMBER.ordinal();
    for (byte[] person : List.of(number.getBytes(UTF_8), second)) {
      for (String qualification : List.of(number, "")) {
        byte[] one =
            ids.hash(INSURER, "A".getBytes(UTF_8), qualification.getBytes(UTF_8), rule, field);
        byte[] other = ids.hash(INSURER, person, new byte[0], rule, field);
        String group = new String(IssueId.group(List.of(one, other), first), US_ASCII);
        boolean tells = person != second || qualification.equals(number);
        assertThat(groups.contains(group), is(!tells));
      }
    }
  }

  private static int line(Map<String, String> row) {
    return Integer.parseInt(row.get("line"));
  }

  private static PlantedNumbers.Planted record(Map<String, String> row) {
    return planted.onLine(line(row));
  }

  /** Every file below a folder as its bytes, and as the text that it packs. */
  private static Map<String, String> texts(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (Path file : OutputTree.files(folder)) {
      texts.put(file.toString(), file.toString());
      texts.put("bytes of " + file, new String(Files.readAllBytes(file), ISO_8859_1));
      texts.put("text of " + file, new String(Files.readAllBytes(file), UTF_8));
    }
    Path results = folder.equals(out) ? out : folder.resolve("out");
    OutputTree.texts(results).forEach((name, text) -> texts.put("rows of " + name, text));
    return texts;
  }

  private static void assertNoneIn(Map<String, String> texts) {
    Map<String, Set<String>> found = new TreeMap<>();
    texts.forEach(
        (name, text) -> {
          Set<String> numbers = SpelledNumbers.in(text, planted.numbers());
          if (!numbers.isEmpty()) {
            found.put(name, numbers);
          }
        });
    assertThat(found.toString(), found.size(), is(0));
  }
}
