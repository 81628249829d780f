package jp.totsugo.job;

import com.google.common.hash.HashCode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteStreams;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import jp.totsugo.block.FileCounts;
import jp.totsugo.storage.PathText;
import jp.totsugo.upload.file.FileChangedException;
import jp.totsugo.upload.file.FileStamp;
import jp.totsugo.upload.file.InputFile;
import jp.totsugo.upload.file.LostFileException;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.SourceFile;
import jp.totsugo.upload.plan.UploadPlan;

/**
 * The checksums of what was read, and whether each file is still that: it is summed again if its
 * {@link FileStamp} differs from that at opening, or if SHA-256 is wanted anyway.
 */
final class InputSums {
  /**
   * Of a file as the user gave it.
   *
   * @param sha256 null unless wanted
   */
  record Sums(long bytes, long crc32c, String sha256) {}

  private final UploadPlan plan;
  private final Map<String, SourceFile> sources;
  private final boolean sha256;
  private final Map<Integer, String> sha256s = new HashMap<>();

  /**
   * @param sources by path
   */
  InputSums(UploadPlan plan, Map<String, SourceFile> sources, boolean sha256) {
    this.plan = plan;
    this.sources = sources;
    this.sha256 = sha256;
  }

  /** The sums of a file that was checked. */
  Sums of(UploadFile file, FileCounts counts) {
    return new Sums(
        sources.get(file.source()).stamp().bytes(),
        checksum(file, counts),
        sha256s.get(file.index()));
  }

  /**
   * Checks a file of which everything has been read.
   *
   * @throws LostFileException if it is not any more what was read
   */
  void check(UploadFile file, FileCounts counts) throws IOException {
    SourceFile source = sources.get(file.source());
    try {
      Path path = PathText.path(file.source());
      if (sha256 || !FileStamp.of(path).equals(source.stamp())) {
        HashCode both = hash(path, Hashing.concatenating(Hashing.crc32c(), Hashing.sha256()));
        boolean same = Integer.toUnsignedLong(both.asInt()) == checksum(file, counts);
        if (!same || !source.opensAs(file)) {
          throw new FileChangedException(file.name());
        }
        if (sha256) {
          sha256s.put(
              file.index(),
              BaseEncoding.base16().lowerCase().encode(both.asBytes(), Integer.BYTES, 32));
        }
      }
    } catch (IOException e) {
      throw LostFileException.of(file, e);
    }
  }

  /** Whether a file is what it was when it was opened, and can be read to its end from here. */
  boolean isAsOpened(UploadFile file) throws IOException {
    SourceFile source = sources.get(file.source());
    try {
      Path path = PathText.path(file.source());
      long checksum = Integer.toUnsignedLong(hash(path, Hashing.crc32c()).asInt());
      return FileStamp.of(path).equals(source.stamp())
          && (source.packedChecksum() == null || source.packedChecksum() == checksum)
          && source.opensAs(file);
    } catch (IOException e) {
      if (InputFile.saysNothingOfTheFile(e)) {
        throw e;
      }
      return false;
    }
  }

  private static HashCode hash(Path path, HashFunction function) throws IOException {
    try (InputStream in = InputFile.stream(path);
        HashingInputStream hashing = new HashingInputStream(function, in)) {
      ByteStreams.exhaust(hashing);
      return hashing.hash();
    }
  }

  private long checksum(UploadFile file, FileCounts counts) {
    SourceFile source = sources.get(file.source());
    if (source.packedChecksum() != null) {
      return source.packedChecksum();
    }
    return counts.checksum(plan.slices(file));
  }
}
