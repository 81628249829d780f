package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The synthetic nation has the same findings in every format. */
class NationFormatsTest {
  @TempDir Path folder;

  @Test
  void a_synthetic_nation_has_the_same_findings_in_csv_avro_and_parquet() throws IOException {
    List<String> csv = findings("csv", "inProcess");
    assertThat(csv.size(), is(greaterThan(500)));
    assertThat(findings("avro", "flink"), is(csv));
    assertThat(findings("parquet", "flink"), is(csv));
    for (String table : List.of("insurers.csv", "rules.csv", "national.json")) {
      String expected = Files.readString(statistics("csv").resolve(table));
      assertThat(Files.readString(statistics("avro").resolve(table)), is(expected));
      assertThat(Files.readString(statistics("parquet").resolve(table)), is(expected));
    }
  }

  private Path statistics(String format) {
    return folder.resolve(format + "-results").resolve("statistics");
  }

  private List<String> findings(String format, String runner) throws IOException {
    Path nation = folder.resolve(format);
    Path results = folder.resolve(format + "-results");
    CommandRun made =
        CommandRun.of(
            "generate",
            "--records",
            "20000",
            "--seed",
            "7",
            "--prefecture",
            "13",
            "--errors",
            "20",
            "--format",
            format,
            "--out",
            nation.toString());
    assertThat(made.err(), made.exitCode(), is(0));
    CommandRun run =
        CommandRun.ofJob(
            nation.resolve("uploads"),
            results,
            "--register",
            nation.resolve("register").toString(),
            "--runner",
            runner,
            "--parallelism",
            "2",
            "--",
            "--sliceBytes=100000");
    assertThat(run.err(), run.exitCode(), is(0));
    return ContainerFilesTest.findings(results);
  }
}
