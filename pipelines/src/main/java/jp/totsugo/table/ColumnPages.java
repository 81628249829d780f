package jp.totsugo.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.PrimitiveType;
import org.xerial.snappy.Snappy;

/**
 * The pages of one column of the row group that {@link EncodedParquetTable} writes. A value that is
 * in the dictionary of a table that is copied costs a look at an array. Serves one thread at a
 * time.
 */
final class ColumnPages {
  /** A dictionary does not grow beyond this: the rest of the row group goes without. */
  private static final int MOST_DICTIONARY_BYTES = 1 << 20;

  private static final int NONE = -1;
  private static final int HASH_FACTOR = 0x9E3779B1;
  private static final int PAGE_BYTES = 1 << 20;

  private final ColumnDescriptor descriptor;
  private final PrimitiveType columnType;
  private final PlainType type;

  /** Values of rows that are not copied, in the order in which they came. */
  private byte[] own = new byte[4096];

  private int[] ownEnds = new int[64];
  private int ownCount;

  private boolean usesDictionary = true;
  private byte[] dictionary = new byte[4096];
  private int[] entries = new int[64];
  private int codes;
  private int[] slots = new int[128];

  /** The page in which a value of the dictionary occurred last. */
  private int[] lastPage = new int[64];

  private int page;

  /** The value of the dictionary that each of the copied table's is. */
  private int[] copied = new int[0];

  private int copiedGroup;

  private final int[] pageCodes = new int[ParquetColumns.MOST_ROWS];
  private byte[] pageBytes = new byte[4096];
  private int pageSize;

  private byte[] least;
  private int leastFrom;
  private int leastTo;
  private byte[] greatest;
  private int greatestFrom;
  private int greatestTo;

  private final List<Page> pages = new ArrayList<>();
  private long size;

  private record Page(
      int rows, int unpacked, byte[] packed, Statistics<?> statistics, Encoding encoding) {}

  ColumnPages(ColumnDescriptor descriptor) {
    this.descriptor = descriptor;
    columnType = descriptor.getPrimitiveType();
    type = PlainType.of(columnType.getPrimitiveTypeName());
    Arrays.fill(slots, NONE);
  }

  /** Adds the text of a row that is not copied. */
  void addText(byte[] bytes, int from, int length) {
    int at = reserve(Integer.BYTES + length);
    PlainType.putLength(own, at, length);
    System.arraycopy(bytes, from, own, at + Integer.BYTES, length);
  }

  /** Adds the number of a row that is not copied. */
  void addNumber(long number) {
    int at = reserve(type == PlainType.INT ? Integer.BYTES : Long.BYTES);
    type.put(own, at, number);
  }

  private int reserve(int length) {
    int at = ownCount == 0 ? 0 : ownEnds[ownCount - 1];
    if (at + length > own.length) {
      own = Arrays.copyOf(own, 2 * (at + length));
    }
    if (ownCount == ownEnds.length) {
      ownEnds = Arrays.copyOf(ownEnds, 2 * ownCount);
    }
    ownEnds[ownCount++] = at + length;
    return at;
  }

  /**
   * Ends a page.
   *
   * @param rows of the copied column; those below 0 are the rows that were added, in their order
   * @param source may be null if none is copied
   */
  void endPage(int[] rows, int count, ColumnValues source) throws IOException {
    page++;
    least = null;
    greatest = null;
    boolean isFirst = pages.isEmpty();
    Encoding encoding = usesDictionary ? Encoding.PLAIN_DICTIONARY : Encoding.PLAIN;
    if (usesDictionary) {
      code(rows, count, source);
      if (isFirst && 2 * codes > count) {
        // Ids, say: a dictionary would only make it longer.
        forgetDictionary();
        usesDictionary = false;
        encoding = Encoding.PLAIN;
      }
    }
    byte[] values;
    int length;
    if (encoding == Encoding.PLAIN) {
      putPlain(rows, count, source);
      values = pageBytes;
      length = pageSize;
    } else {
      values = packedCodes(count);
      length = values.length;
      usesDictionary = entries[codes] < MOST_DICTIONARY_BYTES;
    }
    Statistics<?> statistics = Statistics.createStats(columnType);
    type.update(statistics, least, leastFrom, leastTo);
    type.update(statistics, greatest, greatestFrom, greatestTo);
    byte[] packed = packed(values, length);
    pages.add(new Page(count, length, packed, statistics, encoding));
    size += length;
    ownCount = 0;
  }

