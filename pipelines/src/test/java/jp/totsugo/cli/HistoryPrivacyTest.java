package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import jp.totsugo.record.MyNumber;
import jp.totsugo.schema.Issue;
import jp.totsugo.table.ParquetRows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is kept for the next run lets no My Number be computed: it is the same for every number that
 * has the same last four digits, wherever the number stands. So whoever tries all numbers learns
 * nothing from it.
 */
class HistoryPrivacyTest {
  private static final String LAST_FOUR = "0257";

  /** Valid numbers that have nothing in common but their last four digits. */
  private static final List<String> NUMBERS = new ArrayList<>();

  @TempDir Path folder;

  @BeforeAll
  static void findNumbers() {
    LongStream.iterate(10_000_007, head -> head + 37_104_223)
        .limit(1_000)
        .mapToObj(head -> "%08d".formatted(head % 100_000_000) + LAST_FOUR)
        .filter(HistoryPrivacyTest::isValid)
        .limit(3)
        .forEach(NUMBERS::add);
    assertThat(NUMBERS.size(), is(3));
  }

  private static boolean isValid(String number) {
    return MyNumber.hasRightCheckDigit(number.toCharArray(), 0);
  }

  private static List<String> columns() throws IOException {
    return List.of(
        Resources.readLines(Resources.getResource("spec/base-record.csv"), StandardCharsets.UTF_8)
            .get(0)
            .split(","));
  }

  private static String spelled(String number, boolean wide, String separator) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < number.length(); i++) {
      char digit = number.charAt(i);
      text.append(i > 0 && i % 4 == 0 ? separator : "")
          .append(wide ? (char) (digit - '0' + '０') : digit);
    }
    return text.toString();
  }

  /** Records with a number in every column in turn, beside what makes findings of all kinds. */
  private Path uploads(String number, String own) throws IOException {
    Path uploads = Files.createDirectory(folder.resolve("in-" + number + "-" + own));
    Upload upload = Upload.withHeader();
    String myNumber = own.equals("own") ? number : own;
    int id = 0;
    for (String column : columns()) {
      for (String separator : List.of("", "-", "　")) {
        for (boolean wide : List.of(false, true)) {
          String text = spelled(number, wide, separator);
          List<String> changes =
              new ArrayList<>(List.of("PersonId", "P" + id++, "MyNumber", myNumber, "Sex", "7"));
          changes.addAll(List.of(column, text));
          upload.record(changes.toArray(String[]::new));
          changes.set(changes.size() - 1, "見本" + text + "番地");
          changes.set(1, "P" + id++);
          upload.record(changes.toArray(String[]::new));
        }
      }
    }
    // A group over records that share the number.
    upload.record("PersonId", "G1", "MyNumber", number, "Birthdate", "19700101");
    upload.record("PersonId", "G2", "MyNumber", number, "Birthdate", "19710101");
    upload.in(uploads);
    return uploads;
  }

  private List<Issue> history(String number, String own) throws IOException {
    Path out = folder.resolve("out-" + number + "-" + own);
    CommandRun run = CommandRun.ofJob(uploads(number, own), out);
    assertThat(run.err(), run.exitCode(), is(0));
    List<Issue> issues = new ArrayList<>();
    try (ParquetRows<Issue> rows =
        ParquetRows.open(out.resolve("history/issues.parquet"), Issue.class)) {
      for (Issue issue = rows.next(); issue != null; issue = rows.next()) {
        issues.add(issue);
      }
    }
    return issues;
  }

  @ParameterizedTest
  @CsvSource({"own", "''", "987654321098", "12345"})
  void history_is_the_same_for_all_numbers_with_the_same_last_four_digits(String own)
      throws IOException {
    List<Issue> first = history(NUMBERS.get(0), own);
    assertThat(first.size(), is(greaterThan(100)));
    for (String other : NUMBERS.subList(1, NUMBERS.size())) {
      List<String> differing = new ArrayList<>();
      List<Issue> issues = history(other, own);
      assertThat(issues.size(), is(first.size()));
      for (int i = 0; i < issues.size(); i++) {
        if (!issues.get(i).equals(first.get(i))) {
          differing.add(first.get(i) + " / " + issues.get(i));
        }
      }
      assertThat(differing, is(empty()));
    }
  }

  @Test
  void it_tells_other_last_four_digits_apart() throws IOException {
    List<Issue> one = history(NUMBERS.get(0), "own");
    List<Issue> other = history("765895492872", "own");
    assertThat(other, is(not(one)));
  }
}
