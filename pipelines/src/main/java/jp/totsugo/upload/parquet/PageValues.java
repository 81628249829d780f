package jp.totsugo.upload.parquet;

import com.google.common.base.Utf8;
import java.util.Arrays;
import jp.totsugo.upload.container.BlockInput;
import jp.totsugo.upload.container.DamagedBlockException;
import jp.totsugo.upload.container.RecordBatch;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Type;

/**
 * The values of a page, in any of the encodings of text and whole numbers, and the dictionary of
 * its column chunk.
 */
final class PageValues {
  private static final int LONGEST_ENTRY = 0xFFFF;
  private static final long TOO_LONG = -1;
  private static final long UNDECODABLE = -2;

  private final ParquetColumn column;
  private final int field;
  private final boolean isText;

  /** Of each entry where its text starts (32 bits), its characters (16) and its bytes (16). */
  private long[] entries = new long[0];

  private BlockInput in;
  private Encoding encoding;
  private final RunLengthReader ids = new RunLengthReader();
  private int[] id = new int[0];
  private long[] numbers;
  private long[] suffixes;
  private int next;
  private byte[] value = new byte[256];
  private int valueLength;

  PageValues(ParquetColumn column, int field) {
    this.column = column;
    this.field = field;
    isText = column.type() == Type.BYTE_ARRAY;
  }

  /** Reads a dictionary of plain values, and lets the batch keep their texts. */
  void readDictionary(BlockInput page, int count, RecordBatch batch) throws DamagedBlockException {
    if (count < 0 || (long) count * Integer.BYTES > page.remaining()) {
      throw new DamagedBlockException();
    }
    entries = new long[count];
    for (int i = 0; i < count; i++) {
      entries[i] = isText ? textEntry(page, batch) : numberEntry(page, batch);
    }
  }

  private static long textEntry(BlockInput page, RecordBatch batch) throws DamagedBlockException {
    int length = page.readInt();
    int from = page.skip(length);
    if (length > LONGEST_ENTRY) {
      return Utf8.isWellFormed(page.bytes(), from, length) ? TOO_LONG : UNDECODABLE;
    }
    int start = batch.textEnd();
    return batch.append(page.bytes(), from, length)
        ? entry(start, batch.textEnd(), length)
        : UNDECODABLE;
  }

  private long numberEntry(BlockInput page, RecordBatch batch) throws DamagedBlockException {
    int start = batch.textEnd();
    batch.appendNumber(column.kind().digits(plainNumber(page)));
    return entry(start, batch.textEnd(), batch.textEnd() - start);
  }

  private static long entry(int start, int end, int bytes) {
    return (long) start << 32 | (long) (end - start) << 16 | bytes;
  }

  private long plainNumber(BlockInput page) throws DamagedBlockException {
    return column.type() == Type.INT32 ? page.readInt() : page.readLong();
  }

  /** Begins a page with so many values, those that are absent among them. */
  void begin(BlockInput page, Encoding pageEncoding, int count) throws DamagedBlockException {
    in = page;
    encoding = pageEncoding;
    next = 0;
    switch (encoding) {
      case PLAIN -> {}
      case RLE_DICTIONARY, PLAIN_DICTIONARY -> {
        if (page.remaining() == 0) {
          ids.begin(page.bytes(), 0, 0, 0);
        } else {
          int bits = page.readByte();
          int from = page.position();
          ids.begin(page.bytes(), from, from + page.remaining(), bits);
        }
      }
      case DELTA_BINARY_PACKED -> {
        require(!isText);
        numbers = DeltaReader.read(page, count);
      }
      case DELTA_LENGTH_BYTE_ARRAY -> {
        require(isText);
        numbers = DeltaReader.read(page, count);
      }
      case DELTA_BYTE_ARRAY -> {
        require(isText);
        numbers = DeltaReader.read(page, count);
        suffixes = DeltaReader.read(page, count);
        require(numbers.length == suffixes.length);
        valueLength = 0;
      }
      default -> throw new DamagedBlockException();
    }
  }

  private static void require(boolean condition) throws DamagedBlockException {
    if (!condition) {
      throw new DamagedBlockException();
    }
  }

