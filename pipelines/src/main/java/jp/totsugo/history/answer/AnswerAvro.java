package jp.totsugo.history.answer;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.totsugo.history.answer.AnswerRow.UnusableFileException;
import jp.totsugo.history.answer.RefusedAnswer.Cause;
import jp.totsugo.upload.container.BlockBytes;
import jp.totsugo.upload.container.BlockCodec;
import jp.totsugo.upload.container.BlockInput;
import jp.totsugo.upload.container.DamagedBlockException;
import org.apache.avro.Schema;

/**
 * Reads answers from an Avro object container file of flat records: fields by name in any order, of
 * type string, or of string and null. No length is believed before it is checked, so that a damaged
 * file takes no memory.
 */
final class AnswerAvro {
  private static final byte[] MAGIC = {'O', 'b', 'j', 1};
  private static final int SYNC_BYTES = 16;
  private static final int LONGEST_METADATA = 1 << 20;
  private static final int LONGEST_NUMBER = 10;
  private static final int SNAPPY_CHECKSUM = 4;

  private final DataInputStream in;
  private final BlockBytes unpacked = new BlockBytes();
  private BlockCodec codec;
  private byte[] sync;

  /** The cell that a field is, or -1. */
  private int[] places;

  /** For a union the branch that is the string, else -1. */
  private int[] stringBranches;

  private long records;

  private AnswerAvro(DataInputStream in) {
    this.in = in;
  }

  static boolean isAvro(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  static void read(Path file, AnswerRow.Consumer consumer)
      throws IOException, UnusableFileException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 64 * 1024))) {
      AnswerAvro avro = new AnswerAvro(in);
      try {
        avro.readHeader();
        while (avro.readBlock(consumer)) {}
      } catch (DamagedBlockException | EOFException e) {
        throw new UnusableFileException(Cause.FILE_DAMAGED, avro.records + 1);
      }
    }
  }

  private void readHeader() throws IOException, DamagedBlockException, UnusableFileException {
    in.readFully(new byte[MAGIC.length]);
    Map<String, byte[]> metadata = new HashMap<>();
    int left = LONGEST_METADATA;
    for (long count = number(); count != 0; count = number()) {
      if (count < 0) {
        number();
        count = -count;
      }
      for (long i = 0; i < count; i++) {
        byte[] key = bytes(left);
        byte[] value = bytes(left - key.length);
        // At least their lengths.
        left -= key.length + value.length + 2;
        metadata.put(new String(key, StandardCharsets.UTF_8), value);
      }
    }
    sync = new byte[SYNC_BYTES];
    in.readFully(sync);
    codec =
        switch (text(metadata.get("avro.codec"), "null")) {
          case "null" -> BlockCodec.NONE;
          case "deflate" -> BlockCodec.DEFLATE;
          case "snappy" -> BlockCodec.SNAPPY;
          case "zstandard" -> BlockCodec.ZSTANDARD;
          default -> throw new UnusableFileException(Cause.FILE_NO_ANSWERS, 0);
        };
    readSchema(text(metadata.get("avro.schema"), ""));
  }

  private static String text(byte[] bytes, String usual) {
    return bytes == null ? usual : new String(bytes, StandardCharsets.UTF_8);
  }

  private void readSchema(String json) throws UnusableFileException {
    List<Schema.Field> fields;
    try {
      fields =
          new Schema.Parser().setValidate(false).setValidateDefaults(false).parse(json).getFields();
    } catch (RuntimeException | StackOverflowError e) {
      throw new UnusableFileException(Cause.FILE_NO_ANSWERS, 0);
    }
    places = AnswerRow.places(fields.stream().map(Schema.Field::name).toList());
    stringBranches = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      stringBranches[i] = stringBranch(fields.get(i).schema());
    }
  }

  private static int stringBranch(Schema schema) throws UnusableFileException {
    if (schema.getType() == Schema.Type.STRING) {
      return -1;
    }
    List<Schema.Type> types =
        schema.isUnion()
            ? schema.getTypes().stream().map(Schema::getType).toList()
            : List.of(schema.getType());
    int branch = types.indexOf(Schema.Type.STRING);
    if (branch < 0 || types.size() > 2 || types.size() == 2 && !types.contains(Schema.Type.NULL)) {
      throw new UnusableFileException(Cause.FILE_NO_ANSWERS, 0);
    }
    return branch;
  }

  private boolean readBlock(AnswerRow.Consumer consumer) throws IOException, DamagedBlockException {
    in.mark(1);
    if (in.read() < 0) {
      return false;
    }
    in.reset();
    long count = number();
    byte[] packed = bytes(BlockCodec.LONGEST_BLOCK);
    byte[] marker = new byte[SYNC_BYTES];
    in.readFully(marker);
    if (!Arrays.equals(marker, sync) || count < 0) {
      throw new DamagedBlockException();
    }
    int length = packed.length - (codec == BlockCodec.SNAPPY ? SNAPPY_CHECKSUM : 0);
    if (length < 0) {
      throw new DamagedBlockException();
    }
    codec.unpack(packed, 0, length, unpacked, BlockCodec.LONGEST_BLOCK);
    BlockInput block = new BlockInput().of(unpacked.array(), 0, unpacked.length());
    for (long i = 0; i < count; i++) {
      AnswerRow row = row(block);
      records++;
      consumer.accept(records, row);
    }
    if (block.remaining() != 0) {
      throw new DamagedBlockException();
    }
    return true;
  }

  private AnswerRow row(BlockInput block) throws DamagedBlockException {
    String[] row = {"", "", "", "", "", ""};
    for (int i = 0; i < places.length; i++) {
      boolean isText = stringBranches[i] < 0 || block.readZigzag() == stringBranches[i];
      if (isText) {
        int length = (int) Math.min(Integer.MAX_VALUE, block.readZigzag());
        int from = block.skip(length);
        if (places[i] >= 0) {
          row[places[i]] = new String(block.bytes(), from, length, StandardCharsets.UTF_8);
        }
      }
    }
    return AnswerRow.of(row);
  }

  private byte[] bytes(int most) throws IOException, DamagedBlockException {
    long length = number();
    if (length < 0 || length > most) {
      throw new DamagedBlockException();
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private long number() throws IOException, DamagedBlockException {
    byte[] number = new byte[LONGEST_NUMBER];
    int length = 0;
    do {
      if (length == number.length) {
        throw new DamagedBlockException();
      }
      number[length] = in.readByte();
    } while (number[length++] < 0);
    return new BlockInput().of(number, 0, length).readZigzag();
  }
}
