package jp.totsugo.job;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.upload.file.UploadFile;

/**
 * The id of a run's results, made of all that they are made of: the same input has the same id,
 * wherever and as often as it is run.
 */
final class RunId {
  private final Hasher hasher = Hashing.sha256().newHasher();

  private RunId() {}

  static String of(
      RunOptions options,
      PlanCheck.Checked checked,
      List<RejectedFile> rejected,
      PreviousResults previous)
      throws IOException {
    RunId id = new RunId();
    id.add(Version.TOTSUGO);
    id.add(options.asOf().toString());
    id.add(options.settings().fingerprint());
    id.add(options.settings().life().toString());
    for (UploadFile file : checked.plan().files()) {
      id.add(file, checked.sums().of(file, checked.tally().file(file.index())));
    }
    for (UploadFile file : checked.plan().registerFiles()) {
      id.add("register");
      id.add(file, checked.sums().of(file, checked.tally().referenceFile(file.index())));
    }
    for (UploadFile file : checked.plan().earlierFiles()) {
      id.add("earlier");
      id.add(file, checked.sums().of(file, checked.tally().referenceFile(file.index())));
    }
    rejected.forEach(file -> id.add(file.name() + " " + file.cause()));
    id.add(previous.isPresent() ? previous.runId() : "");
    id.addContent(options.past().answers());
    id.addContent(options.past().insurers());
    ByteBuffer hash = ByteBuffer.wrap(id.hasher.hash().asBytes());
    return new UUID(hash.getLong(), hash.getLong()).toString();
  }

  private void add(String text) {
    hasher.putInt(text.length()).putString(text, StandardCharsets.UTF_8);
  }

  private void add(UploadFile file, InputSums.Sums sums) {
    add(file.name());
    hasher.putLong(sums.bytes()).putLong(sums.crc32c());
  }

  /** Of a file, or of all files of a folder in the order of their names. */
  private void addContent(Path given) throws IOException {
    if (given == null) {
      add("");
    } else if (Files.isDirectory(given)) {
      try (Stream<Path> files = Files.list(given)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          addContent(file);
        }
      }
    } else {
      add(MoreFiles.asByteSource(given).hash(Hashing.sha256()).toString());
    }
  }
}
