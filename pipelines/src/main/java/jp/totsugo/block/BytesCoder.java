package jp.totsugo.block;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.util.VarInt;

/** Writes a block as its length and its bytes. */
public abstract class BytesCoder<T> extends AtomicCoder<T> {
  private static final long serialVersionUID = 1L;

  protected abstract T of(byte[] bytes);

  protected abstract byte[] bytes(T block);

  @Override
  public void encode(T block, OutputStream out) throws IOException {
    byte[] bytes = bytes(block);
    VarInt.encode(bytes.length, out);
    out.write(bytes);
  }

  @Override
  public T decode(InputStream in) throws IOException {
    byte[] bytes = new byte[VarInt.decodeInt(in)];
    int at = 0;
    while (at < bytes.length) {
      int read = in.read(bytes, at, bytes.length - at);
      if (read < 0) {
        throw new EOFException("a block ends early");
      }
      at += read;
    }
    return of(bytes);
  }

  @Override
  public Object structuralValue(T block) {
    return ByteBuffer.wrap(bytes(block));
  }
}
