package jp.totsugo.upload.unpack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/** The bytes of a packed file on the way to what unpacks them, with their checksum. */
final class PackedBytes extends BufferedInputStream {
  /**
   * More than this is no part of a stream without anything coming out: a name in a header, say,
   * that is to fill the memory. (A block of bzip2 has 900 kB.)
   */
  private static final long MOST_IN_VAIN = 2L << 20;

  private final Source source;

  PackedBytes(InputStream file, int buffer) {
    this(new Source(file), buffer);
  }

  private PackedBytes(Source source, int buffer) {
    super(source, buffer);
    this.source = source;
  }

  /** To be called now and then, when something has been unpacked. */
  void somethingCameOut() {
    source.inVain = 0;
  }

  /** Goes on to the end of the file, for the checksum. */
  Void readToEnd() throws IOException {
    byte[] rest = new byte[buf.length];
    while (read(rest) >= 0) {
      somethingCameOut();
    }
    return null;
  }

  /** Bytes that were read so far. */
  long count() {
    return source.count;
  }

  /** CRC-32C of these. */
  long checksum() {
    return source.getChecksum().getValue();
  }

  /** Whether the file itself could not be read, rather than unpacked. */
  boolean hasFailed() {
    return source.failed;
  }

  private static final class Source extends CheckedInputStream {
    private long count;
    private long inVain;
    private boolean failed;

    Source(InputStream file) {
      super(file, new CRC32C());
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read;
      try {
        read = super.read(bytes, from, length);
      } catch (IOException e) {
        failed = true;
        throw e;
      }
      count += Math.max(read, 0);
      inVain += Math.max(read, 0);
      if (inVain > MOST_IN_VAIN) {
        throw new IOException("nothing comes out of it");
      }
      return read;
    }
  }
}
