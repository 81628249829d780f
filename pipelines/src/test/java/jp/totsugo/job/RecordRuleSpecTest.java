package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jp.totsugo.SpecTables;
import jp.totsugo.record.Column;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.Findings;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSet;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.text.CsvForm;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rule that one record decides answers as its spec table says. */
class RecordRuleSpecTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 4, 1);

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicContainer> a_record_rule_answers_as_its_spec_table_says() {
    return Arrays.stream(Rule.values())
        .filter(rule -> rule.scope() == Rule.Scope.RECORD)
        .map(
            rule ->
                DynamicContainer.dynamicContainer(
                    rule.name(),
                    SpecTables.rows("spec/rules/" + rule + ".csv").stream()
                        .map(
                            row ->
                                DynamicTest.dynamicTest(
                                    row.get("case") + " [" + row.get("values") + "]",
                                    () ->
                                        assertThat(
                                            findingsOf(rule, row), is(row.get("expected")))))));
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void a_spec_table_has_records_that_pass_and_some_for_every_cause(Rule rule) {
    assumeTrue(rule.scope() != Rule.Scope.REGISTER, "the register sample has its cases");
    assumeTrue(rule.scope() != Rule.Scope.EARLIER, "spec/earlier has its cases");
    Set<String> expected = new TreeSet<>();
    for (Map<String, String> row : SpecTables.rows("spec/rules/" + rule + ".csv")) {
      for (String finding : row.get("expected").split(";", -1)) {
        expected.add(
            finding.equals("none")
                ? "none"
                : finding.contains(":") && !finding.startsWith("flagged")
                    ? finding.substring(finding.indexOf(':') + 1)
                    : "fails");
      }
    }
    Set<String> all = new TreeSet<>(rule.causes().isEmpty() ? Set.of("fails") : rule.causes());
    all.add("none");
    assertThat(expected, is(all));
  }

  private String findingsOf(Rule rule, Map<String, String> row) throws IOException {
    Map<String, String> record = SpecTables.baseRecord();
    record.put("uploader", record.get("InsurerNumber"));
    SpecTables.apply(row.get("values"), record);
    String uploader = record.remove("uploader");
    LocalDate asOf = row.get("as_of").isEmpty() ? AS_OF : LocalDate.parse(row.get("as_of"));
    RuleSettings settings = RuleSettingsFile.defaults(asOf);

    Path path = folder.resolve("upload.csv");
    Files.writeString(path, SpecTables.line(record.keySet()) + SpecTables.line(record.values()));
    UploadFile file =
        new UploadFile(
            0,
            "upload.csv",
            path.toString(),
            path.toString(),
            Files.size(path),
            record.keySet().stream().mapToInt(h -> Column.ofHeader(h).ordinal()).toArray(),
            uploader.isEmpty() ? InsurerNumber.UNKNOWN : InsurerNumber.parse(uploader),
            new CsvForm(Files.size(path), Encoding.UTF_8, false, 0));
    RecordView view = settings.newRecordView();
    Findings findings = new Findings();
    try (RecordReader reader = RecordReader.open(file, new Slice(0, 0, 0, file.bytes()), view)) {
      reader.next();
      assertThat(reader.next(), is(RecordReader.Line.RECORD));
      new RuleSet(settings, file.presentColumns()).check(view, findings);
    }
    return text(rule, findings);
  }

  private static String text(Rule rule, Findings findings) {
    List<Integer> own = new ArrayList<>();
    for (int i = 0; i < findings.count(); i++) {
      if (findings.rule(i) == rule) {
        own.add(i);
      }
    }
    own.sort(java.util.Comparator.comparing(findings::field));
    List<String> texts = new ArrayList<>();
    for (int i : own) {
      String cause = rule.causeName(findings.cause(i));
      texts.add(findings.field(i).header() + (cause.isEmpty() ? "" : ":" + cause));
    }
    return texts.isEmpty() ? "none" : String.join(";", texts);
  }
}
