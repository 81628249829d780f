package jp.totsugo.table;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Reads a table that this program wrote column by column, some thousand rows at a time, and makes
 * no objects of them: for tables of millions of rows most of which go on as they stand. See {@link
 * ParquetRows} for those of any version.
 */
public final class ParquetColumns implements Closeable {
  /** Rows that are read at once. */
  public static final int MOST_ROWS = 1 << 14;

  private static final Set<Encoding> ENCODINGS =
      EnumSet.of(
          Encoding.PLAIN,
          Encoding.PLAIN_DICTIONARY,
          Encoding.RLE_DICTIONARY,
          Encoding.RLE,
          Encoding.BIT_PACKED);

  private final Path file;
  private final ParquetFileReader reader;
  private final List<ColumnDescriptor> descriptors;
  private final List<ColumnValues> columns = new ArrayList<>();
  private long leftInGroup;

  private ParquetColumns(Path file, ParquetFileReader reader) {
    this.file = file;
    this.reader = reader;
    descriptors = reader.getFileMetaData().getSchema().getColumns();
    for (ColumnDescriptor column : descriptors) {
      columns.add(new ColumnValues(column.getPrimitiveType().getPrimitiveTypeName()));
    }
  }

  /**
   * Opens a table.
   *
   * @param schema its columns, all of them texts and whole numbers
   * @return null if its columns are others, or stored as this program does not store them
   */
  public static ParquetColumns open(Path file, Schema schema) throws IOException {
    ParquetFileReader reader = open(file);
    boolean isTaken = false;
    try {
      isTaken =
          reader
                  .getFileMetaData()
                  .getSchema()
                  .equals(new AvroSchemaConverter(new PlainParquetConfiguration()).convert(schema))
              && reader.getRowGroups().stream().allMatch(ParquetColumns::isReadable);
      return isTaken ? new ParquetColumns(file, reader) : null;
    } finally {
      if (!isTaken) {
        reader.close();
      }
    }
  }

  private static ParquetFileReader open(Path file) throws IOException {
    try {
      return ParquetFileReader.open(
          new ParquetFileInput(file),
          ParquetReadOptions.builder(new PlainParquetConfiguration())
              .withCodecFactory(new SnappyPages())
              .build());
    } catch (RuntimeException e) {
      throw ParquetRows.damaged(file, e);
    }
  }

  private static boolean isReadable(BlockMetaData group) {
    return group.getColumns().stream().allMatch(ParquetColumns::isReadable);
  }

  private static boolean isReadable(ColumnChunkMetaData chunk) {
    return chunk.getCodec() == CompressionCodecName.SNAPPY
        && ENCODINGS.containsAll(chunk.getEncodings())
        && chunk.getEncodingStats() != null
        && !chunk.getEncodingStats().usesV2Pages();
  }

  /** Reads the next rows; returns how many, or 0 at the end. What was read before is gone. */
  public int next() throws IOException {
    try {
      if (leftInGroup == 0) {
        nextGroup();
      }
      int rows = (int) Math.min(leftInGroup, MOST_ROWS);
      leftInGroup -= rows;
      Each.of(columns.size(), column -> columns.get(column).read(rows));
      return rows;
    } catch (RuntimeException e) {
      throw ParquetRows.damaged(file, e);
    }
  }

  private void nextGroup() throws IOException {
    PageReadStore group = reader.readNextRowGroup();
    if (group != null) {
      leftInGroup = group.getRowCount();
      for (int column = 0; column < columns.size(); column++) {
        columns.get(column).begin(group.getPageReader(descriptors.get(column)));
      }
    }
  }

  /** A column in the rows that were read last, by the number of its field in the schema. */
  public ColumnValues column(int field) {
    return columns.get(field);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** Unpacks pages for any number of threads, which the library's own does not. */
  private static final class SnappyPages implements CompressionCodecFactory {
    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      return new BytesInputDecompressor() {
        @Override
        public BytesInput decompress(BytesInput bytes, int unpacked) throws IOException {
          byte[] page = new byte[unpacked];
          byte[] packed = bytes.toByteArray();
          if (Snappy.uncompressedLength(packed) != unpacked
              || Snappy.uncompress(packed, 0, packed.length, page, 0) != unpacked) {
            throw new IOException("a page is damaged");
          }
          return BytesInput.from(page);
        }

        @Override
        public void decompress(ByteBuffer in, int packed, ByteBuffer out, int unpacked) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void release() {
          // Holds nothing.
        }
      };
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void release() {
      // Holds nothing.
    }
  }
}
