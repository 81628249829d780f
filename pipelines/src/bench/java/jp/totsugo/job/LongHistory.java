package jp.totsugo.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import jp.totsugo.block.ClosedBecause;
import jp.totsugo.block.Status;
import jp.totsugo.schema.Issue;
import jp.totsugo.schema.IssueRate;
import jp.totsugo.table.CsvWriter;
import jp.totsugo.table.JsonFile;
import jp.totsugo.table.ParquetRows;
import jp.totsugo.table.ParquetTable;
import org.apache.avro.specific.SpecificData;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Makes the results of a first run look like those of the last of many: every issue of it is
 * repeated under other ids and persons, as one that is open and as one that was closed in one of
 * the runs before, and its rates stand there once a run. What {@code --previous} costs then can be
 * measured without waiting for years.
 */
@Command(
    name = "long-history",
    mixinStandardHelpOptions = true,
    description = "Copies results and gives them a long history.")
final class LongHistory implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "RESULTS", description = "Results of a first run.")
  private Path results;

  @Parameters(index = "1", paramLabel = "OUT", description = "A folder that does not exist yet.")
  private Path out;

  @Option(names = "--open", defaultValue = "0", description = "Open issues to add, about.")
  private long open;

  @Option(names = "--closed", defaultValue = "0", description = "Closed issues to add, about.")
  private long closed;

  @Option(names = "--runs", defaultValue = "24", description = "Runs of the chain, one a month.")
  private int runs;

  public static void main(String[] args) {
    System.exit(new CommandLine(new LongHistory()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    copy();
    Path manifest = out.resolve("run.json");
    ObjectNode json = (ObjectNode) JsonFile.read(manifest);
    LocalDate last = LocalDate.parse(json.get("asOf").textValue());
    List<LocalDate> days = new ArrayList<>();
    for (int i = runs - 1; i >= 0; i--) {
      days.add(last.minusMonths(i));
    }
    writeIssues(days);
    writeRates(days);
    ArrayNode chain = json.putArray("runs");
    days.forEach(day -> chain.add(day.toString()));
    for (JsonNode output : json.get("outputs")) {
      String path = output.get("path").textValue();
      if (path.startsWith("history/")) {
        Path file = out.resolve(path);
        ((ObjectNode) output)
            .put("bytes", Files.size(file))
            .put("sha256", MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString());
      }
    }
    json.remove(ManifestSeal.FIELD);
    JsonFile.write(json, manifest);
    ManifestSeal.put(manifest);
    return 0;
  }

  private void copy() throws IOException {
    Files.walkFileTree(
        results,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectory(out.resolve(results.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.getParent().endsWith("history")) {
              Files.copy(file, out.resolve(results.relativize(file)));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void writeIssues(List<LocalDate> days) throws IOException {
    long found = 0;
    try (ParquetRows<Issue> rows = issues()) {
      while (rows.next() != null) {
        found++;
      }
    }
    long written = 0;
    try (ParquetRows<Issue> rows = issues();
        ParquetTable<Issue> table =
            ParquetTable.open(Issue.getClassSchema(), out.resolve(PreviousResults.ISSUES))) {
      List<Issue> ofInsurer = new ArrayList<>();
      long seen = 0;
      for (Issue row = rows.next(); row != null; row = rows.next()) {
        if (!ofInsurer.isEmpty() && !ofInsurer.get(0).getInsurer().equals(row.getInsurer())) {
          written += write(ofInsurer, table);
        }
        Issue issue = SpecificData.get().deepCopy(Issue.getClassSchema(), row);
        ofInsurer.add(issue);
        for (long i = share(open, seen, found); i < share(open, seen + 1, found); i++) {
          ofInsurer.add(another(issue, i));
        }
        for (long i = share(closed, seen, found); i < share(closed, seen + 1, found); i++) {
          ofInsurer.add(closed(another(issue, open + i), days.get(1 + (int) (i % (runs - 1)))));
        }
        seen++;
      }
      written += write(ofInsurer, table);
    }
    System.out.printf(Locale.ROOT, "%,d issues%n", written);
  }

  private static long share(long of, long part, long whole) {
    return Math.multiplyExact(of, part) / whole;
  }

  private ParquetRows<Issue> issues() throws IOException {
    return ParquetRows.open(results.resolve(PreviousResults.ISSUES), Issue.class);
  }

  private static int write(List<Issue> issues, ParquetTable<Issue> table) throws IOException {
    issues.sort(Comparator.comparing(Issue::getIssueId));
    for (Issue issue : issues) {
      table.write(issue);
    }
    int written = issues.size();
    issues.clear();
    return written;
  }

  private static Issue another(Issue issue, long number) {
    Issue another = SpecificData.get().deepCopy(Issue.getClassSchema(), issue);
    byte[] id = Hashing.murmur3_128().hashLong(number).asBytes();
    another.setIssueId("f" + BaseEncoding.base32().lowerCase().encode(id, 0, 10));
    another.setPersonId(String.format(Locale.ROOT, "H%09d", number));
    return another;
  }

  private static Issue closed(Issue issue, LocalDate day) {
    issue.setStatus(Status.CLOSED.name());
    issue.setClosedBecause(ClosedBecause.CORRECTED.name());
    issue.setFirstSeen(day.minusMonths(1).toString());
    issue.setLastSeen(day.minusMonths(1).toString());
    issue.setClosedOn(day.toString());
    return issue;
  }

  private void writeRates(List<LocalDate> days) throws IOException {
    int columns = IssueRate.getClassSchema().getFields().size();
    try (ParquetTable<IssueRate> table =
            ParquetTable.open(IssueRate.getClassSchema(), out.resolve(PreviousResults.RATES));
        CsvWriter csv =
            new CsvWriter(
                out.resolve("history/rates.csv"),
                ParquetTable.columns(IssueRate.getClassSchema()))) {
      for (LocalDate day : days) {
        String id = Hashing.sha256().hashLong(day.toEpochDay()).toString();
        boolean isLast = day.equals(days.get(days.size() - 1));
        try (ParquetRows<IssueRate> rows =
            ParquetRows.open(results.resolve(PreviousResults.RATES), IssueRate.class)) {
          for (IssueRate row = rows.next(); row != null; row = rows.next()) {
            if (!isLast) {
              row.setAsOf(day.toString());
              row.setRunId(id);
            }
            table.write(row);
            csv.cell(row.getAsOf()).cell(row.getRunId()).cell(row.getInsurer());
            csv.cell(row.getCategory()).cell(row.getRule());
            for (int i = row.getSchema().getField("findings").pos(); i < columns; i++) {
              csv.cell(Objects.toString(row.get(i), ""));
            }
            csv.endRow();
          }
        }
      }
    }
  }
}
