package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.totsugo.upload.layout.Layout;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Avro and Parquet uploads have the findings that the same records have in CSV. */
class ContainerFilesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "zstandard"})
  void avro_uploads_have_the_findings_of_csv_with_every_codec(String codec) throws Exception {
    assertSameFindings(".avro", ContainerFiles.avro(codec, 400), "inProcess", 1, 500);
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
  void parquet_uploads_have_the_findings_of_csv_with_every_codec(CompressionCodecName codec)
      throws Exception {
    assertSameFindings(
        ".parquet",
        ContainerFiles.parquet(codec, WriterVersion.PARQUET_1_0, 3, 7),
        "inProcess",
        1,
        500);
  }

  @ParameterizedTest
  @CsvSource({"PARQUET_1_0, 3, 7", "PARQUET_2_0, 3, 7", "PARQUET_2_0, 20000, 1000000"})
  void parquet_uploads_have_the_findings_of_csv_in_both_versions_of_its_pages(
      WriterVersion version, int rowsOfPage, long rowsOfGroup) throws Exception {
    assertSameFindings(
        ".parquet",
        ContainerFiles.parquet(CompressionCodecName.SNAPPY, version, rowsOfPage, rowsOfGroup),
        "inProcess",
        1,
        100_000);
  }

  @ParameterizedTest
  @CsvSource({"flink, 2, 700", "direct, 2, 700"})
  void containers_have_the_findings_of_csv_on_every_engine(
      String runner, int parallelism, int sliceBytes) throws Exception {
    assertSameFindings(
        ".avro", ContainerFiles.avro("zstandard", 400), runner, parallelism, sliceBytes);
    assertSameFindings(
        ".parquet",
        ContainerFiles.parquet(CompressionCodecName.ZSTD, WriterVersion.PARQUET_1_0, 3, 7),
        runner,
        parallelism,
        sliceBytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"avro", "parquet"})
  void a_register_in_a_container_has_the_findings_of_one_in_csv(String ending) throws Exception {
    Path sample = Sample.withRegister(folder);
    Path register = folder.resolve("register-" + ending);
    ContainerFiles.rewrite(
        sample.resolve("register"),
        Layout.register(),
        register,
        "." + ending,
        ending.equals("avro")
            ? ContainerFiles.avro("deflate", 400)
            : ContainerFiles.parquet(CompressionCodecName.SNAPPY, WriterVersion.PARQUET_1_0, 3, 7));
    Path uploads = sample.resolve("uploads");
    Path csv = folder.resolve("csv-" + ending);
    Path container = folder.resolve("out-" + ending);
    CommandRun.ofJob(uploads, csv, "--register", sample.resolve("register").toString());
    CommandRun run = CommandRun.ofJob(uploads, container, "--register", register.toString());
    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(
        OutputTree.hashes(container.resolve("corrections")),
        is(OutputTree.hashes(csv.resolve("corrections"))));
  }

  @Test
  void csv_avro_and_parquet_are_checked_together_in_one_run() throws Exception {
    Path mixed = Files.createDirectories(folder.resolve("mixed"));
    Path uploads = Sample.uploads(folder);
    Path avro = Files.createDirectories(folder.resolve("avro"));
    Path parquet = Files.createDirectories(folder.resolve("parquet"));
    ContainerFiles.rewrite(
        uploads, Layout.standard(), avro, ".avro", ContainerFiles.avro("snappy", 16_000));
    ContainerFiles.rewrite(
        uploads,
        Layout.standard(),
        parquet,
        ".parquet",
        ContainerFiles.parquet(
            CompressionCodecName.ZSTD, WriterVersion.PARQUET_1_0, 20_000, 1_000_000));
    Files.copy(avro.resolve("01139906_kyokai.avro"), mixed.resolve("01139906_kyokai.avro"));
    Files.copy(
        parquet.resolve("branch/01139906-part2.parquet"), mixed.resolve("01139906-part2.parquet"));
    Files.copy(uploads.resolve("02139905.csv"), mixed.resolve("02139905.csv"));
    Path csv = Files.createDirectories(folder.resolve("csv"));
    Files.copy(uploads.resolve("01139906_kyokai.csv"), csv.resolve("01139906_kyokai.csv"));
    Files.copy(uploads.resolve("branch/01139906-part2.csv"), csv.resolve("01139906-part2.csv"));
    Files.copy(uploads.resolve("02139905.csv"), csv.resolve("02139905.csv"));
    assertSameFindings(csv, mixed, "flink", 2, 700);
  }

  private void assertSameFindings(
      String ending, ContainerFiles.Format format, String runner, int parallelism, int sliceBytes)
      throws Exception {
    Path uploads = Sample.uploads(folder);
    Path containers = folder.resolve("containers" + ending);
    Files.createDirectories(containers);
    ContainerFiles.rewrite(uploads, Layout.standard(), containers, ending, format);
    assertSameFindings(uploads, containers, runner, parallelism, sliceBytes);
  }

  private void assertSameFindings(
      Path uploads, Path containers, String runner, int parallelism, int sliceBytes)
      throws IOException {
    Path csv = Files.createTempDirectory(folder, "csv").resolve("out");
    Path out = Files.createTempDirectory(folder, "containers").resolve("out");
    CommandRun.ofJob(uploads, csv);
    CommandRun run =
        CommandRun.ofJob(
            containers,
            out,
            "--runner",
            runner,
            "--parallelism",
            String.valueOf(parallelism),
            "--",
            "--sliceBytes=" + sliceBytes);
    assertThat(run.err(), run.exitCode(), is(0));
    assertThat(findings(out), is(findings(csv)));
  }

  /** All rows of all queues without what tells their place in a file, sorted. */
  static List<String> findings(Path out) throws IOException {
    List<String> findings = new ArrayList<>();
    for (Path queue : OutputTree.files(out.resolve("corrections"))) {
      if (queue.endsWith("corrections.csv")) {
        for (Map<String, String> row : CsvTable.rows(queue)) {
          int related = row.get("related").split(";").length;
          row.keySet().removeAll(List.of("issue_id", "group_id", "file", "line", "related"));
          findings.add(queue.getParent().getFileName() + " " + row + " " + related);
        }
      }
    }
    return findings.stream().sorted().toList();
  }
}
