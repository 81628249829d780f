package jp.totsugo.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Whether two runs over the same uploads found the same: rule by rule, and finding by finding. */
final class Comparison {
  private static final int SHOWN = 20;

  private final Path ours;
  private final Path peers;
  private final boolean registerUsed;

  /**
   * @param registerUsed whether the peer calls every number of another person just that
   */
  Comparison(Path ours, Path peers, boolean registerUsed) {
    this.registerUsed = registerUsed;
    this.ours = ours;
    this.peers = peers;
  }

  /** Prints every difference and returns whether there is none. */
  boolean agree() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(rules("our_rules", ours));
      statement.execute(rules("peers_rules", peers));
      statement.execute(
          "CREATE TABLE ours AS SELECT file, line, "
              + rule()
              + ", field FROM "
              + csv(ours, "corrections/*/corrections.csv"));
      statement.execute(
          "CREATE TABLE peers AS SELECT file, line, rule, field FROM "
              + csv(peers, "corrections/*/*.csv"));
      long rules =
          print(
              statement,
              "insurer, rule: findings and records of totsugo, of DuckDB",
              """
              SELECT insurer || ', ' || rule || ': ' || coalesce(a.findings::VARCHAR, '-') || ' ' || coalesce(a.records::VARCHAR, '-')
                || ', ' || coalesce(b.findings::VARCHAR, '-') || ' ' || coalesce(b.records::VARCHAR, '-')
              FROM our_rules a FULL JOIN peers_rules b USING (insurer, rule)
              WHERE a.findings IS DISTINCT FROM b.findings OR a.records IS DISTINCT FROM b.records
              ORDER BY 1
              """);
      long findings =
          print(
              statement,
              "file:line rule field, and who alone has it",
              """
              SELECT file || ':' || line || ' ' || rule || ' ' || field || ' ' || who FROM (
                SELECT *, 'totsugo' AS who FROM (FROM ours EXCEPT ALL FROM peers)
                UNION ALL SELECT *, 'DuckDB' FROM (FROM peers EXCEPT ALL FROM ours))
              ORDER BY 1
              """);
      try (ResultSet result = statement.executeQuery("SELECT count(*) FROM ours")) {
        result.next();
        System.out.printf(
            "Comparison: %,d findings in the queues of totsugo; %,d differ, and %,d lines of the statistics.%n",
            result.getLong(1), findings, rules);
      }
      return rules == 0 && findings == 0;
    }
  }

  private String rules(String table, Path run) {
    return "CREATE TABLE "
        + table
        + " AS SELECT insurer, "
        + rule()
        + ", sum(findings::BIGINT) AS findings, sum(records::BIGINT) AS records FROM "
        + csv(run, "statistics/rules.csv")
        + " GROUP BY ALL";
  }

  private String rule() {
    return registerUsed
        ? "CASE WHEN rule IN ('MY_NUMBER_SWAPPED', 'MY_NUMBER_SHIFTED', 'MY_NUMBER_COPIED')"
            + " THEN 'MY_NUMBER_OTHER_PERSON' ELSE rule END AS rule"
        : "rule";
  }

  private static String csv(Path run, String files) {
    return "read_csv('"
        + run.resolve(files).toString().replace("'", "''")
        + "', header = true, delim = ',', quote = '\"', escape = '\"', all_varchar = true, hive_partitioning = false)";
  }

  private static long print(Statement statement, String title, String query) throws SQLException {
    long differences = 0;
    try (ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        if (differences == 0) {
          System.out.println("Differences (" + title + "):");
        }
        if (differences < SHOWN) {
          System.out.println("  " + result.getString(1));
        }
        differences++;
      }
    }
    return differences;
  }
}
