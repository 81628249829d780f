package jp.totsugo.upload.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import jp.totsugo.bench.Uploads;
import jp.totsugo.record.Column;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.Findings;
import jp.totsugo.rule.RuleSet;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.RuleSettingsFile;
import jp.totsugo.upload.decode.DecodedLine;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All record rules on clean records, on one core. One operation is one record. It lives in this
 * package because it measures the parser, which is no one else's business.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseParallelGC")
public class RecordLoop {
  private static final long RECORDS = 300_000;
  private static final String INSURER = "01130012";

  private Path folder;
  private Findings findings;
  private RuleSettings settings;
  private RuleSet rules;
  private UploadFile file;

  private byte[] text;
  private int[] lines;
  private int next;
  private RecordView lineRecord;
  private LineParser parser;

  private RecordView readerRecord;
  private RecordReader reader;

  /** Makes the uploads and takes that of one insurer. */
  @Setup
  public void open() throws IOException, InterruptedException, ExecutionException {
    folder = Files.createTempDirectory("record-loop");
    Uploads.write(RECORDS, 0, 1, 1, folder, false);
    Path upload = folder.resolve(INSURER + "_upload.csv");
    text = Files.readAllBytes(upload);
    lines = IntStream.range(0, text.length).filter(i -> text[i] == '\n').map(i -> i + 1).toArray();
    String header = new String(text, 0, lines[0] - 1, UTF_8);
    int[] columns =
        Splitter.on(',')
            .splitToStream(header)
            .mapToInt(name -> Column.ofHeader(name).ordinal())
            .toArray();
    String path = upload.toString();
    CsvForm form = new CsvForm(text.length, Encoding.UTF_8, false, 0);
    file =
        new UploadFile(
            0, INSURER, path, path, text.length, columns, InsurerNumber.parse(INSURER), form);
    settings = RuleSettingsFile.defaults(LocalDate.of(2026, 4, 1));
    lineRecord = settings.newRecordView();
    readerRecord = settings.newRecordView();
    rules = new RuleSet(settings, file.presentColumns());
    findings = new Findings();
    parser =
        new LineParser(
            file,
            form,
            lineRecord,
            DecodedLine.forLinesOf(file, form.lines().conversions().room()));
    reader = newReader();
  }

  /** Decodes a line in memory, splits it into fields and checks them. */
  @Benchmark
  public int inMemory() {
    if (parser.parse(text, lines[next], lines[next + 1] - 1) != RecordReader.Line.RECORD) {
      throw new IllegalStateException("a generated line is unreadable");
    }
    next++;
    if (next == lines.length - 1) {
      next = 0;
    }
    return check(lineRecord);
  }

  /**
   * The same behind the reader of slices: with reading from the file, its checksum, and a reader
   * anew at its end.
   */
  @Benchmark
  public int fromFile() throws IOException {
    RecordReader.Line line = reader.next();
    while (line != RecordReader.Line.RECORD) {
      if (line == null) {
        reader.close();
        reader = newReader();
      }
      line = reader.next();
    }
    return check(readerRecord);
  }

  private int check(RecordView record) {
    rules.check(record, findings);
    if (findings.count() > 0) {
      throw new IllegalStateException("a clean record has a finding");
    }
    return findings.count();
  }

  private RecordReader newReader() throws IOException {
    return RecordReader.open(file, new Slice(0, 0, 0, file.bytes()), readerRecord);
  }

  @TearDown
  public void close() throws IOException {
    reader.close();
    MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
  }
}
