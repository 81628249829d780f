package jp.totsugo.upload.unpack;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import jp.totsugo.upload.file.InputFile;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.words.Saying;
import org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Unpacks files into a folder, whole or not at all, in bounded memory. Serves several threads, of
 * which few are at it at the same time.
 *
 * <p>A bomb is refused while it is unpacked: no upload is larger than {@link #LARGEST}, and none
 * that grows beyond {@link #UNSUSPICIOUS} is more than {@link #MOST_TIMES} times as large as its
 * packed file.
 */
public final class Unpacker {
  /** The largest file that is read, packed or not. */
  public static final long LARGEST = 1L << 40;

  static final long UNSUSPICIOUS = 64L << 20;
  static final int MOST_TIMES = 250;

  /** Each may take 128 MiB beside the heap, for the window of a zstd frame. */
  private static final int MOST_AT_ONCE = 8;

  private static final int BUFFER = 64 * 1024;

  private final Path folder;
  private final Semaphore places =
      new Semaphore(Math.min(MOST_AT_ONCE, Runtime.getRuntime().availableProcessors()));

  /**
   * @param folder readable by its owner alone
   */
  public Unpacker(Path folder) {
    this.folder = folder;
  }

  /**
   * What came out of a file.
   *
   * @param path a file that only its owner can read
   * @param packedChecksum CRC-32C of the packed file
   */
  public record Unpacked(Path path, long packedChecksum) {}

  /**
   * @throws Rejection whatever is wrong with the file
   * @throws IOException if the folder cannot take what comes out
   */
  public Unpacked unpack(Path file, Packing packing) throws Rejection, IOException {
    places.acquireUninterruptibly();
    Path unpacked = Files.createTempFile(folder, "unpacked-", "");
    boolean whole = false;
    try (PackedBytes packed = open(file)) {
      copy(packed, file, packing, unpacked);
      whole = true;
      return new Unpacked(unpacked, packed.checksum());
    } finally {
      if (!whole) {
        Files.deleteIfExists(unpacked);
      }
      places.release();
    }
  }

  private static PackedBytes open(Path file) throws Rejection, IOException {
    try {
      return new PackedBytes(InputFile.stream(file), BUFFER);
    } catch (IOException e) {
      throw Rejection.notReadable(e);
    }
  }

  private static void copy(PackedBytes packed, Path file, Packing packing, Path unpacked)
      throws Rejection, IOException {
    byte[] bytes = new byte[BUFFER];
    long length = 0;
    try (InputStream contents = orRejection(packed, () -> contents(packed, file, packing));
        OutputStream out = Files.newOutputStream(unpacked)) {
      for (int read = 0; read >= 0; read = orRejection(packed, () -> contents.read(bytes))) {
        length += read;
        refuseBomb(length, packed.count());
        out.write(bytes, 0, read);
        packed.somethingCameOut();
      }
      orRejection(packed, packed::readToEnd);
    }
  }

  private static InputStream contents(PackedBytes packed, Path file, Packing packing)
      throws IOException {
    return switch (packing) {
      case NONE -> packed;
      case GZIP -> new PackedMembers(packed, GzipCompressorInputStream::new);
      case BZIP2 -> new PackedMembers(packed, BZip2CompressorInputStream::new);
      case ZSTANDARD -> new ZstdFrames(packed);
      case ZIP -> new ZipMember(packed, file);
    };
  }

  /** The most bytes to which a file of so many may grow, however it holds them. */
  public static long most(long bytes) {
    return Math.max(UNSUSPICIOUS, MOST_TIMES * bytes);
  }

  private static void refuseBomb(long length, long packedLength) throws Rejection {
    if (length > LARGEST) {
      throw new Rejection(Cause.TOO_LARGE, Saying.of("part.unpacked"));
    }
    if (length > most(packedLength)) {
      throw new Rejection(Cause.UNPACKS_TOO_LARGE);
    }
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> T orRejection(PackedBytes packed, Reading<T> reading)
      throws Rejection, IOException {
    try {
      return reading.read();
    } catch (UnsupportedZipFeatureException e) {
      boolean encrypted = e.getFeature() == UnsupportedZipFeatureException.Feature.ENCRYPTION;
      throw new Rejection(
          encrypted ? Cause.ENCRYPTED : Cause.UNSUPPORTED_PACKING, encrypted ? "" : "zip");
    } catch (ZipMember.SeveralException e) {
      throw new Rejection(Cause.SEVERAL_MEMBERS);
    } catch (ZstdException e) {
      throw Zstd.getErrorCode(e.getErrorCode()) == Zstd.errFrameParameterWindowTooLarge()
          ? new Rejection(Cause.UNSUPPORTED_PACKING, Saying.of("part.zstdWindow"))
          : new Rejection(Cause.DAMAGED, "zstd");
    } catch (IOException | RuntimeException e) {
      if (e instanceof IOException failure && InputFile.saysNothingOfTheFile(failure)) {
        throw failure;
      }
      // On some damaged files the libraries fail otherwise than with an IOException.
      throw packed.hasFailed()
          ? new Rejection(Cause.READ_ERROR)
          : new Rejection(Cause.DAMAGED, e.getClass().getSimpleName());
    }
  }
}
