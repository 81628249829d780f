package jp.totsugo.page;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.InsurerType;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.InsurerAgeing;
import jp.totsugo.schema.InsurerCount;
import jp.totsugo.schema.InsurerCoverage;
import jp.totsugo.schema.InsurerStatistics;
import jp.totsugo.schema.IssueRate;
import jp.totsugo.schema.RateSignal;
import jp.totsugo.schema.RulePrecision;
import jp.totsugo.schema.RuleStatistics;
import jp.totsugo.table.JsonFile;
import jp.totsugo.table.ParquetTable;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Results as large as they can be, with numbers out of the air: what pages read, and no more. */
final class LargeResults {
  private static final LocalDate FIRST = LocalDate.of(2023, 7, 1);

  /** One in so many insurers has findings of all rules, and the longest page that there is. */
  private static final int WITH_ALL_RULES = 100;

  private final Path folder;
  private final int insurers;
  private final int months;
  private final Random random = new Random(1);
  private final List<String> numbers = new ArrayList<>();
  private final List<Long> sizes = new ArrayList<>();

  LargeResults(Path folder, int insurers, int months) {
    this.folder = folder;
    this.insurers = insurers;
    this.months = months;
  }

  /** The insurers that have findings of all rules in all months: no page is longer than theirs. */
  List<String> longest() {
    List<String> longest = new ArrayList<>();
    for (int i = 0; i < insurers; i += WITH_ALL_RULES) {
      longest.add(numbers.get(i));
    }
    return longest;
  }

