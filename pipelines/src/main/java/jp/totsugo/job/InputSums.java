package jp.totsugo.job;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import jp.totsugo.block.FileCounts;
import jp.totsugo.upload.Checksum;
import jp.totsugo.upload.FileChangedException;
import jp.totsugo.upload.FileStamp;
import jp.totsugo.upload.LostFileException;
import jp.totsugo.upload.Slice;
import jp.totsugo.upload.SourceFile;
import jp.totsugo.upload.UploadFile;
import jp.totsugo.upload.UploadPlan;

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
  private final Map<Integer, Sums> sums = new HashMap<>();

  /**
   * @param sources by path
   */
  InputSums(UploadPlan plan, Map<String, SourceFile> sources, boolean sha256) {
    this.plan = plan;
    this.sources = sources;
    this.sha256 = sha256;
  }

  /** The sums of a file that was added. */
  Sums of(UploadFile file) {
    return sums.get(file.index());
  }

  /**
   * Adds a file of which everything has been read.
   *
   * @throws LostFileException if it is not any more what was read
   */
  void add(UploadFile file, FileCounts counts) throws LostFileException {
    SourceFile source = sources.get(file.source());
    long read = source.packedChecksum() == null ? combined(file, counts) : source.packedChecksum();
    try {
      Path path = Path.of(file.source());
      String sha = null;
      if (sha256 || !FileStamp.of(path).equals(source.stamp())) {
        HashCode both =
            MoreFiles.asByteSource(path)
                .hash(Hashing.concatenating(Hashing.crc32c(), Hashing.sha256()));
        if (Integer.toUnsignedLong(both.asInt()) != read || !source.opensAs(file)) {
          throw new FileChangedException(file.name());
        }
        sha = BaseEncoding.base16().lowerCase().encode(both.asBytes(), Integer.BYTES, 32);
      }
      sums.put(file.index(), new Sums(source.stamp().bytes(), read, sha256 ? sha : null));
    } catch (IOException e) {
      throw LostFileException.of(file, e);
    }
  }

  private long combined(UploadFile file, FileCounts counts) {
    long checksum = 0;
    for (Slice slice : plan.slices(file)) {
      checksum =
          Checksum.combine(
              checksum,
              counts.slices().get(slice.number()).checksum(),
              slice.end() - slice.start());
    }
    return checksum;
  }
}