  private void code(int[] rows, int count, ColumnValues source) {
    int added = 0;
    int ownFrom = 0;
    int last = NONE;
    if (source != null && source.group() != copiedGroup) {
      copiedGroup = source.group();
      copied = new int[source.codes()];
      Arrays.fill(copied, NONE);
    }
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      int code;
      if (row < 0) {
        int to = ownEnds[added++];
        code = last != NONE && isEntry(last, own, ownFrom, to) ? last : code(own, ownFrom, to);
        last = code;
        ownFrom = to;
      } else if (source.code(row) >= 0) {
        code = copied[source.code(row)];
        if (code == NONE) {
          code = code(source.bytes(row), source.from(row), source.to(row));
          copied[source.code(row)] = code;
        }
      } else {
        code = code(source.bytes(row), source.from(row), source.to(row));
      }
      pageCodes[i] = code;
      if (lastPage[code] != page) {
        lastPage[code] = page;
        occurs(dictionary, entries[code], entries[code + 1]);
      }
    }
  }

  /** The number of a value in the dictionary, which gets it if it is new. */
  private int code(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = Integer.rotateLeft((hash ^ bytes[i]) * HASH_FACTOR, 13);
    }
    int slot = hash & slots.length - 1;
    while (slots[slot] != NONE) {
      if (isEntry(slots[slot], bytes, from, to)) {
        return slots[slot];
      }
      slot = slot + 1 & slots.length - 1;
    }
    slots[slot] = codes;
    return newCode(bytes, from, to);
  }

  private int newCode(byte[] bytes, int from, int to) {
    int at = entries[codes];
    if (at + to - from > dictionary.length) {
      byte[] longer = Arrays.copyOf(dictionary, 2 * (at + to - from));
      least = least == dictionary ? longer : least;
      greatest = greatest == dictionary ? longer : greatest;
      dictionary = longer;
    }
    System.arraycopy(bytes, from, dictionary, at, to - from);
    if (codes + 2 > entries.length) {
      entries = Arrays.copyOf(entries, 2 * entries.length);
      lastPage = Arrays.copyOf(lastPage, 2 * lastPage.length);
    }
    entries[++codes] = at + to - from;
    if (2 * codes > slots.length) {
      spread();
    }
    return codes - 1;
  }

  private void spread() {
    slots = new int[2 * slots.length];
    Arrays.fill(slots, NONE);
    for (int code = 0; code < codes; code++) {
      int hash = 0;
      for (int i = entries[code]; i < entries[code + 1]; i++) {
        hash = Integer.rotateLeft((hash ^ dictionary[i]) * HASH_FACTOR, 13);
      }
      int slot = hash & slots.length - 1;
      while (slots[slot] != NONE) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = code;
    }
  }

  private boolean isEntry(int code, byte[] bytes, int from, int to) {
    return Arrays.equals(dictionary, entries[code], entries[code + 1], bytes, from, to);
  }

  private void occurs(byte[] bytes, int from, int to) {
    if (least == null || type.compare(bytes, from, to, least, leastFrom, leastTo) < 0) {
      least = bytes;
      leastFrom = from;
      leastTo = to;
    }
    if (greatest == null || type.compare(bytes, from, to, greatest, greatestFrom, greatestTo) > 0) {
      greatest = bytes;
      greatestFrom = from;
      greatestTo = to;
    }
  }

  private void putPlain(int[] rows, int count, ColumnValues source) {
    least = null;
    greatest = null;
    pageSize = 0;
    int added = 0;
    int ownFrom = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (row < 0) {
        int to = ownEnds[added++];
        putPlain(own, ownFrom, to);
        ownFrom = to;
      } else {
        putPlain(source.bytes(row), source.from(row), source.to(row));
      }
    }
  }

  private void putPlain(byte[] bytes, int from, int to) {
    occurs(bytes, from, to);
    if (pageSize + to - from > pageBytes.length) {
      pageBytes = Arrays.copyOf(pageBytes, 2 * (pageSize + to - from));
    }
    System.arraycopy(bytes, from, pageBytes, pageSize, to - from);
    pageSize += to - from;
  }

  private byte[] packedCodes(int count) throws IOException {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(codes - 1);
    try (RunLengthBitPackingHybridEncoder encoder =
        new RunLengthBitPackingHybridEncoder(
            bits, 1024, PAGE_BYTES, HeapByteBufferAllocator.getInstance())) {
      for (int i = 0; i < count; i++) {
        encoder.writeInt(pageCodes[i]);
      }
      byte[] runs = encoder.toBytes().toByteArray();
      byte[] values = new byte[1 + runs.length];
      values[0] = (byte) bits;
      System.arraycopy(runs, 0, values, 1, runs.length);
      return values;
    }
  }

  private static byte[] packed(byte[] bytes, int length) throws IOException {
    byte[] packed = new byte[Snappy.maxCompressedLength(length)];
    return Arrays.copyOf(packed, Snappy.compress(bytes, 0, length, packed, 0));
  }

  /** Bytes that the row group has of this column so far, not packed. */
  long size() {
    return size + entries[codes];
  }

  /** Writes the column's part of the row group, and begins the next. */
  void endGroup(ParquetFileWriter writer) throws IOException {
    long rows = pages.stream().mapToLong(Page::rows).sum();
    writer.startColumn(descriptor, rows, CompressionCodecName.SNAPPY);
    if (codes > 0) {
      writer.writeDictionaryPage(
          new DictionaryPage(
              BytesInput.from(packed(dictionary, entries[codes])),
              entries[codes],
              codes,
              Encoding.PLAIN_DICTIONARY));
    }
    for (Page written : pages) {
      writer.writeDataPage(
          written.rows,
          written.unpacked,
          BytesInput.from(written.packed),
          written.statistics,
          written.rows,
          Encoding.BIT_PACKED,
          Encoding.BIT_PACKED,
          written.encoding);
    }
    writer.endColumn();
    pages.clear();
    size = 0;
    usesDictionary = true;
    forgetDictionary();
  }

  private void forgetDictionary() {
    codes = 0;
    slots = new int[128];
    Arrays.fill(slots, NONE);
    Arrays.fill(copied, NONE);
    Arrays.fill(lastPage, 0);
  }
}
