package jp.totsugo.upload.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import jp.totsugo.upload.container.BlockBytes;
import jp.totsugo.upload.container.BlockCodec;
import jp.totsugo.upload.container.BlockInput;
import jp.totsugo.upload.container.DamagedBlockException;
import jp.totsugo.upload.container.RecordBatch;
import jp.totsugo.upload.file.UploadFile;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/**
 * Reads the values of one column in one row group, page by page (Parquet format specification).
 * Whatever a page says of its sizes is checked before it is believed.
 */
final class ColumnChunkReader {
  /** The longest page that is read, packed or not, in bytes. */
  static final int LONGEST_PAGE = BlockCodec.LONGEST_BLOCK;

  private static final int USUAL_PAGE_HEADER = 4 * 1024;
  private static final int LONGEST_PAGE_HEADER = 1 << 20;

  private final UploadFile file;
  private final FileChannel channel;
  private final ParquetColumn column;
  private final BlockCodec codec;
  private final long end;
  private long position;

  private byte[] packed = new byte[0];
  private int packedFrom;
  private final BlockBytes unpacked = new BlockBytes();

  private long valuesLeft;
  private int pageValues;
  private final RunLengthReader levels = new RunLengthReader();
  private int[] level = new int[0];
  private final PageValues values;
  private PageHeader waiting;

  /**
   * @param field the column's number in the batch
   * @param rows of the row group
   */
  ColumnChunkReader(
      UploadFile file,
      FileChannel channel,
      ParquetColumn column,
      int field,
      ColumnChunkPlace place,
      long rows) {
    this.file = file;
    this.channel = channel;
    this.column = column;
    valuesLeft = rows;
    codec = place.codec();
    position = place.start();
    end = place.start() + place.bytes();
    values = new PageValues(column, field);
  }

  /**
   * Reads the dictionary, if there is one, and appends its texts to those that the batch keeps.
   *
   * @param most the most bytes that it may have
   * @return how many it has
   */
  int readDictionary(RecordBatch batch, int most) throws IOException, DamagedBlockException {
    PageHeader header = nextHeader();
    if (header.type != PageType.DICTIONARY_PAGE) {
      waiting = header;
      return 0;
    }
    if (header.dictionary_page_header == null || header.uncompressed_page_size > most) {
      throw new DamagedBlockException();
    }
    readPacked(header);
    codec.unpack(
        packed, packedFrom, header.compressed_page_size, unpacked, header.uncompressed_page_size);
    BlockInput in = new BlockInput().of(unpacked.array(), 0, unpacked.length());
    values.readDictionary(in, header.dictionary_page_header.num_values, batch);
    return header.uncompressed_page_size;
  }

  /** Reads the values of the next rows into the rows of the batch from the first on. */
  void read(RecordBatch batch, int rows) throws IOException, DamagedBlockException {
    int row = 0;
    while (row < rows) {
      if (pageValues == 0) {
        nextPage();
      }
      int count = Math.min(rows - row, pageValues);
      pageValues -= count;
      values.read(batch, row, readLevels(count), count);
      row += count;
    }
  }

  /** Passes over the values of the next rows; pages with none but such rows are not read. */
  void skip(int rows) throws IOException, DamagedBlockException {
    int left = rows;
    while (left > 0) {
      if (pageValues == 0) {
        left -= skipPages(left);
        if (left == 0) {
          return;
        }
        nextPage();
      }
      int count = Math.min(Math.min(left, pageValues), ParquetRows.BATCH);
      pageValues -= count;
      values.skip(readLevels(count), count);
      left -= count;
    }
  }

  /** Passes over whole pages that have at most so many values together; returns how many. */
  private int skipPages(int most) throws IOException, DamagedBlockException {
    int skipped = 0;
    while (skipped < most) {
      PageHeader header = takeHeader();
      int count = header.type == PageType.INDEX_PAGE ? 0 : valuesOf(header);
      if (count > most - skipped) {
        waiting = header;
        break;
      }
      position += header.compressed_page_size;
      skipped += counted(count);
    }
    return skipped;
  }

  private static int valuesOf(PageHeader header) throws DamagedBlockException {
    if (header.type == PageType.DATA_PAGE && header.data_page_header != null) {
      return header.data_page_header.num_values;
    }
    if (header.type == PageType.DATA_PAGE_V2 && header.data_page_header_v2 != null) {
      return header.data_page_header_v2.num_values;
    }
    throw new DamagedBlockException();
  }

