package jp.totsugo.cli;

import static java.util.stream.Collectors.joining;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.totsugo.schema.Issue;
import jp.totsugo.table.CsvRows;
import jp.totsugo.table.ParquetRows;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of {@code spec/lives}, month by month through the command line. */
class LifeSpecTest {
  private static final Map<String, String> INSURERS = Map.of("A", "06132013", "B", "01130012");
  private static final Splitter PARTS = Splitter.on(" ; ").omitEmptyStrings();

  @TempDir Path folder;

  static Stream<String> cases() throws IOException {
    return table().keySet().stream();
  }

  private static Map<String, List<List<String>>> table() throws IOException {
    List<List<String>> rows =
        CsvRows.of(
            Resources.toString(
                Resources.getResource("spec/lives/lives.csv"), StandardCharsets.UTF_8));
    return rows.subList(1, rows.size()).stream()
        .collect(Collectors.groupingBy(row -> row.get(0), LinkedHashMap::new, Collectors.toList()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void the_issues_of_every_month_are_as_the_table_says(String name) throws Exception {
    Path previous = null;
    for (List<String> row : table().get(name)) {
      int month = Integer.parseInt(row.get(1));
      previous = run(month, row.get(2), row.get(3), previous);
      assertThat(name + ", month " + month, issues(previous), is(row.get(4)));
    }
  }

  private static String asOf(int month) {
    return "2026-%02d-01".formatted(month + 3);
  }

  private Path run(int month, String records, String given, Path previous) throws IOException {
    Path uploads = Files.createDirectory(folder.resolve("in" + month));
    Path out = folder.resolve("out" + month);
    List<String> options = new ArrayList<>(List.of("--as-of", asOf(month)));
    if (previous != null) {
      options.addAll(List.of("--previous", previous.toString()));
    }
    Map<String, String> givens = new TreeMap<>();
    for (String part : PARTS.split(given)) {
      List<String> keyAndValue = Splitter.on('=').limit(2).splitToList(part);
      givens.put(keyAndValue.get(0), keyAndValue.get(1));
    }
    upload(records, givens, uploads);
    if (givens.containsKey("rules")) {
      Path rules = Files.writeString(folder.resolve("rules" + month), givens.get("rules"));
      options.addAll(List.of("--rules", rules.toString()));
    }
    if (givens.containsKey("answer")) {
      options.addAll(List.of("--answers", answers(givens.get("answer"), previous).toString()));
    }
    CommandRun run = CommandRun.ofJob(uploads, out, options.toArray(String[]::new));
    assertThat(run.err(), run.exitCode(), is(lessThan(4)));
    return out;
  }

  private static void upload(String records, Map<String, String> given, Path folder)
      throws IOException {
    Map<String, Upload> uploads = new TreeMap<>();
    for (String record : Splitter.on(" | ").split(records)) {
      String insurer = record.substring(0, 1);
      Upload upload = uploads.computeIfAbsent(insurer, LifeSpecTest::withOther);
      if (record.length() > 1) {
        upload.record(changes(INSURERS.get(insurer), record.substring(3)));
      }
    }
    for (Map.Entry<String, Upload> upload : uploads.entrySet()) {
      String insurer = upload.getKey();
      if (given.getOrDefault("without", "").startsWith(insurer)) {
        upload.getValue().without(given.get("without").substring(2));
      }
      Path file = upload.getValue().in(folder, INSURERS.get(insurer) + "_upload.csv");
      if (given.getOrDefault("cut", "").equals(insurer)) {
        String all = Files.readString(file);
        Files.writeString(
            file, all + all.lines().skip(1).findFirst().orElseThrow().substring(0, 9));
      }
    }
    if (given.containsKey("rejected")) {
      Files.write(folder.resolve(INSURERS.get(given.get("rejected")) + "_2.csv"), new byte[0]);
    }
  }

  /** Another person, who is clean. */
  private static Upload withOther(String insurer) {
    return Upload.withHeader()
        .record(
            changes(
                INSURERS.get(insurer),
                "PersonId=Z & MyNumber= & MyNumberAbsenceReason=2 &"
                    + " InsuredIdentificationNumber=999 & NameKana=ﾍﾞﾂ ﾉﾋﾄ"));
  }

  private static String[] changes(String insurer, String values) {
    List<String> changes = new ArrayList<>(List.of("InsurerNumber", insurer));
    for (String value : Splitter.on(" & ").omitEmptyStrings().trimResults().split(values)) {
      changes.addAll(Splitter.on('=').splitToList(value));
    }
    return changes.toArray(String[]::new);
  }

  /** To all issues of a rule. */
  private Path answers(String answer, Path previous) throws IOException {
    List<String> words = Splitter.on(' ').limit(3).splitToList(answer);
    List<String> lines =
        new ArrayList<>(List.of("issue_id,answer,reason,answered_on,answered_by,pack_id"));
    for (Issue issue : read(previous)) {
      if (issue.getRule().equals(words.get(0))) {
        String reason = words.size() > 2 ? words.get(2) : "";
        lines.add(
            String.join(
                ",", issue.getIssueId(), words.get(1), reason, issue.getLastSeen(), "clerk", ""));
      }
    }
    return Files.write(folder.resolve("answers-" + previous.getFileName() + ".csv"), lines);
  }

  private static List<Issue> read(Path results) throws IOException {
    List<Issue> issues = new ArrayList<>();
    try (ParquetRows<Issue> rows =
        ParquetRows.open(results.resolve("history/issues.parquet"), Issue.class)) {
      for (Issue issue = rows.next(); issue != null; issue = rows.next()) {
        issues.add(issue);
      }
    }
    return issues;
  }

  private static String issues(Path results) throws IOException {
    Map<String, Long> counted =
        read(results).stream()
            .collect(
                Collectors.groupingBy(LifeSpecTest::text, TreeMap::new, Collectors.counting()));
    return counted.entrySet().stream()
        .map(entry -> entry.getKey() + (entry.getValue() > 1 ? " x" + entry.getValue() : ""))
        .collect(joining(";"));
  }

  private static String text(Issue issue) {
    String insurer =
        INSURERS.entrySet().stream()
            .filter(entry -> entry.getValue().equals(issue.getInsurer()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(issue.getInsurer());
    int since = Integer.parseInt(issue.getFirstSeen().substring(5, 7)) - 3;
    return Stream.of(
            insurer,
            issue.getRule(),
            issue.getStatus(),
            issue.getClosedBecause(),
            issue.getReopened() > 0 ? "r" + issue.getReopened() : "",
            issue.getClearanceEnded().isEmpty() ? "" : "ended",
            since > 1 ? "since " + since : "")
        .filter(word -> !word.isEmpty())
        .collect(joining(" "));
  }
}
