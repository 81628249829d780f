package jp.totsugo.upload.container;

/** Reads numbers and runs of bytes from a block, never beyond its end. */
public final class BlockInput {
  private byte[] bytes;
  private int position;
  private int end;

  public BlockInput of(byte[] block, int from, int to) {
    bytes = block;
    position = from;
    end = to;
    return this;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int position() {
    return position;
  }

  public int remaining() {
    return end - position;
  }

  /** Passes over bytes, and returns where the first of them is in {@link #bytes}. */
  public int skip(long length) throws DamagedBlockException {
    if (length < 0 || length > end - position) {
      throw new DamagedBlockException();
    }
    int from = position;
    position += (int) length;
    return from;
  }

  public int readByte() throws DamagedBlockException {
    return bytes[skip(1)] & 0xFF;
  }

  /** Four bytes, the lowest first. */
  public int readInt() throws DamagedBlockException {
    int at = skip(Integer.BYTES);
    return bytes[at] & 0xFF
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | bytes[at + 3] << 24;
  }

  /** Eight bytes, the lowest first. */
  public long readLong() throws DamagedBlockException {
    return readInt() & 0xFFFFFFFFL | (long) readInt() << 32;
  }

  /** Seven bits a byte, the lowest first. */
  public long readVarint() throws DamagedBlockException {
    if (position < end && bytes[position] >= 0) {
      return bytes[position++];
    }
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (position == end) {
        throw new DamagedBlockException();
      }
      byte b = bytes[position++];
      value |= (b & 0x7FL) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new DamagedBlockException();
  }

  /** A {@link #readVarint} whose lowest bit is the sign: an int or a long of Avro. */
  public long readZigzag() throws DamagedBlockException {
    long value = readVarint();
    return value >>> 1 ^ -(value & 1);
  }
}
