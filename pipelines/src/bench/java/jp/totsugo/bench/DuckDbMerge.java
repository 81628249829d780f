package jp.totsugo.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Merges the issues of one run with the findings of the next in DuckDB's SQL: what was found and
 * known is open or reopened, what was found alone is new, what was known alone is closed; sorted
 * and written as Parquet. It does not look whether the record of what is gone is still there, which
 * the job does.
 */
@Command(
    name = "duckdb-merge",
    mixinStandardHelpOptions = true,
    description = "The issues of one run merged with the findings of the next, in DuckDB's SQL.")
final class DuckDbMerge implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "BEFORE", description = "Issues of the run before.")
  private Path before;

  @Parameters(
      index = "1",
      paramLabel = "AFTER",
      description = "Issues of the run after: those that it found are its findings.")
  private Path after;

  @Parameters(index = "2", paramLabel = "OUT", description = "Where the merged issues go.")
  private Path out;

  @Option(names = "--threads", defaultValue = "2")
  private int threads;

  @Option(names = "--memory", defaultValue = "80%")
  private String memory;

  public static void main(String[] args) {
    System.exit(new CommandLine(new DuckDbMerge()).execute(args));
  }

  @Override
  public Integer call() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = connection.createStatement()) {
      sql.execute("SET threads = " + threads);
      sql.execute("SET memory_limit = '" + memory + "'");
      sql.execute("SET preserve_insertion_order = false");
      sql.execute(
          "CREATE TABLE found AS SELECT * FROM "
              + parquet(after)
              + " WHERE status IN ('NEW', 'OPEN', 'REOPENED', 'CLEARED')");
      long begin = System.nanoTime();
      sql.execute(
          """
          COPY (
            SELECT coalesce(f.issue_id, k.issue_id) AS issue_id,
              coalesce(f.insurer, k.insurer) AS insurer,
              coalesce(f.person_id, k.person_id) AS person_id,
              coalesce(f.category, k.category) AS category,
              coalesce(f.rule, k.rule) AS rule,
              coalesce(f.field, k.field) AS field,
              coalesce(f.cause, k.cause) AS cause,
              coalesce(f.severity, k.severity) AS severity,
              coalesce(f.priority, k.priority) AS priority,
              CASE WHEN f.issue_id IS NULL THEN 'CLOSED' WHEN k.issue_id IS NULL THEN 'NEW'
                WHEN k.status = 'CLOSED' THEN 'REOPENED' ELSE 'OPEN' END AS status,
              coalesce(k.first_seen, f.first_seen) AS first_seen,
              coalesce(f.last_seen, k.last_seen) AS last_seen,
              CASE WHEN f.issue_id IS NULL
                THEN CASE WHEN k.closed_on = '' THEN f.last_seen ELSE k.closed_on END
                ELSE '' END AS closed_on,
              coalesce(k.reopened, 0)
                + CASE WHEN f.issue_id IS NOT NULL AND k.status = 'CLOSED' THEN 1 ELSE 0 END
                AS reopened,
              coalesce(k.runs_open, 0) + CASE WHEN f.issue_id IS NULL THEN 0 ELSE 1 END
                AS runs_open,
              k.answer, k.answer_reason, k.answered_on,
              coalesce(f.rule_version, k.rule_version) AS rule_version,
              coalesce(f.record_print, k.record_print) AS record_print,
              coalesce(f.evidence_print, k.evidence_print) AS evidence_print,
              coalesce(f.partners, k.partners) AS partners
            FROM found f
            FULL JOIN\
          """
              + " "
              + parquet(before)
              + """
                   k ON f.insurer = k.insurer AND f.issue_id = k.issue_id
                ORDER BY insurer, issue_id
              ) TO\
              """
              + " '"
              + quoted(out)
              + "' (FORMAT parquet, COMPRESSION snappy)");
      System.out.printf(Locale.ROOT, "%.2f s%n", (System.nanoTime() - begin) / 1e9);
    }
    return 0;
  }

  private static String parquet(Path file) {
    return "read_parquet('" + quoted(file) + "')";
  }

  private static String quoted(Path file) {
    return file.toString().replace("'", "''");
  }
}
