package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample gives the output that is checked in, on every engine and however it is cut. */
class SampleRunTest {
  @TempDir static Path folder;
  private static Path uploads;
  private static Path out;
  private static CommandRun run;

  @BeforeAll
  static void runOnce() throws IOException {
    uploads = Sample.uploads(folder);
    out = folder.resolve("out");
    run = CommandRun.ofJob(uploads, out);
  }

  @Test
  @Tag(Golden.TAG)
  void every_output_file_of_the_sample_is_as_checked_in() throws IOException {
    Golden.assertFiles(Golden.SAMPLE, OutputTree.texts(out));
  }

  @Test
  void every_record_of_the_sample_has_the_findings_that_its_table_says() throws IOException {
    List<String> expected = new ArrayList<>();
    for (Map<String, String> record : CsvTable.rows(Sample.records(folder))) {
      if (!record.get("findings").isEmpty() && !isUnreadable(record)) {
        Arrays.stream(record.get("findings").split(";"))
            .filter(finding -> !finding.startsWith("("))
            .map(finding -> place(record) + finding)
            .forEach(expected::add);
      }
    }
    List<String> actual = new ArrayList<>();
    for (Path queue : OutputTree.files(out.resolve("corrections"))) {
      if (queue.toString().endsWith(".csv")) {
        for (Map<String, String> row : CsvTable.rows(queue)) {
          actual.add(
              place(row)
                  + row.get("rule")
                  + (row.get("cause").isEmpty() ? "" : ":" + row.get("cause"))
                  + "@"
                  + row.get("field"));
        }
      }
    }
    assertThat(actual.stream().sorted().toList(), is(expected.stream().sorted().toList()));
  }

  @Test
  void every_unreadable_line_of_the_sample_is_listed_with_its_cause() throws IOException {
    List<String> expected = new ArrayList<>();
    for (Map<String, String> record : CsvTable.rows(Sample.records(folder))) {
      if (isUnreadable(record)) {
        expected.add(record.get("file") + ":" + record.get("line") + " " + record.get("findings"));
      }
    }
    assertThat(
        CsvTable.rows(out.resolve("unreadable.csv")).stream()
            .map(row -> row.get("file") + ":" + row.get("line") + " " + row.get("cause"))
            .toList(),
        is(expected));
  }

  private static boolean isUnreadable(Map<String, String> record) {
    return List.of("UNDECODABLE", "TOO_LONG", "UNCLOSED_QUOTE", "FIELD_COUNT")
        .contains(record.get("findings"));
  }

  private static String place(Map<String, String> row) {
    return row.get("file") + ":" + row.get("line") + " ";
  }

  @Test
  void the_run_ends_with_3_and_says_which_files_are_to_be_looked_at() {
    assertThat(
        run.err().replaceAll("(?m)^totsugo: [0-9]+(/[0-9]+ MB、| of ).*\\R", ""),
        is(
            """
            totsugo: 1ファイルを対象から外しました（run.json に名前と理由があります）
            totsugo: rejected/02139905_column-twice.csv：受け付けられませんでした（DUPLICATE_COLUMN）。見出しに同じ列が2つあります（MyNumber）
            totsugo: rejected/06139901_no-birthdate.csv：受け付けられませんでした（MISSING_COLUMN）。必要な列が見出しにありません。書き出し方を直すか、レイアウトで読んでください（`totsugo layout --help`）（Birthdate）
            totsugo: rejected/empty.csv：受け付けられませんでした（EMPTY）。文字のある行がありません
            totsugo: rejected/half-a-header.csv：受け付けられませんでした（HEADER_UNREADABLE）。見出し行が読めません。書き出し方を直すか、レイアウトで読んでください（`totsugo layout --help`）（UNCLOSED_QUOTE）
            totsugo: rejected/list.parquet：受け付けられませんでした（DAMAGED_FILE）。ファイルが壊れているか、途中で切れています。転送し直してください（フッター）
            totsugo: rejected/spreadsheet.csv：受け付けられませんでした（UTF_16）。UTF-16のファイルです。UTF-8かwindows-31jで保存してください
            totsugo: mutual-aid/34139907_unreadable.csv：5行（8行中）が読めず、許された割合を超えています
            totsugo: mutual-aid/34139907_unreadable.csv:3：項目が3個です（22個のはずです）
            totsugo: mutual-aid/34139907_unreadable.csv:9：項目が23個です（22個のはずです）
            """));
    assertThat(run.exitCode(), is(3));
  }

  @Test
  void the_manifest_lists_every_output_with_its_size_and_hash() throws IOException {
    assertThat(OutputTree.listed(out), is(OutputTree.toList(out)));
  }

  @ParameterizedTest
  @CsvSource({
    "inProcess, 1, 1",
    "inProcess, 1, 2",
    "inProcess, 1, 3",
    "inProcess, 1, 7",
    "inProcess, 1, 64",
    "inProcess, 1, 1000",
    "direct, 2, 1000",
    "flink, 1, 16777216",
    "flink, 2, 1000",
    "flink, 7, 64",
    "flink, 64, 1000",
  })
  void the_output_is_the_same_on_every_engine_and_for_every_slicing(
      String runner, String parallelism, String sliceBytes) throws IOException {
    Path other = folder.resolve(runner + parallelism + "-" + sliceBytes);
    CommandRun otherRun =
        CommandRun.ofJob(
            uploads,
            other,
            "--runner",
            runner,
            "--parallelism",
            parallelism,
            "--",
            "--sliceBytes=" + sliceBytes);
    assertThat(otherRun.err(), otherRun.exitCode(), is(run.exitCode()));
    assertThat(OutputTree.hashes(other), is(OutputTree.hashes(out)));
  }

  @Test
  void the_language_changes_messages_and_actions_and_nothing_else() throws IOException {
    Path english = folder.resolve("english");
    CommandRun.ofJob(uploads, english, "--lang", "en");
    SortedMap<String, String> texts = OutputTree.texts(english);
    assertThat(texts.keySet(), is(OutputTree.texts(out).keySet()));
    int reworded = 0;
    for (Map.Entry<String, String> file : OutputTree.texts(out).entrySet()) {
      if (file.getKey().endsWith("corrections.csv")) {
        assertThat(
            file.getKey(),
            withoutWords(english.resolve(file.getKey())),
            is(withoutWords(out.resolve(file.getKey()))));
        reworded += texts.get(file.getKey()).equals(file.getValue()) ? 0 : 1;
      } else if (file.getKey().endsWith(".avro.txt")) {
        assertThat(
            file.getKey(),
            texts.get(file.getKey()).replaceAll("\"message\": .*", ""),
            is(file.getValue().replaceAll("\"message\": .*", "")));
      } else if (file.getKey().equals("run.json")) {
        assertThat(texts.get("run.json").replace("\"en\"", "\"ja\""), is(file.getValue()));
      } else {
        assertThat(file.getKey(), texts.get(file.getKey()), is(file.getValue()));
      }
    }
    assertThat("queues in other words", reworded, greaterThan(5));
  }

  private static List<Map<String, String>> withoutWords(Path queue) throws IOException {
    List<Map<String, String>> rows = CsvTable.rows(queue);
    rows.forEach(row -> row.keySet().removeAll(List.of("message", "action")));
    return rows;
  }
}
