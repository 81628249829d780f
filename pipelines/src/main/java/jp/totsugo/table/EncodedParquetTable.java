package jp.totsugo.table;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Writes a table of millions of rows as Parquet, its columns as an Avro schema names them, all of
 * them texts and whole numbers: from rows in Avro's binary encoding, and from rows of another table
 * that are copied as they stand. No objects are made of either, and columns are encoded side by
 * side. Equal rows that come in the same way are equal bytes, however many threads there are.
 */
public final class EncodedParquetTable implements Closeable {
  private static final int NOT_COPIED = -1;

  /** A page ends when its rows that are not copied have so many bytes. */
  private static final int PAGE_BYTES = 16 << 20;

  /** As ParquetWriter has it in each of its files. */
  private static final String WRITER = "writer.model.name";

  private final List<Schema.Field> fields;
  private final List<ColumnPages> columns = new ArrayList<>();
  private final ParquetFileWriter writer;
  private final Map<String, String> about;
  private final long groupBytes;

  /** The rows of the page: numbers of rows that are copied, or {@link #NOT_COPIED}. */
  private final int[] rows = new int[ParquetColumns.MOST_ROWS];

  private int count;
  private int bytesOfPage;
  private ParquetColumns source;
  private long rowsOfGroup;
  private byte[] row;
  private int at;

  private EncodedParquetTable(Schema schema, Path file, long groupBytes) throws IOException {
    this.groupBytes = groupBytes;
    fields = schema.getFields();
    PlainParquetConfiguration configuration = new PlainParquetConfiguration();
    MessageType type = new AvroSchemaConverter(configuration).convert(schema);
    AvroWriteSupport<Object> rowsAsObjects =
        new AvroWriteSupport<>(type, schema, GenericData.get());
    about = new HashMap<>(rowsAsObjects.init(configuration).getExtraMetaData());
    about.put(WRITER, rowsAsObjects.getName());
    for (ColumnDescriptor column : type.getColumns()) {
      columns.add(new ColumnPages(column));
    }
    writer =
        new ParquetFileWriter(
            new LocalOutputFile(file),
            type,
            ParquetFileWriter.Mode.CREATE,
            ParquetWriter.DEFAULT_BLOCK_SIZE,
            ParquetWriter.MAX_PADDING_SIZE_DEFAULT);
    writer.start();
  }

  /** The file must not exist yet. */
  public static EncodedParquetTable open(Schema schema, Path file) throws IOException {
    return open(schema, file, ParquetTable.ROW_GROUP_BYTES);
  }

  /**
   * @param groupBytes about so long row groups get
   */
  static EncodedParquetTable open(Schema schema, Path file, long groupBytes) throws IOException {
    return new EncodedParquetTable(schema, file, groupBytes);
  }

  /** Adds the row {@code bytes[from, from + length)}. */
  public void write(byte[] bytes, int from, int length) throws IOException {
    row = bytes;
    at = from;
    for (int i = 0; i < columns.size(); i++) {
      switch (fields.get(i).schema().getType()) {
        case STRING -> {
          int bytesOfText = (int) number();
          columns.get(i).addText(row, at, bytesOfText);
          at += bytesOfText;
        }
        case INT, LONG -> columns.get(i).addNumber(number());
        default -> throw new IllegalStateException(fields.get(i).name());
      }
    }
    if (at != from + length) {
      throw new IllegalStateException("no row of this table");
    }
    bytesOfPage += length;
    add(NOT_COPIED);
  }

  private long number() {
    long zigzag = 0;
    int shift = 0;
    byte next;
    do {
      next = row[at++];
      zigzag |= (next & 0x7FL) << shift;
      shift += 7;
    } while (next < 0);
    return zigzag >>> 1 ^ -(zigzag & 1);
  }

  /**
   * Adds a row of a table with the same columns.
   *
   * @param from the only table that is copied from
   * @param number of the row among those that were read last; see {@link #release}
   */
  public void copy(ParquetColumns from, int number) throws IOException {
    source = from;
    add(number);
  }

  private void add(int number) throws IOException {
    rows[count++] = number;
    if (count == rows.length || bytesOfPage > PAGE_BYTES) {
      endPage();
    }
  }

  /** To be called before the table that rows were copied from reads on. */
  public void release() throws IOException {
    if (source != null) {
      endPage();
    }
  }

  private void endPage() throws IOException {
    if (count == 0) {
      return;
    }
    Each.of(
        columns.size(),
        column ->
            columns
                .get(column)
                .endPage(rows, count, source == null ? null : source.column(column)));
    rowsOfGroup += count;
    count = 0;
    bytesOfPage = 0;
    source = null;
    if (columns.stream().mapToLong(ColumnPages::size).sum() >= groupBytes) {
      endGroup();
    }
  }

  private void endGroup() throws IOException {
    writer.startBlock(rowsOfGroup);
    for (ColumnPages column : columns) {
      column.endGroup(writer);
    }
    writer.endBlock();
    rowsOfGroup = 0;
  }

  @Override
  public void close() throws IOException {
    try (writer) {
      endPage();
      if (rowsOfGroup > 0) {
        endGroup();
      }
      writer.end(about);
    }
  }
}