  /**
   * Reads values into rows of the batch.
   *
   * @param present 1 for each row that has a value; null if all have
   */
  void read(RecordBatch batch, int firstRow, int[] present, int count)
      throws DamagedBlockException {
    if (encoding == Encoding.RLE_DICTIONARY || encoding == Encoding.PLAIN_DICTIONARY) {
      readEntries(batch, firstRow, present, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      if (present == null || present[i] == 1) {
        readOne(batch, firstRow + i);
      }
    }
  }

  /**
   * Passes over values.
   *
   * @param present as for {@link #read}
   */
  void skip(int[] present, int count) throws DamagedBlockException {
    int found = found(present, count);
    if (encoding == Encoding.RLE_DICTIONARY || encoding == Encoding.PLAIN_DICTIONARY) {
      readIds(found);
      return;
    }
    for (int i = 0; i < found; i++) {
      skipOne();
    }
  }

  private static int found(int[] present, int count) {
    if (present == null) {
      return count;
    }
    int found = 0;
    for (int i = 0; i < count; i++) {
      found += present[i];
    }
    return found;
  }

  private void readIds(int count) throws DamagedBlockException {
    if (id.length < count) {
      id = new int[Math.max(count, ParquetRows.BATCH)];
    }
    ids.read(id, count);
  }

  private void readEntries(RecordBatch batch, int firstRow, int[] present, int count)
      throws DamagedBlockException {
    readIds(found(present, count));
    int at = 0;
    for (int i = 0; i < count; i++) {
      if (present == null || present[i] == 1) {
        int number = id[at++];
        if (number < 0 || number >= entries.length) {
          throw new DamagedBlockException();
        }
        put(batch, firstRow + i, entries[number]);
      }
    }
  }

  private void put(RecordBatch batch, int row, long entry) {
    if (entry >= 0) {
      int start = (int) (entry >>> 32);
      int end = start + (int) (entry >>> 16 & 0xFFFF);
      batch.putKept(row, field, start, end, (int) (entry & 0xFFFF));
    } else if (entry == TOO_LONG) {
      batch.putTooLong(row);
    } else {
      batch.putUndecodable(row);
    }
  }

  private void readOne(RecordBatch batch, int row) throws DamagedBlockException {
    switch (encoding) {
      case PLAIN -> {
        if (isText) {
          putText(batch, row, in.readInt());
        } else {
          batch.putNumber(row, field, column.kind().digits(plainNumber(in)));
        }
      }
      case DELTA_BINARY_PACKED -> {
        require(next < numbers.length);
        batch.putNumber(row, field, column.kind().digits(numbers[next++]));
      }
      case DELTA_LENGTH_BYTE_ARRAY -> {
        require(next < numbers.length);
        putText(batch, row, numbers[next++]);
      }
      default -> {
        require(next < numbers.length);
        readSuffix(numbers[next], suffixes[next]);
        next++;
        batch.put(row, field, value, 0, valueLength);
      }
    }
  }

  private void skipOne() throws DamagedBlockException {
    switch (encoding) {
      case PLAIN -> {
        if (isText) {
          in.skip(in.readInt());
        } else {
          plainNumber(in);
        }
      }
      default -> {
        require(next < numbers.length);
        if (encoding == Encoding.DELTA_LENGTH_BYTE_ARRAY) {
          in.skip(numbers[next]);
        } else if (encoding == Encoding.DELTA_BYTE_ARRAY) {
          readSuffix(numbers[next], suffixes[next]);
        }
        next++;
      }
    }
  }

  private void putText(RecordBatch batch, int row, long length) throws DamagedBlockException {
    batch.put(row, field, in.bytes(), in.skip(length), (int) length);
  }

  /** Keeps the beginning of the value before, and puts the bytes that follow behind it. */
  private void readSuffix(long prefix, long suffix) throws DamagedBlockException {
    require(prefix >= 0 && prefix <= valueLength);
    int from = in.skip(suffix);
    valueLength = (int) Math.min(Integer.MAX_VALUE, prefix + suffix);
    require(valueLength <= ColumnChunkReader.LONGEST_PAGE);
    if (value.length < valueLength) {
      value = Arrays.copyOf(value, Math.max(valueLength, 2 * value.length));
    }
    System.arraycopy(in.bytes(), from, value, (int) prefix, (int) suffix);
  }
}
