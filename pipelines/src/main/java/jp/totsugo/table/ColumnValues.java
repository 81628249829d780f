package jp.totsugo.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.schema.PrimitiveType;

/**
 * The values of one column in the rows that {@link ParquetColumns} read last, as Parquet's plain
 * encoding has them: a text is its length in four bytes and its UTF-8, a number its bytes from the
 * lowest on. Most stand in the dictionary of their row group, and no object is made of any.
 */
public final class ColumnValues {
  /** In plain encoding, before a text. */
  static final int LENGTH_BYTES = 4;

  private static final int NOT_CODED = -1;

  private final PlainType type;

  /** The number of each value in the dictionary, or {@link #NOT_CODED}. */
  private final int[] codes = new int[ParquetColumns.MOST_ROWS];

  /** Where values that are not in the dictionary stand. */
  private final int[] starts = new int[ParquetColumns.MOST_ROWS];

  private final int[] ends = new int[ParquetColumns.MOST_ROWS];
  private byte[] plain = new byte[4096];

  private PageReader pages;
  private byte[] dictionary = new byte[0];
  private int[] entries = new int[1];
  private String[] texts = new String[0];
  private int groups;

  private int leftInPage;
  private byte[] page;
  private int at;
  private RunLengthBitPackingHybridDecoder coded;

  ColumnValues(PrimitiveType.PrimitiveTypeName type) {
    this.type = PlainType.of(type);
  }

  /** Turns to the next row group. */
  void begin(PageReader reader) throws IOException {
    pages = reader;
    leftInPage = 0;
    groups++;
    DictionaryPage words = reader.readDictionaryPage();
    dictionary = words == null ? new byte[0] : words.getBytes().toByteArray();
    entries = new int[words == null ? 1 : words.getDictionarySize() + 1];
    for (int i = 0; i + 1 < entries.length; i++) {
      entries[i + 1] = type.end(dictionary, entries[i]);
    }
    texts = new String[entries.length - 1];
  }

  /** Reads so many values. */
  void read(int count) throws IOException {
    int size = 0;
    for (int row = 0; row < count; ) {
      if (leftInPage == 0) {
        nextPage();
      }
      int to = Math.min(count, row + leftInPage);
      leftInPage -= to - row;
      if (coded != null) {
        for (; row < to; row++) {
          codes[row] = coded.readInt();
        }
      } else {
        int from = at;
        for (; row < to; row++) {
          codes[row] = NOT_CODED;
          starts[row] = size + at - from;
          at = type.end(page, at);
          ends[row] = size + at - from;
        }
        if (size + at - from > plain.length) {
          plain = Arrays.copyOf(plain, 2 * (size + at - from));
        }
        System.arraycopy(page, from, plain, size, at - from);
        size += at - from;
      }
    }
  }

  private void nextPage() throws IOException {
    DataPage next = pages.readPage();
    if (!(next instanceof DataPageV1 values)) {
      throw new IOException("a page is missing");
    }
    leftInPage = values.getValueCount();
    page = values.getBytes().toByteArray();
    at = 0;
    coded =
        values.getValueEncoding() == Encoding.PLAIN
            ? null
            : new RunLengthBitPackingHybridDecoder(
                page[0], new ByteArrayInputStream(page, 1, page.length - 1));
  }

  /** The number of a row's value in the dictionary of its row group, or less than 0. */
  int code(int row) {
    return codes[row];
  }

  /** How many values the dictionary has. */
  int codes() {
    return entries.length - 1;
  }

  /** Tells the dictionaries of row groups apart. */
  int group() {
    return groups;
  }

  /** Where a row's value stands. */
  byte[] bytes(int row) {
    return codes[row] < 0 ? plain : dictionary;
  }

  int from(int row) {
    return codes[row] < 0 ? starts[row] : entries[codes[row]];
  }

  int to(int row) {
    return codes[row] < 0 ? ends[row] : entries[codes[row] + 1];
  }

  /** A row's text. Those of the dictionary are made once. */
  public String text(int row) {
    int code = codes[row];
    if (code < 0) {
      return newText(row);
    }
    if (texts[code] == null) {
      texts[code] = newText(row);
    }
    return texts[code];
  }

  private String newText(int row) {
    int from = from(row) + LENGTH_BYTES;
    return new String(bytes(row), from, to(row) - from, UTF_8);
  }

  /** Whether a row's text is empty. */
  public boolean isEmpty(int row) {
    return length(row) == 0;
  }

  /** How many bytes a row's text has in UTF-8. */
  public int length(int row) {
    return to(row) - from(row) - LENGTH_BYTES;
  }

  /** A byte of a row's text in UTF-8. */
  public byte byteAt(int row, int index) {
    return bytes(row)[from(row) + LENGTH_BYTES + index];
  }

  /** Compares a row's text with another in UTF-8, byte by byte. */
  public int compare(int row, byte[] other, int from, int to) {
    return Arrays.compareUnsigned(bytes(row), from(row) + LENGTH_BYTES, to(row), other, from, to);
  }

  /** A row's number. */
  public long number(int row) {
    return type.number(bytes(row), from(row));
  }
}
