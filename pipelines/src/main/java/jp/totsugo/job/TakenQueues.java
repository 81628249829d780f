package jp.totsugo.job;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.totsugo.block.QueueFile;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.block.WrittenQueue;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.rule.Rule;
import jp.totsugo.words.Saying;

/**
 * The queues that workers told through the engine, and no others, taken among the outputs. Every
 * file is read back first: it must be what its writer says.
 */
final class TakenQueues {
  private final List<Saying> differences = new ArrayList<>();
  private final Map<Path, String> sha256 = new TreeMap<>();
  private long told;
  private long readBack;
  private long rows;

  private TakenQueues() {}

  /** None. */
  static TakenQueues none() {
    return new TakenQueues();
  }

  /** Takes those that a tally names; where there is no finding, there is no folder of queues. */
  static TakenQueues take(Tally tally, WorkFolder work, Path outputs) throws IOException {
    TakenQueues taken = new TakenQueues();
    Path corrections = outputs.resolve("corrections");
    if (!tally.queues().isEmpty()) {
      Files.createDirectory(corrections);
    }
    try {
      tally.queues().entrySet().parallelStream()
          .map(queue -> read(queue.getKey(), queue.getValue(), work, corrections))
          .forEachOrdered(taken::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    taken.expectRows(Stream.of(Rule.values()).mapToLong(tally::queued).sum());
    return taken;
  }

  private void expectRows(long queued) {
    if (differences.isEmpty() && rows != queued) {
      differences.add(Saying.of("counts.instead", Saying.of("counts.queueRows"), rows, queued));
    }
  }

  /**
   * One queue.
   *
   * @param sha256 of its files
   */
  private record Read(long rows, Map<Path, String> sha256, List<Saying> differences) {
    Read(Saying difference) {
      this(0, Map.of(), List.of(difference));
    }
  }

  private void add(Read queue) {
    told++;
    readBack += queue.differences.isEmpty() ? 1 : 0;
    rows += queue.rows;
    sha256.putAll(queue.sha256);
    differences.addAll(queue.differences);
  }

  private static Read read(
      int insurer, List<WrittenQueue> written, WorkFolder work, Path corrections) {
    String name = InsurerNumber.text(insurer);
    if (written.size() != 1) {
      return new Read(Saying.of("counts.queueTwice", name, written.size()));
    }
    WrittenQueue queue = written.get(0);
    Path folder = work.queue(insurer, queue.number());
    try {
      Set<String> told =
          queue.files().stream()
              .map(QueueFile::name)
              .collect(Collectors.toCollection(TreeSet::new));
      if (!namesIn(folder).equals(told)) {
        return new Read(Saying.of("counts.queueFiles", name));
      }
      Path target = corrections.resolve(name);
      Map<Path, String> sha256 = new TreeMap<>();
      for (QueueFile file : queue.files()) {
        HashCode both = hash(folder.resolve(file.name()));
        if (Files.size(folder.resolve(file.name())) != file.bytes()
            || Integer.toUnsignedLong(both.asInt()) != file.checksum()) {
          return new Read(Saying.of("counts.queueFile", name, file.name()));
        }
        sha256.put(
            target.resolve(file.name()),
            BaseEncoding.base16().lowerCase().encode(both.asBytes(), Integer.BYTES, 32));
      }
      Files.move(folder, target);
      return new Read(queue.files().get(0).rows(), sha256, List.of());
    } catch (NoSuchFileException e) {
      return new Read(Saying.of("counts.queueFiles", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** CRC-32C, and SHA-256 behind it. */
  private static HashCode hash(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        HashingInputStream hashing =
            new HashingInputStream(Hashing.concatenating(Hashing.crc32c(), Hashing.sha256()), in)) {
      ByteStreams.exhaust(hashing);
      return hashing.hash();
    }
  }

  /** What workers told and is not so, one sentence a queue. */
  List<Saying> differences() {
    return differences;
  }

  /** Queues that workers told of. */
  long told() {
    return told;
  }

  /** Those of them that were read back. */
  long readBack() {
    return readBack;
  }

  /** SHA-256 of a file that was read back; null of any other. */
  String sha256(Path file) {
    return sha256.get(file);
  }
}
