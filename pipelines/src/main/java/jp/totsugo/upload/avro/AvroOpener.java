package jp.totsugo.upload.avro;

import com.google.common.primitives.ImmutableLongArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.totsugo.record.Column;
import jp.totsugo.upload.container.BlockCodec;
import jp.totsugo.upload.container.BlockIndex;
import jp.totsugo.upload.container.BlockInput;
import jp.totsugo.upload.container.DamagedBlockException;
import jp.totsugo.upload.file.InputFile;
import jp.totsugo.upload.file.Opened;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.words.Saying;
import org.apache.avro.Schema;

/**
 * Opens Avro object container files (Avro specification, "Object Container Files"): reads the
 * header and walks over all blocks without reading what is in them.
 */
public final class AvroOpener {
  private static final byte[] MAGIC = {'O', 'b', 'j', 1};
  private static final int USUAL_HEADER = 16 * 1024;
  private static final int LONGEST_HEADER = 1 << 20;
  private static final int LEAST_GROUP_BYTES = 64 * 1024;
  private static final int MOST_GROUPS = 1 << 18;
  private static final int AROUND_BLOCKS = AvroBlocks.SYNC_BYTES + AvroBlocks.LONGEST_BLOCK_HEADER;

  private final Layout layout;
  private final BlockInput in = new BlockInput();

  public AvroOpener(Layout layout) {
    this.layout = layout;
  }

  public static boolean isAvro(byte[] head) {
    return head.length >= MAGIC.length && Arrays.equals(MAGIC, 0, 4, head, 0, 4);
  }

  /**
   * Opens a file for the planning, which says what is asked of it.
   *
   * @param mostText see {@link AvroForm#mostText}
   */
  public Opened open(Path path, long bytes, long mostText) throws IOException, Rejection {
    try (FileChannel channel = InputFile.open(path)) {
      Map<String, byte[]> metadata = new HashMap<>();
      long blocks = readHeader(channel, bytes, metadata);
      String json =
          AvroSchemas.shared(
              new String(metadata.getOrDefault("avro.schema", MAGIC), StandardCharsets.UTF_8));
      BlockCodec codec = codec(metadata.get("avro.codec"));
      Schema schema = schema(json);
      List<String> names = schema.getFields().stream().map(Schema.Field::name).toList();
      int[] columns = layout.columns(names);
      fields(schema, columns);
      byte[] sync = metadata.get("sync");
      return new Opened(
          columns,
          new AvroForm(
              json,
              codec,
              sync,
              index(channel, blocks, bytes, sync),
              layout.conversions(),
              mostText));
    }
  }

  /** How the fields of a record are read. */
  static AvroField[] fields(Schema schema, int[] columns) throws Rejection {
    AvroField[] fields = new AvroField[columns.length];
    for (int i = 0; i < columns.length; i++) {
      Schema declared = schema.getFields().get(i).schema();
      fields[i] =
          columns[i] < 0
              ? AvroField.ignored(declared)
              : AvroField.of(Column.ofSlot(columns[i]), declared);
    }
    return fields;
  }

  /** Reads the header, with the sync marker as {@code sync}; returns where the blocks begin. */
  private long readHeader(FileChannel channel, long bytes, Map<String, byte[]> metadata)
      throws IOException, Rejection {
    int length = (int) Math.min(USUAL_HEADER, bytes);
    while (true) {
      try {
        readMetadata(channel, length, metadata);
        return in.position();
      } catch (DamagedBlockException e) {
        if (length == bytes || length == LONGEST_HEADER) {
          throw new Rejection(Cause.DAMAGED_FILE, Saying.of("part.header"));
        }
        length = (int) Math.min(LONGEST_HEADER, bytes);
      }
    }
  }

  private void readMetadata(FileChannel channel, int length, Map<String, byte[]> metadata)
      throws IOException, DamagedBlockException {
    ByteBuffer head = ByteBuffer.allocate(length);
    int read = readFully(channel, head, 0);
    in.of(head.array(), MAGIC.length, read);
    for (long count = in.readZigzag(); count != 0; count = in.readZigzag()) {
      if (count < 0) {
        count = -count;
        in.readZigzag();
      }
      if (count > in.remaining()) {
        throw new DamagedBlockException();
      }
      for (long i = 0; i < count; i++) {
        String key = new String(bytes(in.readZigzag()), StandardCharsets.UTF_8);
        metadata.put(key, bytes(in.readZigzag()));
      }
    }
    metadata.put("sync", bytes(AvroBlocks.SYNC_BYTES));
  }

