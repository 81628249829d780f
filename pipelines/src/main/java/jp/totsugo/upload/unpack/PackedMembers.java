package jp.totsugo.upload.unpack;

import java.io.IOException;
import java.io.InputStream;

/**
 * What is in the members of a packed file that was put together, one behind the other. Zeros behind
 * the last are padding, as of a tape or a device, and the tools of gzip and bzip2 pass over them
 * too; anything else there is damage.
 */
final class PackedMembers extends InputStream {
  /** Reads one member, and leaves the stream behind its last byte. */
  interface Reader {
    InputStream open(InputStream packed) throws IOException;
  }

  private static final int CHUNK = 8192;

  private final PackedBytes packed;
  private final Reader reader;
  private InputStream member;

  PackedMembers(PackedBytes packed, Reader reader) throws IOException {
    this.packed = packed;
    this.reader = reader;
    member = reader.open(packed);
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int read = member.read(bytes, from, length);
    while (read < 0 && hasNext()) {
      member = reader.open(packed);
      read = member.read(bytes, from, length);
    }
    return read;
  }

  private boolean hasNext() throws IOException {
    packed.mark(1);
    int first = packed.read();
    if (first == 0) {
      passOverPadding();
      return false;
    }
    packed.reset();
    return first >= 0;
  }

  private void passOverPadding() throws IOException {
    byte[] padding = new byte[CHUNK];
    for (int read = packed.read(padding); read >= 0; read = packed.read(padding)) {
      packed.somethingCameOut();
      for (int i = 0; i < read; i++) {
        if (padding[i] != 0) {
          throw new IOException("something behind the padding");
        }
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? read : one[0] & 0xFF;
  }

  @Override
  public void close() throws IOException {
    member.close();
    packed.close();
  }
}
