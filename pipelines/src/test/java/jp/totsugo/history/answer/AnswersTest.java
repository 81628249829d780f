package jp.totsugo.history.answer;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.primitives.Bytes;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import jp.totsugo.SpecTables;
import jp.totsugo.history.answer.Answers.NoAnswersException;
import jp.totsugo.history.answer.RefusedAnswer.Cause;
import jp.totsugo.schema.Issue;
import jp.totsugo.schema.IssueAnswer;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 4, 1);
  private static final String ID = "fabcdefghijklmno2";
  private static final String OTHER = "fabcdefghijklmno3";
  private static final String THIRD = "fabcdefghijklmno4";
  private static final String HEADER = "issue_id,answer,reason,answered_on,answered_by,pack_id\n";

  @TempDir Path folder;

  private int works;

  private Answers read(Path given) throws Exception {
    return Answers.read(given, AS_OF, folder.resolve("work" + works++));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Answers of(String text) throws Exception {
    return read(file("answers.csv", text));
  }

  private static String said(IssueAnswer answer) {
    return answer == null ? null : answer.getAnswer() + " " + answer.getAnsweredOn();
  }

  /** All answers that are there to three issues, and then what is refused, as line and cause. */
  private static List<String> all(Answers answers) throws IOException {
    List<String> all = new ArrayList<>();
    for (String id : List.of(ID, OTHER, THIRD)) {
      all.add(said(answers.take(id)));
    }
    answers.refused().forEach(refused -> all.add(refused.line() + " " + refused.cause()));
    answers.close();
    return all;
  }

  static Stream<Map<String, String>> rows() {
    return SpecTables.rows("spec/answers/rows.csv").stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_row_is_an_answer_or_refused_for_a_cause(Map<String, String> row) throws Exception {
    String id = row.get("issue_id").isEmpty() ? ID : row.get("issue_id");
    String reason = SpecTables.unescape(row.get("reason"));
    try (Answers answers =
        of(
            HEADER
                + SpecTables.line(
                    List.of(id, row.get("answer"), reason, row.get("answered_on"), "", "")))) {
      IssueAnswer answer = answers.take(id.strip());
      List<RefusedAnswer> refused = answers.refused();
      String actual = answer == null ? refused.get(0).cause().name() : said(answer);
      assertThat(row.get("what"), actual, is(row.get("expected")));
      assertThat(refused, hasSize(answer == null ? 1 : 0));
      if (answer != null) {
        assertThat(
            row.get("what"),
            answer.getReason(),
            is(row.get("shown").isEmpty() ? reason : row.get("shown")));
      }
    }
  }

  @Test
  void a_reason_has_up_to_2000_characters() throws Exception {
    String row = ID + ",RIGHT," + "あ".repeat(2_000) + ",2026-03-31\n";
    assertThat(all(of(HEADER + row)).get(0), is("RIGHT 2026-03-31"));
    assertThat(
        all(of(HEADER + row.replace("あ,", "ああ,"))),
        contains(nullValue(), nullValue(), nullValue(), is("2 TOO_LONG")));
  }

  @Test
  void columns_stand_in_any_order_under_english_or_japanese_names_among_others() throws Exception {
    Answers answers =
        of(
            "行,担当,回答日,理由,回答,指摘番号,値\n"
                + "1,佐藤,2026-03-30,本人に確認,疑いなし,"
                + ID
                + ",x\n"
                + "2,,,,,"
                + OTHER
                + ",y\n");
    IssueAnswer answer = answers.take(ID);
    assertThat(said(answer), is("RIGHT 2026-03-30"));
    assertThat(answer.getReason(), is("本人に確認"));
    assertThat(answer.getAnsweredBy(), is("佐藤"));
    assertThat(answer.getPackId(), is(""));
    assertThat("a row that nobody filled in is no answer", answers.take(OTHER), is(nullValue()));
    assertThat(answers.refused(), is(empty()));
    answers.close();
  }

  @ParameterizedTest
  @CsvSource({"UTF-8,''", "UTF-8,'\uFEFF'", "windows-31j,''"})
  void text_is_utf_8_with_or_without_a_mark_or_windows_31j(String encoding, String mark)
      throws Exception {
    Path file = folder.resolve("answers.csv");
    String text = mark + HEADER + ID + ",疑いなし,髙橋さんに①確認,2026-03-31,,\r\n";
    Files.write(file, text.getBytes(Charset.forName(encoding)));
    try (Answers answers = read(file)) {
      assertThat(answers.take(ID).getReason(), is("髙橋さんに①確認"));
      assertThat(answers.refused(), is(empty()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void lines_end_as_on_any_system(String end) throws Exception {
    String text = HEADER + ID + ",LEFT,,2026-03-31\n\n,,,,\n" + OTHER + ",RIGHT,,2026-03-31\n";
    assertThat(
        all(of(text.replace("\n", end))),
        contains(is("LEFT 2026-03-31"), nullValue(), nullValue(), is("5 REASON_MISSING")));
  }

  @Test
  void a_reason_may_have_commas_quotes_and_line_breaks_within_quotes() throws Exception {
    Answers answers =
        of(
            HEADER
                + ID
                + ",RIGHT,\"a, \"\"b\"\"\nc\",2026-03-31,,\n"
                + OTHER
                + ",LEFT,,2026-03-31\n");
    assertThat(answers.take(ID).getReason(), is("a, \"b\" c"));
    assertThat(said(answers.take(OTHER)), is("LEFT 2026-03-31"));
    assertThat(answers.refused(), is(empty()));
    answers.close();
  }

  @Test
  void a_quote_that_does_not_close_spoils_its_own_line_and_no_other() throws Exception {
    assertThat(
        all(
            of(
                HEADER
                    + ID
                    + ",RIGHT,\"a,2026-03-31,,\n"
                    + OTHER
                    + ",RIGHT,\"b\",2026-03-31,,\n"
                    + THIRD
                    + ",RIGHT,c,2026-03-31,,\n")),
        contains(nullValue(), is("RIGHT 2026-03-31"), is("RIGHT 2026-03-31"), is("2 UNREADABLE")));
    assertThat(
        all(of(HEADER + ID + ",RIGHT,\"a,2026-03-31\n" + OTHER + ",LEFT,,2026-03-31")),
        contains(nullValue(), is("LEFT 2026-03-31"), nullValue(), is("2 UNREADABLE")));
  }

  @Test
  void a_comma_without_quotes_is_a_cell_too_many() throws Exception {
    assertThat(
        all(of(HEADER + ID + ",RIGHT,a,b,2026-03-31,,x\n" + OTHER + ",LEFT,,2026-03-31,,,,\n")),
        contains(nullValue(), is("LEFT 2026-03-31"), nullValue(), is("2 UNREADABLE")));
  }

  @Test
  void a_line_without_an_end_takes_no_memory() throws Exception {
    assertThat(
        all(of(HEADER + "x".repeat(1 << 20) + "\n" + OTHER + ",LEFT,,2026-03-31\n")),
        contains(nullValue(), is("LEFT 2026-03-31"), nullValue(), is("2 UNREADABLE")));
  }

  @Test
  void of_two_answers_the_later_counts_in_whatever_order_they_stand() throws Exception {
    String early = ID + ",WORKING,,2026-03-01\n";
    String late = ID + ",LEFT,,2026-03-31\n";
    for (String text : List.of(early + late, late + early, early + early + late + late)) {
      Answers answers = of(HEADER + text);
      assertThat(answers.superseded() > 0, is(true));
      assertThat(all(answers), contains(is("LEFT 2026-03-31"), nullValue(), nullValue()));
    }
  }

  @Test
  void of_two_answers_of_a_day_neither_counts_if_they_differ() throws Exception {
    String one = ID + ",LEFT,,2026-03-31\n";
    String other = ID + ",WORKING,,2026-03-31\n";
    assertThat(
        all(of(HEADER + one + other)),
        contains(
            nullValue(),
            nullValue(),
            nullValue(),
            is("2 DIFFERENT_ANSWERS"),
            is("3 DIFFERENT_ANSWERS")));
    assertThat("the same twice", all(of(HEADER + one + one)).get(0), is("LEFT 2026-03-31"));
    String later = ID + ",RIGHT,ok,2026-04-01\n";
    for (String text : List.of(one + other + later, later + one + other, one + later + other)) {
      assertThat(
          "a later one decides",
          all(of(HEADER + text)),
          contains(is("RIGHT 2026-04-01"), nullValue(), nullValue()));
    }
  }

  @Test
  void answers_that_no_issue_took_are_to_unknown_issues() throws Exception {
    try (Answers answers =
        of(HEADER + ID + ",LEFT,,2026-03-31\n" + OTHER + ",RIGHT,x,2026-03-31\n")) {
      answers.take(OTHER);
      assertThat(
          answers.refused(),
          contains(new RefusedAnswer(ID, "answers.csv", 2, Cause.ISSUE_UNKNOWN)));
    }
  }

  @Test
  void what_is_refused_is_listed_by_place_and_without_a_value() throws Exception {
    Path given = Files.createDirectory(folder.resolve("given"));
    Files.writeString(
        given.resolve("b.csv"), HEADER + "621498320257,LEFT,,2026-03-31\n" + ID + ",X,,x\n");
    Files.writeString(given.resolve("a.csv"), HEADER + OTHER + ",RIGHT,,2026-03-31\n");
    Path list = folder.resolve("answers_refused.csv");
    try (Answers answers = read(given)) {
      Answers.write(answers.refused(), list);
    }
    assertThat(
        Files.readString(list),
        is(
            "\uFEFFissue_id,file,line,cause\r\n"
                + OTHER
                + ",a.csv,2,REASON_MISSING\r\n"
                + ",b.csv,2,ISSUE_ID_MALFORMED\r\n"
                + ID
                + ",b.csv,3,ANSWER_NOT_IN_LIST\r\n"));
  }

  @Test
  void a_folder_is_read_in_the_order_of_names_and_what_is_no_file_of_answers_is_named()
      throws Exception {
    Path given = Files.createDirectory(folder.resolve("given"));
    avro(given.resolve("answers.avro"), CodecFactory.snappyCodec(), answer(ID, "LEFT", ""));
    Files.writeString(given.resolve("b.csv"), HEADER + OTHER + ",LEFT,,2026-03-31\n");
    Files.writeString(given.resolve("receipt.csv"), "pack,state\n1,ACCEPTED\n");
    Files.writeString(given.resolve("notes.txt"), HEADER);
    Files.writeString(given.resolve(".hidden.csv"), HEADER + THIRD + ",LEFT,,2026-03-31\n");
    Files.createDirectory(given.resolve("folder.csv"));
    try (Answers answers = read(given)) {
      assertThat(said(answers.take(ID)), is("LEFT 2026-03-31"));
      assertThat(said(answers.take(OTHER)), is("LEFT 2026-03-31"));
      assertThat(answers.size(), is(2));
      assertThat(
          answers.refused(),
          contains(new RefusedAnswer("", "receipt.csv", 0, Cause.FILE_NO_ANSWERS)));
    }
  }

  @Test
  void an_empty_folder_has_no_answers_and_is_fine() throws Exception {
    try (Answers answers = read(Files.createDirectory(folder.resolve("given")));
        Answers none = read(null)) {
      assertThat(answers.size(), is(0));
      assertThat(answers.refused(), is(empty()));
      assertThat(none.take(ID), is(nullValue()));
    }
  }

  @Test
  void a_path_that_has_no_answers_is_refused() throws Exception {
    Path table = file("table.csv", "a,b\n1,2\n");
    Path twice = file("twice.csv", "issue_id,answer,回答,answered_on\n");
    Path empty = file("empty.csv", "");
    Path utf16 = folder.resolve("utf16.csv");
    Files.write(utf16, Bytes.concat(new byte[] {-1, -2}, HEADER.getBytes(UTF_16LE)));
    for (Path given : List.of(table, twice, empty, utf16, folder.resolve("nowhere"))) {
      NoAnswersException refused = assertThrows(NoAnswersException.class, () -> read(given));
      assertThat(refused.isThere(), is(!given.endsWith("nowhere")));
    }
  }

  private static IssueAnswer answer(String id, String answer, String reason) {
    return new IssueAnswer(id, answer, reason, "2026-03-31", "Sato", "p1");
  }

  private static void avro(Path file, CodecFactory codec, IssueAnswer... answers)
      throws IOException {
    try (DataFileWriter<IssueAnswer> writer =
        new DataFileWriter<>(new SpecificDatumWriter<>(IssueAnswer.class))) {
      writer.setCodec(codec).create(IssueAnswer.getClassSchema(), file.toFile());
      for (IssueAnswer answer : answers) {
        writer.append(answer);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "zstandard"})
  void answers_come_as_avro_too(String codec) throws Exception {
    Path file = folder.resolve("answers.avro");
    avro(
        file,
        CodecFactory.fromString(codec),
        answer(ID, "RIGHT", "本人に確認"),
        answer(OTHER, "RIGHT", ""),
        answer(THIRD, "LEFT", ""));
    assertThat(
        all(read(file)),
        contains(
            is("RIGHT 2026-03-31"), nullValue(), is("LEFT 2026-03-31"), is("2 REASON_MISSING")));
  }

  @Test
  void damage_anywhere_in_an_avro_file_is_refused_or_seen_in_its_rows_and_takes_no_memory()
      throws Exception {
    Path file = folder.resolve("answers.avro");
    avro(file, CodecFactory.snappyCodec(), answer(ID, "RIGHT", "a".repeat(500)));
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(20260401);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      Files.write(file, damaged);
      try (Answers answers = read(file)) {
        answers.take(ID);
        answers.refused();
      } catch (NoAnswersException e) {
        assertThat(e.isThere(), is(true));
      }
    }
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 20));
    assertThat(
        all(read(file)), contains(nullValue(), nullValue(), nullValue(), is("1 FILE_DAMAGED")));
  }

  private static Issue issue(String answer, String answeredOn, String clearanceEnded) {
    Issue issue = new Issue();
    issue.setIssueId(ID);
    issue.setAnswer(answer);
    issue.setAnswerReason(answer.isEmpty() ? "" : "ok");
    issue.setAnsweredOn(answeredOn);
    issue.setClearanceEnded(clearanceEnded);
    issue.setFoundAs("");
    return issue;
  }

  @Test
  void an_issue_takes_a_new_answer_and_keeps_one_that_is_the_same_or_later() throws Exception {
    try (Answers answers = of(HEADER + ID + ",RIGHT,ok,2026-03-15\n")) {
      Issue unanswered = issue("", "", "");
      answers.giveTo(unanswered);
      assertThat(unanswered, is(issue("RIGHT", "2026-03-15", "")));
      Issue earlier = issue("RIGHT", "2026-02-01", "2026-03-01");
      answers.giveTo(earlier);
      assertThat(earlier, is(issue("RIGHT", "2026-03-15", "")));
      Issue ended = issue("RIGHT", "2026-03-15", "2026-03-31");
      answers.giveTo(ended);
      assertThat(ended, is(issue("RIGHT", "2026-03-15", "2026-03-31")));
      Issue later = issue("LEFT", "2026-03-20", "");
      answers.giveTo(later);
      assertThat(later, is(issue("LEFT", "2026-03-20", "")));
      assertThat(answers.refused(), is(empty()));
    }
  }

  @Test
  void many_answers_take_little_memory() throws Exception {
    Path file = folder.resolve("answers.csv");
    int count = 200_000;
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      out.write(HEADER);
      for (int i = 0; i < count; i++) {
        out.write(id(i) + ",RIGHT,本人に電話で確認し、届出のとおりであった,2026-03-31,佐藤,pack-1\n");
      }
    }
    System.gc();
    long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    try (Answers answers = read(file)) {
      System.gc();
      long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
      // As objects each would take over 200 bytes; what else lives in this process comes on top.
      assertThat((used - before) / count, is(lessThan(150L)));
      for (int i = count - 1; i >= 0; i--) {
        assertThat(answers.take(id(i)), is(not(nullValue())));
      }
      assertThat(answers.refused(), is(empty()));
    }
  }

  private static String id(int number) {
    StringBuilder id = new StringBuilder("f");
    for (int rest = number, i = 0; i < 16; i++, rest >>>= 5) {
      id.append("abcdefghijklmnopqrstuvwxyz234567".charAt(rest & 31));
    }
    return id.toString();
  }
}
