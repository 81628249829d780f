package jp.totsugo.upload.parquet;

import com.google.common.primitives.ImmutableLongArray;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jp.totsugo.record.Column;
import jp.totsugo.upload.container.BlockCodec;
import jp.totsugo.upload.container.BlockIndex;
import jp.totsugo.upload.container.FieldKind;
import jp.totsugo.upload.file.InputFile;
import jp.totsugo.upload.file.OpenFiles;
import jp.totsugo.upload.file.Opened;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.words.Saying;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** Opens Parquet files (Parquet format specification): reads the footer and checks what it says. */
public final class ParquetOpener {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL = Integer.BYTES + 4;
  private static final int LONGEST_FOOTER = 64 << 20;

  /** The most rows that a row group may have. */
  private static final int MOST_ROWS = 1 << 24;

  /**
   * The most bytes that the dictionaries of all columns of a row group may have together: they are
   * in memory at the same time.
   */
  static final int MOST_DICTIONARY_BYTES = BlockCodec.LONGEST_BLOCK;

  private static final int PAGE_HEADER = 4 * 1024;

  private final Layout layout;

  public ParquetOpener(Layout layout) {
    this.layout = layout;
  }

  public static boolean isParquet(byte[] head) {
    return Arrays.equals(MAGIC, head);
  }

  /**
   * Opens a file for the planning, which says what is asked of it.
   *
   * @param mostText see {@link ParquetForm#mostText}
   */
  public Opened open(Path path, long bytes, long mostText) throws IOException, Rejection {
    try (FileChannel channel = InputFile.open(path)) {
      return open(channel, bytes, mostText);
    }
  }

