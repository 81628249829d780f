package jp.totsugo.upload.unpack;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * What is in the frames of a zstd file, to the last byte: the library's own stream takes a frame
 * that ends within its header for the end. A window may have 128 MiB, the library's limit.
 */
final class ZstdFrames extends InputStream {
  private static final int BUFFER = 128 * 1024;

  private final InputStream file;
  private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();
  private final byte[] read = new byte[BUFFER];
  private final ByteBuffer packed = ByteBuffer.allocateDirect(BUFFER).limit(0);
  private final ByteBuffer unpacked = ByteBuffer.allocateDirect(BUFFER).limit(0);
  private boolean betweenFrames = true;

  ZstdFrames(InputStream file) {
    this.file = file;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    while (!unpacked.hasRemaining()) {
      // What filled the buffer may have left more behind.
      boolean wasFull = unpacked.limit() == BUFFER;
      if (!packed.hasRemaining() && (betweenFrames || !wasFull) && !readOn()) {
        return -1;
      }
      unpacked.clear();
      betweenFrames = decompressor.decompressDirectByteBufferStream(unpacked, packed);
      unpacked.flip();
    }
    int taken = Math.min(length, unpacked.remaining());
    unpacked.get(bytes, from, taken);
    return taken;
  }

  private boolean readOn() throws IOException {
    int count = file.read(read);
    if (count < 0) {
      if (!betweenFrames) {
        throw new EOFException();
      }
      return false;
    }
    packed.clear().put(read, 0, count).flip();
    return true;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int count = read(one, 0, 1);
    return count < 0 ? count : one[0] & 0xFF;
  }

  @Override
  public void close() throws IOException {
    decompressor.close();
    file.close();
  }
}
