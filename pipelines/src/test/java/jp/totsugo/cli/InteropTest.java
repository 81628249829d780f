package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Avro and Parquet files that other programs wrote give what the same data in CSV gives. */
class InteropTest {
  private static final Pattern LOCATION = Pattern.compile("[^;]+:([0-9]+)");

  @TempDir static Path folder;
  private static Path files;
  private static Path csv;

  @BeforeAll
  static void makeFiles() throws IOException {
    files = Sample.ofOtherPrograms(folder);
    csv = files.resolve("expected.csv");
  }

  @TestFactory
  Stream<DynamicTest> a_file_of_another_program_gives_what_the_same_data_in_csv_gives()
      throws IOException {
    String expected = results(Files.copy(csv, folder.resolve("06132013_expected.csv")));
    return OutputTree.files(files.resolve("uploads")).stream()
        .map(
            upload ->
                DynamicTest.dynamicTest(
                    upload.getFileName().toString(),
                    () -> assertThat(results(upload), is(expected))));
  }

  /** The name of a file in it tells no insurer, and beside it are files that hold no records. */
  @TestFactory
  Stream<DynamicTest> a_folder_of_another_program_gives_what_the_same_data_in_csv_gives()
      throws IOException {
    String expected = results(csv);
    return Stream.of("spark-snappy.parquet", "spark.csv")
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> assertThat(results(files.resolve("folders/" + name)), is(expected))));
  }

  /**
   * The rows of all queues, with the number of a record instead of its file and line and of all
   * that is made from them; then the statistics.
   */
  private static String results(Path upload) throws IOException {
    Path out = Files.createTempDirectory(folder, "run").resolve("out");
    CommandRun run = CommandRun.ofJob(upload, out);
    assertThat(run.err(), run.exitCode(), is(0));
    // The first record of a CSV is on its second line.
    int linesBefore = upload.toString().matches(".*[.]csv([.]gz)?") ? 1 : 0;
    Map<String, Integer> groups = new HashMap<>();
    StringJoiner results = new StringJoiner("\n");
    for (Path queue : OutputTree.files(out.resolve("corrections"))) {
      if (queue.toString().endsWith(".csv")) {
        for (Map<String, String> row : CsvTable.rows(queue)) {
          row.remove("file");
          row.computeIfPresent("line", (c, line) -> recordNumber(line, linesBefore));
          row.computeIfPresent(
              "related",
              (c, related) ->
                  LOCATION
                      .matcher(related)
                      .replaceAll(at -> recordNumber(at.group(1), linesBefore)));
          row.computeIfPresent(
              "group_id", (c, id) -> groups.computeIfAbsent(id, i -> groups.size()).toString());
          results.add(out.resolve("corrections").relativize(queue) + " " + row);
        }
      }
    }
    results.add(Files.readString(out.resolve("statistics/insurers.csv")));
    results.add(Files.readString(out.resolve("statistics/rules.csv")));
    return results.toString();
  }

  private static String recordNumber(String line, int linesBefore) {
    return String.valueOf(Integer.parseInt(line) - linesBefore);
  }
}
