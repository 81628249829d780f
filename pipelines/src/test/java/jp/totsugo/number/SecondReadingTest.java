package jp.totsugo.number;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import jp.totsugo.block.FilesLostException;
import jp.totsugo.record.Column;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.upload.file.LostFileException;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.upload.plan.UploadPlanner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where something else stands than the record that was read first, the file has changed. */
class SecondReadingTest {
  private static final String HEADER =
      "InsurerNumber,PersonId,MyNumber,InsuredIdentificationNumber,Birthdate,Sex\n";

  private static final String RECORD = "06132013,p-1,,12,19700101,1\n";

  @TempDir Path folder;
  private Path file;
  private UploadPlan plan;

  @BeforeEach
  void plan() throws IOException {
    file = Files.writeString(folder.resolve("a.csv"), HEADER + RECORD);
    plan = new UploadPlanner(Layout.standard(), folder).plan(Map.of("a.csv", file), 100);
  }

  @Test
  void a_record_is_found_where_it_was() throws IOException {
    try (SecondReading reading = reading(plan)) {
      assertThat(reading.read(locator()).string(Column.PERSON_ID), is("p-1"));
    }
  }

  @Test
  void a_file_that_ends_before_the_record_is_lost() throws IOException {
    Files.writeString(file, HEADER);
    assertLost(Cause.CHANGED);
  }

  @Test
  void a_file_with_no_record_in_its_place_is_lost() throws IOException {
    Files.writeString(file, HEADER + "x".repeat(RECORD.length() - 1) + "\n");
    assertLost(Cause.CHANGED);
  }

  @Test
  void a_file_that_is_gone_is_lost() throws IOException {
    Files.delete(file);
    assertLost(Cause.CHANGED);
  }

  @Test
  void a_file_that_cannot_be_read_is_lost() throws IOException {
    Files.delete(file);
    Files.createDirectory(file);
    assertLost(Cause.READ_ERROR);
  }

  private void assertLost(Cause cause) throws IOException {
    try (SecondReading reading = reading(plan)) {
      FilesLostException lost =
          assertThrows(FilesLostException.class, () -> reading.read(locator()));
      assertThat(lost.files(), is(Map.of(0, cause)));
    }
  }

  @Test
  void a_file_of_the_register_cannot_be_left_out_and_is_not_among_the_lost() throws IOException {
    Files.delete(file);
    try (SecondReading reading = reading(new UploadPlan(List.of(), plan.files(), 100))) {
      assertThrows(LostFileException.class, () -> reading.read(locator()));
    }
  }

  private SecondReading reading(UploadPlan of) {
    return new SecondReading(of, RuleSettingsFile.defaults(LocalDate.of(2026, 4, 1)));
  }

  /** Of the only record of file 0. */
  private static long locator() {
    return HEADER.length();
  }
}