  private byte[] bytes(long length) throws DamagedBlockException {
    int from = in.skip(length);
    return Arrays.copyOfRange(in.bytes(), from, from + (int) length);
  }

  private static BlockCodec codec(byte[] name) throws Rejection {
    String codec = name == null ? "null" : new String(name, StandardCharsets.UTF_8);
    return switch (codec) {
      case "null" -> BlockCodec.NONE;
      case "deflate" -> BlockCodec.DEFLATE;
      case "snappy" -> BlockCodec.SNAPPY;
      case "zstandard" -> BlockCodec.ZSTANDARD;
      case "bzip2", "xz" -> throw new Rejection(Cause.CODEC, codec);
      default -> throw new Rejection(Cause.CODEC, Saying.of("part.unknownCodec"));
    };
  }

  private static Schema schema(String json) throws Rejection {
    Schema schema;
    try {
      schema = AvroSchemas.of(json);
    } catch (RuntimeException | StackOverflowError e) {
      throw new Rejection(Cause.DAMAGED_FILE, Saying.of("part.schema"));
    }
    if (schema.getType() != Schema.Type.RECORD) {
      throw new Rejection(Cause.DAMAGED_FILE, Saying.of("part.noRecord"));
    }
    return schema;
  }

  private BlockIndex index(FileChannel channel, long from, long bytes, byte[] sync)
      throws IOException, Rejection {
    ImmutableLongArray.Builder starts = ImmutableLongArray.builder();
    ImmutableLongArray.Builder firstRecords = ImmutableLongArray.builder();
    long groupBytes = Math.max(LEAST_GROUP_BYTES, bytes / MOST_GROUPS);
    long nextGroup = from;
    long records = 0;
    ByteBuffer around = ByteBuffer.allocate(AROUND_BLOCKS);
    System.arraycopy(sync, 0, around.array(), 0, sync.length);
    long at = from;
    around.position(AvroBlocks.SYNC_BYTES);
    readFully(channel, around, at);
    int length = around.position();
    while (true) {
      if (length < AvroBlocks.SYNC_BYTES
          || !Arrays.equals(around.array(), 0, sync.length, sync, 0, sync.length)) {
        throw new Rejection(Cause.DAMAGED_FILE, Saying.of("part.blockBefore", at));
      }
      if (at == bytes) {
        return new BlockIndex(starts.build(), firstRecords.build(), records, bytes);
      }
      if (at >= nextGroup) {
        starts.add(at);
        firstRecords.add(records);
        nextGroup = at + groupBytes;
      }
      long count;
      long size;
      try {
        in.of(around.array(), AvroBlocks.SYNC_BYTES, length);
        count = in.readZigzag();
        size = in.readZigzag();
      } catch (DamagedBlockException e) {
        throw new Rejection(Cause.DAMAGED_FILE, Saying.of("part.block", at));
      }
      if (count > AvroBlocks.MOST_RECORDS || size > BlockCodec.LONGEST_BLOCK) {
        throw new Rejection(Cause.BLOCK_TOO_LARGE, Saying.of("part.block", at));
      }
      long end = at + in.position() - AvroBlocks.SYNC_BYTES + size;
      if (count < 0 || size < 0 || end + AvroBlocks.SYNC_BYTES > bytes) {
        throw new Rejection(Cause.DAMAGED_FILE, Saying.of("part.block", at));
      }
      records += count;
      around.clear();
      length = readFully(channel, around, end);
      at = end + AvroBlocks.SYNC_BYTES;
    }
  }

  /** Returns how many bytes are in the buffer at the end. */
  private static int readFully(FileChannel channel, ByteBuffer into, long from) throws IOException {
    long at = from;
    while (into.hasRemaining()) {
      int read = InputFile.read(channel, into, at);
      if (read < 0) {
        break;
      }
      at += read;
    }
    return into.position();
  }
}
