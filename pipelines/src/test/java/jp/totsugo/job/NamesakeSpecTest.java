package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.totsugo.SpecTables;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.words.Language;
import jp.totsugo.words.Saying;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Records of persons with namesakes are looked at by address, as the spec table says. */
class NamesakeSpecTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 4, 1);
  private static final List<String> REGISTER =
      List.of("MyNumber", "Name", "NameKana", "Birthdate", "Sex", "PostNumber", "Address");

  @TempDir Path folder;
  private int runs;

  @TestFactory
  Stream<DynamicTest> namesakes_are_told_apart_as_the_spec_table_says() {
    Map<String, List<Map<String, String>>> cases =
        SpecTables.rows("spec/namesakes/namesakes.csv").stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.get("case"), LinkedHashMap::new, Collectors.toList()));
    return cases.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> assertThat(check(entry.getValue()), is(expected(entry.getValue())))));
  }

  private static List<String> expected(List<Map<String, String>> rows) {
    return rows.stream()
        .filter(row -> row.get("where").equals("upload"))
        .map(row -> row.get("expected"))
        .toList();
  }

  private List<String> check(List<Map<String, String>> rows) throws Exception {
    Path run = Files.createDirectory(folder.resolve("run" + runs++));
    List<String> header = List.copyOf(SpecTables.baseRecord().keySet());
    Path upload = run.resolve("06132013-a.csv");
    write(upload, header, rows, "upload");
    write(run.resolve("register.csv"), REGISTER, rows, "register");
    RunOptions options =
        new RunOptions(
                List.of(upload.toString()),
                run.resolve("out"),
                AS_OF,
                RuleSettingsFile.defaults(AS_OF),
                null,
                Language.en,
                RunOptions.Runner.inProcess,
                1,
                RunOptions.SLICE_BYTES,
                false,
                List.of())
            .withRegister(run.resolve("register.csv").toString());
    new CheckJob(options, new SilentObserver()).run();
    List<String> answers = new ArrayList<>(expected(rows).stream().map(row -> "none").toList());
    RulesOverRecordsSpecTest.queues(run.resolve("out/corrections")).stream()
        .filter(finding -> finding.get("rule").equals("MY_NUMBER_OF_NAMESAKE"))
        .forEach(finding -> answers.set(Integer.parseInt(finding.get("line")) - 2, "flagged"));
    return answers;
  }

  private static void write(
      Path file, List<String> columns, List<Map<String, String>> rows, String where)
      throws IOException {
    StringBuilder text = new StringBuilder(SpecTables.line(columns));
    for (Map<String, String> row : rows) {
      if (row.get("where").equals(where)) {
        Map<String, String> record = SpecTables.baseRecord();
        SpecTables.apply(row.get("values"), record);
        text.append(SpecTables.line(columns.stream().map(record::get).toList()));
      }
    }
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static final class SilentObserver implements CheckJob.Observer {
    @Override
    public void notice(Saying message) {}

    @Override
    public void begins(int files, long bytes) {}

    @Override
    public void finishes() {}
  }
}
