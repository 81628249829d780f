package jp.totsugo.pack.answered;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.totsugo.schema.IssueAnswer;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;

/** Writes {@code answers.avro}: one {@link IssueAnswer} an issue, by insurer and issue. */
final class AnswersFile implements Closeable {
  /** Random by default; equal answers shall have equal bytes. */
  private static final byte[] SYNC = "totsugo answers1".getBytes(StandardCharsets.US_ASCII);

  private final DataFileWriter<IssueAnswer> writer;

  AnswersFile(Path file) throws IOException {
    writer = new DataFileWriter<>(new SpecificDatumWriter<>(IssueAnswer.class));
    writer.setCodec(CodecFactory.snappyCodec());
    writer.create(
        IssueAnswer.getClassSchema(), new BufferedOutputStream(Files.newOutputStream(file)), SYNC);
  }

  void add(AnsweredRow row, String packId) throws IOException {
    writer.append(
        new IssueAnswer(
            row.issueId(), row.kind().name(), row.reason(), row.day(), row.by(), packId));
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
