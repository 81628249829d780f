package jp.totsugo.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Does in SQL what {@code totsugo run} does: the queues of the insurers and both statistics, from
 * the same uploads. A process of its own, so that its time and memory can be told from those of the
 * harness.
 */
@Command(
    name = "duckdb-peer",
    mixinStandardHelpOptions = true,
    description = "The checks of the uploads in DuckDB's SQL.")
final class DuckDbPeer implements Callable<Integer> {
  /** What the job does and this does not, each with the reason. */
  static final List<String> LEAVES_OUT =
      List.of(
          "Rules: none. NFKC is approximated in the folding of kana: half-width katakana with their"
              + " voice marks are composed, other compatibility characters (none in the data) are"
              + " not; nor are other digits than full-width ones.",
          "My Numbers in person ids and card numbers are not masked.",
          "Real dates are what try_strptime takes with eight bytes; it is more lenient than eight"
              + " digits (none in the data).",
          "Unreadable lines, rejected files, windows-31j, uploads without a number in their name,"
              + " missing or Japanese headers: read_csv takes one layout, and fails or guesses on"
              + " anything else.",
          "Order of the queues: a partitioned COPY does not keep it, and one COPY an insurer costs"
              + " about 10 ms each.",
          "Line ends CRLF and the byte order mark: COPY cannot write them.",
          "issue_id is a 64-bit hash, not numbered where several findings would have the same.",
          "Avro queues, Parquet statistics, national.json, reconciliation.json, run.json with its"
              + " checksums, and publishing in one step: no work in SQL.",
          "Message and action are constants of like length.",
          "With a register: SWAPPED, SHIFTED and COPIED count as OTHER_PERSON; rings of more than"
              + " two and runs of shifted rows are not sought. Variant kanji are two pairs."
              + " evidence.csv is not written, and no finding names the others of its group.");

  private static final String REGISTER_RULES =
      """
      ,
        (49, 'WRONG_MY_NUMBER', 'MY_NUMBER_NOT_IN_REGISTER', 'ERROR', 1, 'MyNumber'),
        (50, 'WRONG_MY_NUMBER', 'MY_NUMBER_OTHER_PERSON', 'ERROR', 1, 'MyNumber'),
        (51, 'WRONG_MY_NUMBER', 'MY_NUMBER_NAME_DIFFERS', 'REVIEW', 4, 'MyNumber'),
        (52, 'RECORD_DEFECT', 'REGISTER_BIRTHDATE_DIFFERS', 'REVIEW', 4, 'Birthdate'),
        (53, 'RECORD_DEFECT', 'REGISTER_SEX_DIFFERS', 'REVIEW', 4, 'Sex')\
      """;

  @Option(names = "--uploads", required = true, paramLabel = "DIR")
  private Path uploads;

  @Option(names = "--register", paramLabel = "DIR")
  private Path register;

  @Option(names = "--out", required = true, paramLabel = "DIR")
  private Path out;

  @Option(names = "--as-of", required = true, paramLabel = "YYYY-MM-DD")
  private LocalDate asOf;

  @Option(names = "--threads", defaultValue = "2")
  private int threads;

  @Option(
      names = "--memory",
      defaultValue = "80%",
      description = "DuckDB's memory_limit; its default: ${DEFAULT-VALUE}")
  private String memory;

  public static void main(String[] args) {
    System.exit(new CommandLine(new DuckDbPeer()).execute(args));
  }

  @Override
  public Integer call() throws IOException, SQLException {
    Files.createDirectories(out.resolve("statistics"));
    String script =
        resource("peer.sql")
            .replace("${register}", resource(register == null ? "no-register.sql" : "register.sql"))
            .replace("${registerRules}", register == null ? "" : REGISTER_RULES)
            .replace(
                "${personColumns}",
                register == null ? "" : ", Name AS name, hash(Address) AS address")
            .replace(
                "${unregistered}",
                register == null ? "true" : "my_number NOT IN (SELECT my_number FROM register)")
            .replace("${registerFolder}", register == null ? "" : quoted(register))
            .replace("${uploads}", quoted(uploads))
            .replace("${out}", quoted(out))
            .replace("${temp}", quoted(out.resolve("spilled")))
            .replace("${asOf}", asOf.toString())
            .replace("${memory}", memory)
            .replace("${threads}", Integer.toString(threads));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String sql : Splitter.on(";\n").trimResults().omitEmptyStrings().split(script)) {
        long begin = System.nanoTime();
        statement.execute(sql);
        System.out.printf("%6.2f s  %s%n", (System.nanoTime() - begin) / 1e9, title(sql));
      }
    }
    System.out.println("Left out:");
    LEAVES_OUT.forEach(line -> System.out.println("- " + line));
    return 0;
  }

  private static String resource(String name) throws IOException {
    return Resources.toString(Resources.getResource(DuckDbPeer.class, name), UTF_8);
  }

  private static String quoted(Path path) {
    return path.toString().replace("'", "''");
  }

  private static String title(String sql) {
    String code = sql.lines().filter(line -> !line.startsWith("--")).findFirst().orElse("");
    return code.startsWith("COPY") ? sql.substring(sql.lastIndexOf("\nTO ") + 1) : code;
  }
}