  /** Writes them all. */
  Path write() throws IOException {
    Files.createDirectories(folder.resolve("statistics"));
    Files.createDirectories(folder.resolve("history"));
    makeInsurers();
    writeInsurers();
    writeHistory();
    JsonFile.write(
        Map.of("asOf", asOf(months - 1), "register", Map.of("compared", 1000, "equal", 990)),
        folder.resolve("statistics/national.json"));
    JsonFile.write(
        Map.of("files", files(), "total", Map.of()), folder.resolve("reconciliation.json"));
    List<Map<String, Object>> outputs = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        outputs.add(
            Map.of(
                "path",
                folder.relativize(file).toString(),
                "bytes",
                Files.size(file),
                "sha256",
                MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString()));
      }
    }
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("runId", runId(months - 1));
    manifest.put("asOf", asOf(months - 1));
    manifest.put("versions", Map.of("totsugo", "1.0.0"));
    manifest.put("ruleSet", "0");
    manifest.put("options", Map.of());
    manifest.put("inputs", inputs());
    manifest.put("outputs", outputs);
    JsonFile.write(manifest, folder.resolve("run.json"));
    return folder;
  }

  /** A file an insurer; a third of them has lines that cannot be read. */
  private List<Map<String, Object>> files() {
    List<Map<String, Object>> files = new ArrayList<>();
    for (int i = 0; i < insurers; i++) {
      files.add(
          Map.of(
              "file",
              "prefecture/" + numbers.get(i) + "_upload.csv",
              "lines",
              sizes.get(i) + 1,
              "header",
              1,
              "blank",
              0,
              "records",
              sizes.get(i) - i % 3 / 2,
              "unreadable",
              i % 3 / 2,
              "balanced",
              true));
    }
    return files;
  }

  private List<Map<String, Object>> inputs() {
    List<Map<String, Object>> inputs = new ArrayList<>();
    for (int i = 0; i < insurers; i++) {
      inputs.add(
          Map.of(
              "path",
              "prefecture/" + numbers.get(i) + "_upload.csv",
              "bytes",
              170 * sizes.get(i),
              "crc32c",
              "b9896b11",
              "sha256",
              "0".repeat(64),
              "encoding",
              "windows-31j",
              "rulesNotApplied",
              List.of()));
    }
    return inputs;
  }

  private static String asOf(int month) {
    return FIRST.plusMonths(month).toString();
  }

  private static String runId(int month) {
    return String.format(Locale.ROOT, "00000000-0000-0000-0000-%012d", month);
  }

  private void makeInsurers() {
    TreeSet<String> made = new TreeSet<>();
    while (made.size() < insurers) {
      String start =
          String.format(
              Locale.ROOT,
              "%s%02d%03d",
              List.of("00", "06", "39", "31", "67").get(random.nextInt(5)),
              1 + random.nextInt(47),
              random.nextInt(1000));
      for (int digit = 0; digit < 10; digit++) {
        int number = InsurerNumber.parse(start + digit);
        if (number != InsurerNumber.UNKNOWN) {
          made.add(start + digit);
        }
      }
    }
    numbers.addAll(List.copyOf(made).subList(0, insurers));
    numbers.forEach(n -> sizes.add((long) Math.exp(8.5 + 1.7 * random.nextGaussian()) + 20));
  }

  private <T extends SpecificRecord> void write(String path, List<T> rows, Schema schema)
      throws IOException {
    ParquetTable.write(rows, schema, folder.resolve(path));
  }

  private long some(double rate, long of) {
    double expected = rate * of * Math.exp(0.5 * random.nextGaussian());
    return Math.max(0, Math.round(expected + Math.sqrt(expected) * random.nextGaussian()));
  }

  private void writeInsurers() throws IOException {
    List<InsurerStatistics> statistics = new ArrayList<>();
    List<InsurerCoverage> coverage = new ArrayList<>();
    List<InsurerAgeing> ageing = new ArrayList<>();
    List<RuleStatistics> rules = new ArrayList<>();
    for (int i = 0; i < insurers; i++) {
      String number = numbers.get(i);
      long size = sizes.get(i);
      statistics.add(
          new InsurerStatistics(
              number,
              InsurerType.of(InsurerNumber.parse(number)).name(),
              number.substring(2, 4),
              1L,
              size,
              size,
              0L,
              0L,
              0L,
              0L,
              0L,
              0L,
              0L,
              size));
      coverage.add(
          new InsurerCoverage(
              number,
              "架空の長い名前の健康保険組合連合会支部" + i,
              true,
              1L,
              size,
              size,
              0.0,
              i % 20 == 0 ? "SAME_FILE" : ""));
      for (Category category : Category.values()) {
        ageing.add(ageing(number, category, some(0.002, size)));
      }
      for (Rule rule : i % WITH_ALL_RULES == 0 ? Rule.values() : new Rule[0]) {
        long count = 1 + some(0.0002, size);
        rules.add(
            new RuleStatistics(
                number,
                rule.category().name(),
                rule.name(),
                rule.defaultSeverity().name(),
                count,
                count,
                size,
                1e6 * count / size));
      }
    }
    for (Category category : Category.values()) {
      ageing.add(ageing("nation", category, 1_000_000));
    }
    write("statistics/insurers.parquet", statistics, InsurerStatistics.getClassSchema());
    write("statistics/coverage.parquet", coverage, InsurerCoverage.getClassSchema());
    write("statistics/ageing.parquet", ageing, InsurerAgeing.getClassSchema());
    write("statistics/rules.parquet", rules, RuleStatistics.getClassSchema());
    write("statistics/precision.parquet", List.of(), RulePrecision.getClassSchema());
    List<RateSignal> signals = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      signals.add(
          new RateSignal(
              numbers.get(random.nextInt(insurers)),
              InsurerType.KENPO_UNION.name(),
              Rule.of(random.nextInt(Rule.values().length)).name(),
              "AMONG_PEERS",
              "SIGNAL",
              "HIGH",
              1387L,
              11_082L,
              79L,
              7128.677,
              728.398,
              0.0,
              2255.910,
              1e-9));
    }
    write("statistics/signals.parquet", signals, RateSignal.getClassSchema());
  }

  private static InsurerAgeing ageing(String insurer, Category category, long open) {
    return new InsurerAgeing(
        insurer,
        category.name(),
        open,
        open / 2,
        open / 4,
        open / 8,
        open / 16,
        open / 16,
        10L,
        61.0,
        20L,
        1L,
        0.05,
        10L,
        9L,
        0.9);
  }

  private void writeHistory() throws IOException {
    try (ParquetTable<InsurerCount> counts =
            ParquetTable.open(
                InsurerCount.getClassSchema(), folder.resolve("history/counts.parquet"));
        ParquetTable<IssueRate> rates =
            ParquetTable.open(
                IssueRate.getClassSchema(), folder.resolve("history/rates.parquet"))) {
      for (int month = 0; month < months; month++) {
        long all = 0;
        for (int i = 0; i < insurers; i++) {
          long size = sizes.get(i);
          all += size;
          counts.write(count(month, numbers.get(i), size, random.nextInt(200) > 0));
          if (month == months - 1 && i % WITH_ALL_RULES == 0) {
            for (Rule rule : Rule.values()) {
              rates.write(rate(month, numbers.get(i), rule, size));
            }
          }
        }
        counts.write(count(month, "nation", all, false));
        for (Rule rule : Rule.values()) {
          rates.write(rate(month, "nation", rule, all));
        }
      }
    }
  }

  private InsurerCount count(int month, String insurer, long size, boolean isComplete) {
    return new InsurerCount(
        asOf(month),
        runId(month),
        insurer,
        isComplete,
        "",
        size,
        size,
        some(0.014, size),
        some(0.013, size),
        some(0.001, size),
        some(0.0001, size),
        some(0.0005, size),
        some(0.0003, size),
        some(0.00003, size),
        some(0.001, size));
  }

  private IssueRate rate(int month, String insurer, Rule rule, long size) {
    long count = some(0.0002, size);
    IssueRate rate = new IssueRate();
    rate.setAsOf(asOf(month));
    rate.setRunId(runId(month));
    rate.setInsurer(insurer);
    rate.setCategory(rule.category().name());
    rate.setRule(rule.name());
    rate.setFindings(count);
    rate.setRecords(count);
    rate.setDenominator(size);
    rate.setPerMillion(1e6 * count / Math.max(1, size));
    rate.setNew$(count / 4);
    rate.setOpen(count / 2);
    rate.setReopened(0L);
    rate.setCleared(0L);
    rate.setClosedCorrected(count / 4);
    rate.setClosedLeft(0L);
    rate.setClosedRuleChanged(0L);
    rate.setClosedRegisterChanged(0L);
    rate.setUnobserved(0L);
    rate.setClosedUntraceable(0L);
    rate.setRuleVersion("1");
    return rate;
  }
}