  private Opened open(FileChannel channel, long bytes, long mostText)
      throws IOException, Rejection {
    int length = footerLength(channel, bytes);
    long footerStart = bytes - TAIL - length;
    FileMetaData footer = footer(read(channel, footerStart, length));
    List<SchemaElement> fields = new ArrayList<>();
    List<Integer> leaves = new ArrayList<>();
    List<SchemaElement> schema = footer.getSchema();
    try {
      collectFields(schema, fields, leaves);
    } catch (IndexOutOfBoundsException e) {
      throw new Rejection(Cause.DAMAGED_FILE, Saying.of("part.schema"));
    }
    int[] columns = layout.columns(fields.stream().map(SchemaElement::getName).toList());
    List<ParquetColumn> read = new ArrayList<>();
    List<Integer> readLeaves = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] >= 0) {
        read.add(column(Column.ofSlot(columns[i]), fields.get(i)));
        readLeaves.add(leaves.get(i));
      }
    }
    ParquetForm form = form(footer, read, readLeaves, footerStart, mostText);
    refuseLargeDictionaries(channel, form);
    return new Opened(columns, form);
  }

  /** What the footer says of sizes need not be true, so the pages are asked. */
  private static void refuseLargeDictionaries(FileChannel channel, ParquetForm form)
      throws IOException, Rejection {
    for (int group = 0; group < form.index().groups(); group++) {
      long dictionaries = 0;
      for (int field = 0; field < form.fields(); field++) {
        dictionaries += dictionaryBytes(channel, form.place(group, field));
      }
      if (dictionaries > MOST_DICTIONARY_BYTES) {
        throw new Rejection(Cause.BLOCK_TOO_LARGE, Saying.of("part.dictionaries", group + 1));
      }
    }
  }

  private static long dictionaryBytes(FileChannel channel, ColumnChunkPlace place)
      throws IOException {
    byte[] head = read(channel, place.start(), (int) Math.min(PAGE_HEADER, place.bytes()));
    try {
      PageHeader header = Util.readPageHeader(new ByteArrayInputStream(head));
      return header.type == PageType.DICTIONARY_PAGE ? header.uncompressed_page_size : 0;
    } catch (IOException | RuntimeException e) {
      // A long one of another page, or damage: whoever reads the page sees it.
      return 0;
    }
  }

  private static int footerLength(FileChannel channel, long bytes) throws IOException, Rejection {
    if (bytes < MAGIC.length + TAIL) {
      throw new Rejection(Cause.DAMAGED_FILE, Saying.of("part.footer"));
    }
    byte[] tail = read(channel, bytes - TAIL, TAIL);
    int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (!Arrays.equals(tail, Integer.BYTES, TAIL, MAGIC, 0, MAGIC.length)
        || length < 0
        || length > Math.min(LONGEST_FOOTER, bytes - TAIL - MAGIC.length)) {
      throw new Rejection(Cause.DAMAGED_FILE, Saying.of("part.footer"));
    }
    return length;
  }

  private static byte[] read(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    OpenFiles.readFully(channel, bytes, from);
    return bytes.array();
  }

  /** A damaged footer may name any length, and ask for more memory than there is. */
  private static FileMetaData footer(byte[] bytes) throws Rejection {
    try {
      return Util.readFileMetaData(new ByteArrayInputStream(bytes));
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
      throw new Rejection(Cause.DAMAGED_FILE, Saying.of("part.footer"));
    }
  }

  /** The fields of a row, and of each the number of its column among all, or -1 for a group. */
  private static void collectFields(
      List<SchemaElement> schema, List<SchemaElement> fields, List<Integer> leaves) {
    int at = 1;
    int leaf = 0;
    for (int i = 0; i < schema.get(0).getNum_children(); i++) {
      SchemaElement field = schema.get(at);
      fields.add(field);
      leaves.add(isGroup(field) ? -1 : leaf);
      // Goes over the field, and over all that is below it.
      for (int left = 1; left > 0; left--, at++) {
        SchemaElement element = schema.get(at);
        if (isGroup(element)) {
          left += element.getNum_children();
        } else {
          leaf++;
        }
      }
    }
  }

  private static boolean isGroup(SchemaElement element) {
    return element.isSetNum_children() && element.getNum_children() > 0;
  }

  private static ParquetColumn column(Column column, SchemaElement field) throws Rejection {
    if (isGroup(field) || field.getRepetition_type() == FieldRepetitionType.REPEATED) {
      throw new Rejection(Cause.COLUMN_TYPE, Saying.of("part.notOneValue", column.header()));
    }
    return new ParquetColumn(
        field.getType(),
        kind(column, field),
        field.getRepetition_type() == FieldRepetitionType.OPTIONAL);
  }

  private static FieldKind kind(Column column, SchemaElement field) throws Rejection {
    Meaning meaning = Meaning.of(field);
    if (field.getType() == Type.BYTE_ARRAY
        && (meaning == Meaning.NONE || meaning == Meaning.TEXT)) {
      return FieldKind.TEXT;
    }
    boolean isWhole = field.getType() == Type.INT32 || field.getType() == Type.INT64;
    if (isWhole
        && (meaning == Meaning.NONE || meaning == Meaning.WHOLE)
        && FieldKind.canBeNumber(column)) {
      return FieldKind.NUMBER;
    }
    if (field.getType() == Type.INT32 && meaning == Meaning.DAYS && FieldKind.isDate(column)) {
      return FieldKind.DAYS;
    }
    String type = field.isSetType() ? field.getType().name() : "unknown";
    if (field.isSetLogicalType()) {
      type += " " + field.getLogicalType().getSetField();
    } else if (field.isSetConverted_type()) {
      type += " " + field.getConverted_type();
    }
    throw new Rejection(Cause.COLUMN_TYPE, column.header() + ": " + type.toLowerCase(Locale.ROOT));
  }

  /** What a column's logical type, or the converted type of old, says of its values. */
  private enum Meaning {
    NONE,
    TEXT,
    WHOLE,
    DAYS,
    OTHER;

    static Meaning of(SchemaElement field) {
      if (field.isSetLogicalType()) {
        return switch (field.getLogicalType().getSetField()) {
          case STRING, ENUM, JSON -> TEXT;
          case INTEGER -> WHOLE;
          case DATE -> DAYS;
          default -> OTHER;
        };
      }
      if (field.getConverted_type() == null) {
        return NONE;
      }
      return switch (field.getConverted_type()) {
        case UTF8, ENUM, JSON -> TEXT;
        case INT_8, INT_16, INT_32, INT_64, UINT_8, UINT_16, UINT_32, UINT_64 -> WHOLE;
        case DATE -> DAYS;
        default -> OTHER;
      };
    }
  }

  private ParquetForm form(
      FileMetaData footer,
      List<ParquetColumn> columns,
      List<Integer> leaves,
      long footerStart,
      long mostText)
      throws Rejection {
    List<ColumnChunkPlace[]> places = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    ImmutableLongArray.Builder starts = ImmutableLongArray.builder();
    ImmutableLongArray.Builder firstRecords = ImmutableLongArray.builder();
    long records = 0;
    long previous = 0;
    for (RowGroup group : footer.getRow_groups()) {
      Saying name = Saying.of("part.rowGroup", places.size() + 1);
      if (group.getNum_rows() == 0) {
        continue;
      }
      if (group.getNum_rows() > MOST_ROWS) {
        throw new Rejection(Cause.BLOCK_TOO_LARGE, name);
      }
      ColumnChunkPlace[] ofGroup = new ColumnChunkPlace[columns.size()];
      long start = footerStart;
      for (int i = 0; i < ofGroup.length; i++) {
        ofGroup[i] = place(group, leaves.get(i), columns.get(i), footerStart, name);
        start = Math.min(start, ofGroup[i].start());
      }
      if (group.getNum_rows() < 0 || start <= previous) {
        throw new Rejection(Cause.DAMAGED_FILE, name);
      }
      places.add(ofGroup);
      rows.add((int) group.getNum_rows());
      starts.add(start);
      firstRecords.add(records);
      records += group.getNum_rows();
      previous = start;
    }
    return new ParquetForm(
        columns.toArray(ParquetColumn[]::new),
        places.toArray(ColumnChunkPlace[][]::new),
        rows.stream().mapToInt(Integer::intValue).toArray(),
        new BlockIndex(starts.build(), firstRecords.build(), records, footerStart),
        layout.conversions(),
        mostText);
  }

  private static ColumnChunkPlace place(
      RowGroup group, int leaf, ParquetColumn column, long footerStart, Saying name)
      throws Rejection {
    ColumnChunk chunk = leaf < group.getColumnsSize() ? group.getColumns().get(leaf) : null;
    ColumnMetaData data = chunk == null ? null : chunk.getMeta_data();
    if (data == null || data.getType() != column.type()) {
      throw new Rejection(Cause.DAMAGED_FILE, name);
    }
    long start = data.getData_page_offset();
    if (data.isSetDictionary_page_offset()
        && data.getDictionary_page_offset() > 0
        && data.getDictionary_page_offset() < start) {
      start = data.getDictionary_page_offset();
    }
    long bytes = data.getTotal_compressed_size();
    if (start < MAGIC.length
        || bytes < 0
        || bytes > footerStart - start
        || data.getNum_values() != group.getNum_rows()) {
      throw new Rejection(Cause.DAMAGED_FILE, name);
    }
    for (Encoding encoding : data.getEncodings()) {
      checkIsRead(encoding);
    }
    return new ColumnChunkPlace(start, bytes, codec(data));
  }

  private static void checkIsRead(Encoding encoding) throws Rejection {
    switch (encoding) {
      case PLAIN,
          PLAIN_DICTIONARY,
          RLE,
          RLE_DICTIONARY,
          BIT_PACKED,
          DELTA_BINARY_PACKED,
          DELTA_LENGTH_BYTE_ARRAY,
          DELTA_BYTE_ARRAY -> {}
      default -> throw new Rejection(Cause.CODEC, encoding.name());
    }
  }

  private static BlockCodec codec(ColumnMetaData data) throws Rejection {
    if (data.getCodec() == null) {
      throw new Rejection(Cause.CODEC, Saying.of("part.unknownCodec"));
    }
    return switch (data.getCodec()) {
      case UNCOMPRESSED -> BlockCodec.NONE;
      case SNAPPY -> BlockCodec.SNAPPY;
      case GZIP -> BlockCodec.GZIP;
      case ZSTD -> BlockCodec.ZSTANDARD;
      case LZ4_RAW -> BlockCodec.LZ4_RAW;
      default -> throw new Rejection(Cause.CODEC, data.getCodec().name());
    };
  }
}
