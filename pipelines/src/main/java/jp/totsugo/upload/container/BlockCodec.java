package jp.totsugo.upload.container;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.xerial.snappy.Snappy;

/** How blocks of Avro files and pages of Parquet files are compressed. */
public enum BlockCodec {
  NONE,
  DEFLATE,
  GZIP,
  SNAPPY,
  ZSTANDARD,
  LZ4_RAW;

  /** The longest block or page, in bytes, before and after unpacking. */
  public static final int LONGEST_BLOCK = 32 << 20;

  /**
   * Unpacks {@code packed[from, from + length)}.
   *
   * @param limit the most bytes that may come out; more is damage, or meant to do some
   */
  public void unpack(byte[] packed, int from, int length, BlockBytes out, int limit)
      throws DamagedBlockException {
    try {
      switch (this) {
        case NONE -> copy(packed, from, length, out, limit);
        case SNAPPY -> unpackSnappy(packed, from, length, out, limit);
        case LZ4_RAW ->
            out.setLength(
                new Lz4Decompressor().decompress(packed, from, length, out.clear(limit), 0, limit));
        case ZSTANDARD -> unpackZstandard(packed, from, length, out, limit);
        default -> unpackStream(packed, from, length, out, limit);
      }
    } catch (IOException | RuntimeException e) {
      throw new DamagedBlockException();
    }
  }

  private static void copy(byte[] packed, int from, int length, BlockBytes out, int limit)
      throws DamagedBlockException {
    if (length > limit) {
      throw new DamagedBlockException();
    }
    System.arraycopy(packed, from, out.clear(length), 0, length);
    out.setLength(length);
  }

  private static void unpackSnappy(byte[] packed, int from, int length, BlockBytes out, int limit)
      throws IOException, DamagedBlockException {
    int size = Snappy.uncompressedLength(packed, from, length);
    if (size < 0 || size > limit) {
      throw new DamagedBlockException();
    }
    out.setLength(Snappy.uncompress(packed, from, length, out.clear(size), 0));
  }

  /** A frame need not say how much it holds: then the room grows until it is enough. */
  private static void unpackZstandard(
      byte[] packed, int from, int length, BlockBytes out, int limit) {
    int room = Math.min(limit, Math.max(out.array().length, 4 * length));
    while (true) {
      byte[] bytes = out.clear(room);
      int most = Math.min(bytes.length, limit);
      try {
        out.setLength((int) Zstd.decompressByteArray(bytes, 0, most, packed, from, length));
        return;
      } catch (ZstdException e) {
        if (e.getErrorCode() != Zstd.errDstSizeTooSmall() || most == limit) {
          throw e;
        }
      }
      room = (int) Math.min(limit, 2L * most);
    }
  }

  private void unpackStream(byte[] packed, int from, int length, BlockBytes out, int limit)
      throws IOException, DamagedBlockException {
    InputStream raw = new ByteArrayInputStream(packed, from, length);
    Inflater inflater = new Inflater(true);
    try (InputStream in = unpacking(raw, inflater)) {
      byte[] bytes = out.clear(Math.min(limit, 4 * length));
      int size = 0;
      for (int read = in.read(bytes, 0, bytes.length); read >= 0; ) {
        size += read;
        if (size == bytes.length) {
          bytes = out.grow((int) Math.min(limit + 1L, 2L * size + 1));
        }
        if (size > limit) {
          throw new DamagedBlockException();
        }
        read = in.read(bytes, size, bytes.length - size);
      }
      out.setLength(size);
    } finally {
      inflater.end();
    }
  }

  private InputStream unpacking(InputStream raw, Inflater inflater) throws IOException {
    return switch (this) {
      case DEFLATE -> new InflaterInputStream(raw, inflater, 64 * 1024);
      case GZIP -> new GZIPInputStream(raw, 64 * 1024);
      default -> throw new IllegalStateException(name());
    };
  }
}
