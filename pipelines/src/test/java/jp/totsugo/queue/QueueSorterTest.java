package jp.totsugo.queue;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import jp.totsugo.block.FindingBlockBuilder;
import jp.totsugo.block.FindingRow;
import jp.totsugo.block.Records;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Findings;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettingsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueSorterTest {
  @TempDir Path folder;

  private record Finding(int file, int line, Rule rule, Column field, String personId) {}

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 100, 1000, 10_000, 1L << 40})
  void rows_come_in_the_order_of_the_queue_however_little_memory_there_is(long mostBytes)
      throws IOException {
    List<Finding> findings = findings(2000);
    List<String> sorted = new ArrayList<>();
    try (QueueSorter sorter = new QueueSorter(folder, mostBytes, QueueSorterTest::rowAt)) {
      for (byte[] block : blocks(findings)) {
        for (int at = 0; at < block.length; at += FindingRow.length(block, at)) {
          sorter.add(rowAt(block, at));
        }
      }
      for (Iterator<QueueRow> rows = sorter.sorted(); rows.hasNext(); ) {
        sorted.add(text(rows.next()));
      }
    }
    assertThat(
        sorted,
        is(findings.stream().sorted(QueueSorterTest::compare).map(QueueSorterTest::text).toList()));
    assertThat("no run is left", names(), is(List.of()));
  }

  @Test
  void runs_wait_on_disk_until_the_sorter_is_closed() throws IOException {
    QueueSorter sorter = new QueueSorter(folder, 0, QueueSorterTest::rowAt);
    for (byte[] block : blocks(findings(3))) {
      sorter.add(rowAt(block, 0));
    }
    assertThat(names().isEmpty(), is(false));
    sorter.close();
    assertThat(names(), is(List.of()));
  }

  @Test
  void sorters_at_work_at_the_same_time_share_what_there_is() throws IOException {
    byte[] block = blocks(List.of(finding("P".repeat(5000)))).get(0);
    int many = 64;
    long share = Runtime.getRuntime().maxMemory() / 12 / many;
    long rows = share / FindingRow.length(block, 0) + 2;
    try (QueueSorter alone = new QueueSorter(folder, Long.MAX_VALUE, QueueSorterTest::rowAt)) {
      add(rows, block, alone);
      assertThat(names(), is(List.of()));
      List<QueueSorter> others = new ArrayList<>();
      for (int i = 1; i < many; i++) {
        others.add(new QueueSorter(folder, Long.MAX_VALUE, QueueSorterTest::rowAt));
      }
      add(1, block, alone);
      assertThat(names().size(), is(1));
      for (QueueSorter other : others) {
        other.close();
      }
    }
  }

  private static void add(long rows, byte[] block, QueueSorter sorter) throws IOException {
    for (long i = 0; i < rows; i++) {
      sorter.add(rowAt(block, 0));
    }
  }

  private static Finding finding(String personId) {
    return new Finding(0, 1, Rule.MY_NUMBER_FORMAT, Column.MY_NUMBER, personId);
  }

  private static int compare(Finding a, Finding b) {
    return java.util.Comparator.comparingInt((Finding f) -> f.rule().priority())
        .thenComparingInt(Finding::file)
        .thenComparingInt(Finding::line)
        .thenComparing(f -> f.rule().name())
        .thenComparing(f -> f.field().header())
        .compare(a, b);
  }

  /** Findings that differ in what they are sorted by. */
  private static List<Finding> findings(int count) {
    Random random = new Random(12);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      findings.add(
          new Finding(
              random.nextInt(3),
              1 + i / 4,
              Rule.values()[random.nextInt(Rule.COUNT)],
              Column.values()[i % 4],
              "P" + i));
    }
    Collections.shuffle(findings, random);
    return findings;
  }

  private static List<byte[]> blocks(List<Finding> findings) {
    List<byte[]> blocks = new ArrayList<>();
    FindingBlockBuilder builder =
        new FindingBlockBuilder(RuleSettingsFile.defaults(LocalDate.of(2026, 4, 1)));
    for (Finding finding : findings) {
      builder.add(
          Records.of(Map.of(Column.PERSON_ID, finding.personId())),
          finding.file(),
          0,
          finding.line(),
          finding.rule(),
          Findings.NO_CAUSE,
          finding.field(),
          0);
      blocks.add(builder.build().bytes());
    }
    return blocks;
  }

  private static QueueRow rowAt(byte[] block, int at) {
    FindingRow row = new FindingRow();
    row.pointTo(block, at);
    return new QueueRow(block, at, row, row.lineInSlice(), new byte[16]);
  }

  private static String text(QueueRow row) {
    FindingRow finding = new FindingRow();
    finding.pointTo(row.block, row.at);
    return text(
        new Finding(
            finding.file(),
            finding.lineInSlice(),
            finding.rule(),
            Column.of(finding.field()),
            finding.string(FindingRow.Value.PERSON_ID)));
  }

  private static String text(Finding finding) {
    return finding.toString();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
