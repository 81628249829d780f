package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jp.totsugo.record.MyNumber;
import jp.totsugo.table.JsonFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Small ones of the uploads that are tried in full size by hand (runbooks/benchmark.md), with
 * little memory.
 */
class ExtremeUploadsTest {
  /** With long fields, the records of so many are not kept in memory together. */
  private static final int PAIRS = 200;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "LONG_HIDDEN_FIELD, 2000",
    "LONG_SHOWN_FIELD, 1000",
    "MANY_INSURERS, 2000",
    "MANY_FILES, 3000",
    "ALL_ERRORS, 30000",
    "ONE_NUMBER, 100000"
  })
  void they_are_checked_to_the_last_record_in_a_small_heap(ExtremeUploads kind, int records)
      throws Exception {
    Path out = run(kind, records, "flink");
    JsonNode reconciliation = JsonFile.MAPPER.readTree(out.resolve("reconciliation.json").toFile());
    assertThat(reconciliation.get("balanced").asBoolean(), is(true));
    assertThat(reconciliation.get("total").get("records").asInt(), is(records));
  }

  private Path run(ExtremeUploads kind, int records, String runner) throws Exception {
    Path uploads = Files.createDirectory(folder.resolve("in"));
    kind.write(records, uploads);
    Path said = folder.resolve("said");
    Path out = folder.resolve("out");
    Process run =
        Jvm.start(
            "-Xmx192m",
            folder,
            said,
            "run",
            "--uploads",
            uploads.toString(),
            "--out",
            out.toString(),
            "--as-of",
            Sample.AS_OF,
            "--runner",
            runner,
            "--parallelism",
            "2");
    assertThat(Files.readString(said), run.waitFor(), is(0));
    return out;
  }

  @Test
  void in_all_errors_ten_rules_fail_on_every_record() throws Exception {
    Path uploads = Files.createDirectory(folder.resolve("in"));
    ExtremeUploads.ALL_ERRORS.write(3, uploads);
    CommandRun.ofJob(uploads, folder.resolve("out"));
    assertThat(
        queue().stream()
            .filter(row -> row.get("line").equals("2"))
            .map(row -> row.get("rule"))
            .collect(Collectors.toSet()),
        hasSize(10));
  }

  @Test
  void the_records_of_a_large_group_share_an_id_and_name_ten_others() throws Exception {
    int records = 12_000;
    Path uploads = Files.createDirectory(folder.resolve("in"));
    ExtremeUploads.ONE_NUMBER.write(records, uploads);
    CommandRun.ofJob(uploads, folder.resolve("out"));
    List<Map<String, String>> shared =
        queue().stream()
            .filter(row -> row.get("rule").equals("MY_NUMBER_SHARED_WITHIN_INSURER"))
            .toList();
    assertThat(shared, hasSize(records));
    assertThat(
        shared.stream().map(row -> row.get("group_id")).collect(Collectors.toSet()), hasSize(1));
    assertThat(shared.get(0).get("related"), is(related(3, 12) + ";+" + (records - 11)));
    assertThat(shared.get(records - 1).get("related"), is(related(2, 11) + ";+" + (records - 11)));
  }

  @Test
  void how_long_the_fields_are_does_not_change_what_is_found_among_records_of_one_number()
      throws Exception {
    List<String> found = foundInPairs("short", "1");
    assertThat(found, hasSize(2 * PAIRS));
    assertThat(foundInPairs("long", "x".repeat(60_000)), is(found));
  }

  /** What is found on pairs of records that share their number. */
  private List<String> foundInPairs(String name, String symbol) throws IOException {
    Path uploads = Files.createDirectory(folder.resolve(name));
    Upload upload = Upload.withHeader();
    for (int record = 0; record < 2 * PAIRS; record++) {
      upload.record(
          "PersonId",
          "p" + record,
          "MyNumber",
          myNumber(record / 2),
          "Sex",
          record % 2 == 0 ? "1" : "2",
          "InsuredCardSymbol",
          symbol,
          "InsuredIdentificationNumber",
          "" + record);
    }
    upload.in(uploads);
    CommandRun.ofJob(uploads, folder.resolve(name + "-out"));
    return CsvTable.rows(folder.resolve(name + "-out/corrections/06132013/corrections.csv"))
        .stream()
        .filter(row -> row.get("rule").startsWith("MY_NUMBER_"))
        .map(row -> row.get("rule") + " " + row.get("line") + " " + row.get("related"))
        .sorted()
        .toList();
  }

  private static String myNumber(int number) {
    return IntStream.range(0, 10)
        .mapToObj(digit -> String.format("%011d%d", 10_000 + number, digit))
        .filter(text -> MyNumber.hasRightCheckDigit(text.toCharArray(), 0))
        .findFirst()
        .orElseThrow();
  }

  private static String related(int firstLine, int lastLine) {
    return IntStream.rangeClosed(firstLine, lastLine)
        .mapToObj(line -> "06132013.csv:" + line)
        .collect(Collectors.joining(";"));
  }

  private List<Map<String, String>> queue() throws IOException {
    return CsvTable.rows(folder.resolve("out/corrections/06132013/corrections.csv"));
  }
}
