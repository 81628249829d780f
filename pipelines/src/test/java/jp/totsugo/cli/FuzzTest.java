package jp.totsugo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import jp.totsugo.table.JsonFile;
import jp.totsugo.upload.layout.Layout;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Valid uploads of every format, broken at random: whatever comes in, every line is accounted for,
 * no exception escapes, and the engines agree. {@code -Dtotsugo.fuzz.files=N} and {@code
 * -Dtotsugo.fuzz.seed=S} make it longer or another.
 */
class FuzzTest {
  private static final int FILES = Integer.getInteger("totsugo.fuzz.files", 140);
  private static final long SEED = Long.getLong("totsugo.fuzz.seed", 20210331);

  private static final long UNKNOWN = -1;

  /**
   * Pieces that mean something somewhere: in lines, in numbers of lengths, in headers of blocks.
   */
  private static final List<byte[]> PIECES =
      List.of(
          bytes("\n"),
          bytes("\r\n"),
          bytes("\""),
          bytes("\"\""),
          bytes(","),
          bytes(",,,,"),
          new byte[] {0x1A},
          new byte[] {0},
          new byte[] {0, 0, 0, 0},
          new byte[] {-1, -1, -1, -1},
          new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
          new byte[] {-1, -1, -1, -1, 15},
          new byte[] {-1, -1, -1, 127},
          new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
          new byte[] {(byte) 0x81},
          new byte[] {(byte) 0xE3, (byte) 0x81},
          new byte[] {(byte) 0x83, '\n'},
          bytes("x".repeat(70_000)),
          bytes("Obj\u0001"),
          bytes("PAR1"));

  @TempDir Path folder;

  /** A file that is broken again and again. */
  private record Original(String ending, byte[] bytes) {}

  @Test
  void broken_uploads_are_accounted_for_to_the_last_line_and_the_engines_agree() throws Exception {
    Path uploads = Files.createDirectories(folder.resolve("uploads"));
    List<Original> originals = originals();
    Random random = new Random(SEED);
    for (int i = 0; i < FILES; i++) {
      Original original = originals.get(i % originals.size());
      byte[] broken = original.bytes();
      for (int times = 1 + random.nextInt(3); times > 0; times--) {
        broken = broken(broken, random);
      }
      Files.write(uploads.resolve(String.format("%04d%s", i, original.ending())), broken);
    }
    Path inProcess = checked(uploads, "inProcess");
    Path flink = checked(uploads, "flink");
    Path direct = checked(uploads, "direct");
    assertThat(OutputTree.hashes(flink), is(OutputTree.hashes(inProcess)));
    assertThat(OutputTree.hashes(direct), is(OutputTree.hashes(inProcess)));
    assertEverythingIsAccountedFor(uploads, inProcess);
  }

  private List<Original> originals() throws Exception {
    Path sample = Sample.uploads(folder);
    byte[] utf8 = Files.readAllBytes(sample.resolve("06279913_union/part1.csv"));
    byte[] windows31j = Files.readAllBytes(sample.resolve("01139906_kyokai.csv"));
    Path one = Files.createDirectories(folder.resolve("one"));
    Files.write(one.resolve("upload.csv"), utf8);
    List<Original> originals = new ArrayList<>();
    originals.add(new Original(".csv", utf8));
    originals.add(new Original("_2.csv", windows31j));
    originals.add(
        new Original("_3.csv", new String(utf8, UTF_8).replace("\n", "\r\n").getBytes(UTF_8)));
    originals.add(new Original(".csv.gz", gzip(windows31j)));
    for (String codec : List.of("null", "deflate", "snappy", "zstandard")) {
      originals.add(
          new Original(
              "_" + codec + ".avro", rewritten(one, ".avro", ContainerFiles.avro(codec, 600))));
    }
    for (WriterVersion version : WriterVersion.values()) {
      for (CompressionCodecName codec :
          List.of(
              CompressionCodecName.UNCOMPRESSED,
              CompressionCodecName.SNAPPY,
              CompressionCodecName.LZ4_RAW)) {
        originals.add(
            new Original(
                "_" + version + codec + ".parquet",
                rewritten(one, ".parquet", ContainerFiles.parquet(codec, version, 4, 8))));
      }
    }
    return originals;
  }

  private byte[] rewritten(Path uploads, String ending, ContainerFiles.Format format)
      throws Exception {
    Path to = Files.createTempDirectory(folder, "rewritten");
    ContainerFiles.rewrite(uploads, Layout.standard(), to, ending, format);
    return Files.readAllBytes(to.resolve("upload" + ending));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** One thing that goes wrong with files. */
  private static byte[] broken(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, from + random.nextInt(40));
    byte[] piece = PIECES.get(random.nextInt(PIECES.size()));
    return switch (random.nextInt(8)) {
      case 0 -> put(bytes, from, from, piece);
      case 1 -> put(bytes, from, Math.min(bytes.length, from + piece.length), piece);
      case 2 -> put(bytes, from, to, new byte[0]);
      case 3 -> put(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
      case 4 -> random.nextInt(4) == 0 ? Arrays.copyOf(bytes, from) : flipped(bytes, from, random);
      default -> flipped(bytes, from, random);
    };
  }

  private static byte[] put(byte[] bytes, int from, int to, byte[] piece) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(piece);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }

  private static byte[] flipped(byte[] bytes, int at, Random random) {
    byte[] flipped = bytes.clone();
    if (at < flipped.length) {
      flipped[at] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private Path checked(Path uploads, String runner) {
    Path out = folder.resolve("out-" + runner);
    CommandRun run =
        CommandRun.ofJob(
            uploads, out, "--runner", runner, "--parallelism", "2", "--", "--sliceBytes=1500");
    assertThat(run.err(), run.exitCode(), is(in(Set.of(0, 3))));
    return out;
  }

  private static void assertEverythingIsAccountedFor(Path uploads, Path out) throws IOException {
    JsonNode reconciliation = JsonFile.MAPPER.readTree(out.resolve("reconciliation.json").toFile());
    assertThat(reconciliation.get("balanced").asBoolean(), is(true));
    Set<String> found = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    long unreadable = 0;
    for (JsonNode file : reconciliation.get("files")) {
      String name = file.get("file").asText();
      found.add(name);
      unreadable += file.get("unreadable").asLong();
      long lines =
          name.endsWith(".csv")
              ? lines(uploads.resolve(name))
              : name.endsWith(".gz") ? UNKNOWN : ContainerFiles.records(uploads.resolve(name));
      if (lines != UNKNOWN && lines != file.get("lines").asLong()) {
        wrong.add(name + ": " + file.get("lines") + " instead of " + lines);
      }
    }
    assertThat(wrong, is(empty()));
    assertThat(found.size(), is(greaterThan(FILES / 4)));
    for (var row : CsvTable.rows(out.resolve("rejected_files.csv"))) {
      found.add(row.get("file"));
    }
    List<String> given = new ArrayList<>();
    for (Path upload : OutputTree.files(uploads)) {
      given.add(upload.getFileName().toString());
    }
    assertThat(given, everyItem(is(in(found))));
    assertThat((long) CsvTable.rows(out.resolve("unreadable.csv")).size(), is(unreadable));
  }

  /** Counted apart from the program: line feeds, and what stands behind the last. */
  private static long lines(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length > 0 && bytes[bytes.length - 1] == 0x1A ? bytes.length - 1 : bytes.length;
    int from = end > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB ? 3 : 0;
    long lines = 0;
    for (int i = from; i < end; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    return end > from && bytes[end - 1] != '\n' ? lines + 1 : lines;
  }
}
