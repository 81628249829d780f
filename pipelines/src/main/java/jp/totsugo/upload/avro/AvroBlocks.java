package jp.totsugo.upload.avro;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.zip.CRC32;
import jp.totsugo.upload.container.BatchSource;
import jp.totsugo.upload.container.BlockBytes;
import jp.totsugo.upload.container.BlockCodec;
import jp.totsugo.upload.container.BlockInput;
import jp.totsugo.upload.container.DamagedBlockException;
import jp.totsugo.upload.container.RecordBatch;
import jp.totsugo.upload.file.FileChangedException;
import jp.totsugo.upload.file.InputFile;
import jp.totsugo.upload.file.UploadFile;

/** Reads the blocks of an Avro file, one batch each. */
final class AvroBlocks implements BatchSource {
  /** The most records that a block may have. */
  static final int MOST_RECORDS = 1 << 18;

  static final int SYNC_BYTES = 16;

  /** Of the two numbers before each block. */
  static final int LONGEST_BLOCK_HEADER = 20;

  private static final int SNAPPY_CHECKSUM = Integer.BYTES;

  private final UploadFile file;
  private final AvroForm form;
  private final AvroField[] fields;
  private final FileChannel channel;
  private final BlockInput in = new BlockInput();
  private final BlockBytes unpacked = new BlockBytes();
  private byte[] packed = new byte[64 * 1024];
  private long offset;
  private long next;
  private long end;
  private int records;
  private int dataFrom;
  private int dataBytes;

  AvroBlocks(UploadFile file, AvroForm form) throws IOException {
    this.file = file;
    this.form = form;
    fields = form.fields(file);
    channel = InputFile.open(file.file());
  }

  /** Goes to the block at {@code from}; there are no more at {@code to}. */
  void seek(long from, long to) {
    next = from;
    end = to;
  }

  /** Goes to the next block; false if there is none. */
  boolean nextBlock() throws IOException {
    if (next >= end) {
      return false;
    }
    offset = next;
    int length = (int) Math.min(LONGEST_BLOCK_HEADER, file.bytes() - offset);
    read(offset, length);
    try {
      in.of(packed, 0, length);
      records = (int) in.readZigzag();
      dataBytes = (int) in.readZigzag();
      dataFrom = in.position();
    } catch (DamagedBlockException e) {
      throw new FileChangedException(file.name());
    }
    next = offset + dataFrom + dataBytes + SYNC_BYTES;
    if (records < 0
        || records > MOST_RECORDS
        || dataBytes < 0
        || dataBytes > BlockCodec.LONGEST_BLOCK
        || next > file.bytes()) {
      throw new FileChangedException(file.name());
    }
    return true;
  }

  /** The records in the block. */
  int records() {
    return records;
  }

  /** Fills a batch with the records of the block. */
  void decode(RecordBatch batch) throws IOException {
    int length = dataFrom + dataBytes + SYNC_BYTES;
    read(offset, length);
    if (!Arrays.equals(packed, length - SYNC_BYTES, length, form.sync(), 0, form.sync().length)) {
      throw new FileChangedException(file.name());
    }
    try {
      unpack();
      // Each field takes a byte at least.
      if ((long) records * batch.fields() > in.remaining()) {
        throw new DamagedBlockException();
      }
      batch.begin(records, 0);
      for (int row = 0; row < records; row++) {
        int field = 0;
        for (AvroField one : fields) {
          if (one.isIgnored()) {
            one.skip(in);
          } else {
            one.read(in, batch, row, field++);
          }
        }
      }
      if (in.remaining() != 0) {
        throw new DamagedBlockException();
      }
    } catch (DamagedBlockException e) {
      batch.beginDamaged(records);
    }
  }

  private void unpack() throws DamagedBlockException {
    if (form.codec() == BlockCodec.NONE) {
      in.of(packed, dataFrom, dataFrom + dataBytes);
      return;
    }
    boolean isSnappy = form.codec() == BlockCodec.SNAPPY;
    int length = isSnappy ? dataBytes - SNAPPY_CHECKSUM : dataBytes;
    if (length < 0) {
      throw new DamagedBlockException();
    }
    form.codec().unpack(packed, dataFrom, length, unpacked, BlockCodec.LONGEST_BLOCK);
    if (isSnappy) {
      CRC32 checksum = new CRC32();
      checksum.update(unpacked.array(), 0, unpacked.length());
      if ((int) checksum.getValue() != ByteBuffer.wrap(packed, dataFrom + length, 4).getInt()) {
        throw new DamagedBlockException();
      }
    }
    in.of(unpacked.array(), 0, unpacked.length());
  }

  @Override
  public boolean next(RecordBatch batch) throws IOException {
    if (!nextBlock()) {
      return false;
    }
    decode(batch);
    return true;
  }

  private void read(long from, int length) throws IOException {
    if (packed.length < length) {
      packed = new byte[Math.max(length, 2 * packed.length)];
    }
    file.read(channel, ByteBuffer.wrap(packed, 0, length), from);
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
