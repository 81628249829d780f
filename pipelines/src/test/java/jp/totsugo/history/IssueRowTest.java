package jp.totsugo.history;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.schema.Issue;
import jp.totsugo.table.EncodedParquetTable;
import jp.totsugo.table.ParquetRows;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issues on their way through a run are what Avro and Parquet's own writers make of them. */
class IssueRowTest {
  private final IssueRow codec = new IssueRow();

  @Test
  void an_encoded_issue_is_what_avro_encodes() throws IOException {
    for (Issue issue : issues()) {
      assertThat(codec.encode(issue), is(avro(issue)));
    }
  }

  @Test
  void a_decoded_issue_is_the_one_that_was_encoded() {
    for (Issue issue : issues()) {
      byte[] row = codec.encode(issue);
      byte[] within = new byte[row.length + 7];
      System.arraycopy(row, 0, within, 3, row.length);
      assertThat(codec.decode(within, 3, row.length), is(issue));
    }
  }

  @Test
  void the_day_of_closing_is_read_without_the_rest() {
    for (Issue issue : issues()) {
      assertThat(codec.closedOn(codec.encode(issue)), is(issue.getClosedOn()));
    }
  }

  @Test
  void a_table_of_encoded_issues_has_the_rows_of_one_of_issues(@TempDir Path folder)
      throws IOException {
    List<Issue> issues = issues();
    try (EncodedParquetTable table =
        EncodedParquetTable.open(Issue.getClassSchema(), folder.resolve("encoded"))) {
      for (Issue issue : issues) {
        byte[] row = codec.encode(issue);
        table.write(row, 0, row.length);
      }
    }
    List<Issue> read = new ArrayList<>();
    ParquetRows.forEach(folder.resolve("encoded"), Issue.class, row -> read.add(copy(row)));
    assertThat(read, is(equalTo(issues)));
  }

  private static Issue copy(Issue issue) {
    return Issue.newBuilder(issue).build();
  }

  /**
   * Texts that repeat and that do not, of one to three bytes a character; numbers of all lengths.
   */
  private static List<Issue> issues() {
    List<Issue> issues = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      Issue issue = new Issue();
      for (Schema.Field field : Issue.getClassSchema().getFields()) {
        int kind = i * 31 + field.pos();
        switch (field.schema().getType()) {
          case STRING ->
              issue.put(
                  field.pos(),
                  switch (kind % 4) {
                    case 0 -> "";
                    case 1 -> "理由：確認済み" + kind % 3;
                    case 2 -> "é" + kind;
                    default -> field.name();
                  });
          case INT -> issue.put(field.pos(), (kind % 2 == 0 ? 1 : -1) * kind);
          default -> issue.put(field.pos(), (kind % 2 == 0 ? 1 : -1) * (1L << kind % 63));
        }
      }
      issues.add(issue);
    }
    return issues;
  }

  private static byte[] avro(Issue issue) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new SpecificDatumWriter<>(Issue.class).write(issue, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }
}
