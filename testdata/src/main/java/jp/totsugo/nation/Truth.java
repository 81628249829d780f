package jp.totsugo.nation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.totsugo.schema.ExpectedFinding;
import jp.totsugo.schema.PlantedError;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Writes what was planted: {@code planted.avro} with everything, {@code planted.csv} and {@code
 * expected.csv} for people.
 */
final class Truth implements AutoCloseable {
  /** Avro's own would be random, and equal truths would differ. */
  private static final byte[] SYNC = "totsugo-truth-01".getBytes(StandardCharsets.US_ASCII);

  private final DataFileWriter<PlantedError> avro;
  private final BufferedWriter planted;
  private final BufferedWriter expected;
  private final Map<String, Long> counts = new TreeMap<>();

  Truth(Path folder) throws IOException {
    Files.createDirectories(folder);
    OutputStream out = Files.newOutputStream(folder.resolve("planted.avro"));
    avro =
        new DataFileWriter<>(new SpecificDatumWriter<>(PlantedError.class))
            .create(PlantedError.getClassSchema(), out, SYNC);
    planted = Files.newBufferedWriter(folder.resolve("planted.csv"));
    expected = Files.newBufferedWriter(folder.resolve("expected.csv"));
    planted.write("\uFEFFid,kind,nature,status,file,line,field,change\r\n");
    expected.write("\uFEFFplanted,file,line,rule,field,cause,register\r\n");
  }

  void add(List<PlantedError> all) throws IOException {
    for (PlantedError each : all) {
      avro.append(each);
      counts.merge(each.getKind(), 1L, Long::sum);
      line(
          planted,
          each.getId(),
          each.getKind(),
          each.getNature(),
          each.getStatus(),
          each.getFile(),
          each.getLine(),
          each.getField(),
          quoted(each.getChange()));
      for (ExpectedFinding finding : each.getExpected()) {
        line(
            expected,
            each.getId(),
            finding.getFile(),
            finding.getLine(),
            finding.getRule(),
            finding.getField(),
            finding.getCause(),
            finding.getRegister());
      }
    }
  }

  /** How often each kind was planted so far. */
  Map<String, Long> counts() {
    return counts;
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static void line(BufferedWriter to, Object... cells) throws IOException {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        to.write(',');
      }
      to.write(cells[i].toString());
    }
    to.write("\r\n");
  }

  @Override
  public void close() {
    try (avro;
        planted;
        expected) {
      avro.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