  /** Whether each of the next rows has a value (1) or none (0); null if all have one. */
  private int[] readLevels(int count) throws DamagedBlockException {
    if (!column.isOptional()) {
      return null;
    }
    if (level.length < count) {
      level = new int[Math.max(count, ParquetRows.BATCH)];
    }
    levels.read(level, count);
    return level;
  }

  private PageHeader takeHeader() throws IOException, DamagedBlockException {
    PageHeader header = waiting == null ? nextHeader() : waiting;
    waiting = null;
    return header;
  }

  private void nextPage() throws IOException, DamagedBlockException {
    while (pageValues == 0) {
      PageHeader header = takeHeader();
      readPacked(header);
      if (header.type != PageType.INDEX_PAGE) {
        pageValues = counted(valuesOf(header));
        if (header.type == PageType.DATA_PAGE) {
          beginPage(header, header.data_page_header);
        } else {
          beginPage(header, header.data_page_header_v2);
        }
      }
    }
  }

  /** Takes over how many values a page says it has. */
  private int counted(int pageSays) throws DamagedBlockException {
    if (pageSays < 0 || pageSays > valuesLeft) {
      throw new DamagedBlockException();
    }
    valuesLeft -= pageSays;
    return pageSays;
  }

  private void beginPage(PageHeader header, DataPageHeader page) throws DamagedBlockException {
    codec.unpack(
        packed, packedFrom, header.compressed_page_size, unpacked, header.uncompressed_page_size);
    BlockInput in = new BlockInput().of(unpacked.array(), 0, unpacked.length());
    if (column.isOptional()) {
      if (page.definition_level_encoding != Encoding.RLE) {
        throw new DamagedBlockException();
      }
      int length = in.readInt();
      int from = in.skip(length);
      levels.begin(in.bytes(), from, from + length, 1);
    }
    values.begin(in, page.encoding, pageValues);
  }

  private void beginPage(PageHeader header, DataPageHeaderV2 page) throws DamagedBlockException {
    int levelBytes = page.definition_levels_byte_length;
    if (page.repetition_levels_byte_length != 0
        || levelBytes < 0
        || levelBytes > header.compressed_page_size
        || levelBytes > header.uncompressed_page_size) {
      throw new DamagedBlockException();
    }
    if (column.isOptional()) {
      levels.begin(packed, packedFrom, packedFrom + levelBytes, 1);
    }
    boolean isPacked = !page.isSetIs_compressed() || page.is_compressed;
    int length = header.compressed_page_size - levelBytes;
    // An absent page of values is not even packed.
    BlockCodec used = isPacked && length > 0 ? codec : BlockCodec.NONE;
    used.unpack(
        packed,
        packedFrom + levelBytes,
        length,
        unpacked,
        header.uncompressed_page_size - levelBytes);
    values.begin(
        new BlockInput().of(unpacked.array(), 0, unpacked.length()), page.encoding, pageValues);
  }

  /** Reads the header of the page at the position, and goes behind it. */
  private PageHeader nextHeader() throws IOException, DamagedBlockException {
    int length = USUAL_PAGE_HEADER;
    while (true) {
      int available = (int) Math.min(length, end - position);
      byte[] bytes = new byte[Math.max(0, available)];
      file.read(channel, ByteBuffer.wrap(bytes), position);
      ByteArrayInputStream in = new ByteArrayInputStream(bytes);
      try {
        PageHeader header = Util.readPageHeader(in);
        position += bytes.length - in.available();
        check(header);
        return header;
      } catch (IOException | RuntimeException e) {
        if (available < length || length >= LONGEST_PAGE_HEADER) {
          throw new DamagedBlockException();
        }
        length *= 8;
      }
    }
  }

  private void check(PageHeader header) throws DamagedBlockException {
    if (header.compressed_page_size < 0
        || header.compressed_page_size > Math.min(LONGEST_PAGE, end - position)
        || header.uncompressed_page_size < 0
        || header.uncompressed_page_size > LONGEST_PAGE) {
      throw new DamagedBlockException();
    }
  }

  private void readPacked(PageHeader header) throws IOException, DamagedBlockException {
    int length = header.compressed_page_size;
    if (packed.length < length) {
      packed = new byte[Math.max(length, 2 * packed.length)];
    }
    packedFrom = 0;
    file.read(channel, ByteBuffer.wrap(packed, 0, length), position);
    position += length;
    if (header.isSetCrc()) {
      CRC32 checksum = new CRC32();
      checksum.update(packed, 0, length);
      if ((int) checksum.getValue() != header.crc) {
        throw new DamagedBlockException();
      }
    }
  }
}
