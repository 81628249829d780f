package jp.totsugo.statistics;

import static java.util.stream.Collectors.joining;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableBiMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.totsugo.SpecTables;
import jp.totsugo.block.Observations;
import jp.totsugo.history.ExpectedInsurers;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.schema.InsurerCoverage;
import jp.totsugo.table.CsvRows;
import jp.totsugo.table.ParquetRows;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs {@code spec/coverage/notes.csv}. */
class CoverageTableSpecTest {
  @TempDir Path folder;

  static Stream<Arguments> cases() {
    return SpecTables.rows("spec/coverage/notes.csv").stream()
        .map(row -> Arguments.of(row.get("case"), row));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void of_each_insurer_it_is_said_what_came(String name, Map<String, String> spec)
      throws Exception {
    List<InsurerCoverage> rows =
        new CoverageTable(
                Observations.of(spec),
                list(spec.get("list")),
                !spec.get("before").isEmpty(),
                insurers(spec.get("same")))
            .rows();

    CoverageTable.write(rows, folder);

    assertThat(csvRows(), is(spec.get("rows")));
    List<InsurerCoverage> parquet = new ArrayList<>();
    ParquetRows.forEach(
        folder.resolve("coverage.parquet"), InsurerCoverage.class, row -> parquet.add(row));
    assertThat(parquet, is(rows));
  }

  private String csvRows() throws Exception {
    List<String> rows = new ArrayList<>();
    CsvRows.forEach(
        folder.resolve("coverage.csv"),
        row ->
            rows.add(
                (letter(row.apply("insurer"))
                        + " "
                        + Stream.of(
                                "expected", "files", "records", "records_before", "change_percent")
                            .map(row)
                            .map(cell -> cell.isEmpty() ? "-" : cell)
                            .collect(joining(" "))
                        + " "
                        + row.apply("note").replace(';', ' '))
                    .strip()));
    return String.join(";", rows);
  }

  private static String letter(String insurer) {
    return ImmutableBiMap.copyOf(Observations.INSURERS)
        .inverse()
        .get(insurer.equals("unknown") ? InsurerNumber.UNKNOWN : Integer.parseInt(insurer));
  }

  private static Set<Integer> insurers(String letters) {
    return Splitter.on(' ')
        .omitEmptyStrings()
        .splitToStream(letters)
        .map(Observations.INSURERS::get)
        .collect(Collectors.toSet());
  }

  private ExpectedInsurers list(String letters) throws Exception {
    if (letters.isEmpty()) {
      return ExpectedInsurers.NO_LIST;
    }
    String lines =
        insurers(letters).stream()
            .map(insurer -> InsurerNumber.text(insurer) + ",国保,Health insurance\n")
            .collect(joining());
    return ExpectedInsurers.read(
        Files.writeString(folder.resolve("list.csv"), "insurer,name,name_en\n" + lines));
  }
}
