package jp.totsugo.upload.avro;

import java.util.List;
import java.util.Locale;
import jp.totsugo.record.Column;
import jp.totsugo.upload.container.BlockInput;
import jp.totsugo.upload.container.DamagedBlockException;
import jp.totsugo.upload.container.FieldKind;
import jp.totsugo.upload.container.RecordBatch;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.Rejection;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * A field of the records in an Avro file, and how it is read. Nothing is made of a schema but
 * these: no class is looked up by a name that a file brings along.
 */
final class AvroField {
  private static final int DEEPEST = 32;

  private final Schema schema;
  private final int nullBranch;
  private final FieldKind kind;
  private final List<String> symbols;

  private AvroField(Schema schema, int nullBranch, FieldKind kind, List<String> symbols) {
    this.schema = schema;
    this.nullBranch = nullBranch;
    this.kind = kind;
    this.symbols = symbols;
  }

  /** A field that no rule looks at. */
  static AvroField ignored(Schema schema) {
    return new AvroField(schema, -1, null, null);
  }

  /** The field of a column, in one of the types whose meaning is clear, which may be absent. */
  static AvroField of(Column column, Schema declared) throws Rejection {
    Schema schema = declared;
    int nullBranch = -1;
    if (declared.isUnion()) {
      List<Schema> branches = declared.getTypes();
      nullBranch =
          branches.size() != 2 ? -1 : branches.get(0).getType() == Schema.Type.NULL ? 0 : 1;
      if (nullBranch < 0 || branches.get(nullBranch).getType() != Schema.Type.NULL) {
        throw unclear(column, declared);
      }
      schema = branches.get(1 - nullBranch);
    }
    List<String> symbols = schema.getType() == Schema.Type.ENUM ? schema.getEnumSymbols() : null;
    return new AvroField(schema, nullBranch, kind(column, schema), symbols);
  }

  private static FieldKind kind(Column column, Schema schema) throws Rejection {
    boolean isPlain = schema.getLogicalType() == null;
    switch (schema.getType()) {
      case STRING, ENUM -> {
        return FieldKind.TEXT;
      }
      case BYTES -> {
        if (isPlain) {
          return FieldKind.TEXT;
        }
      }
      case INT, LONG -> {
        if (isPlain && FieldKind.canBeNumber(column)) {
          return FieldKind.NUMBER;
        }
        if (schema.getLogicalType() instanceof LogicalTypes.Date && FieldKind.isDate(column)) {
          return FieldKind.DAYS;
        }
      }
      default -> {}
    }
    throw unclear(column, schema);
  }

  private static Rejection unclear(Column column, Schema schema) {
    String type =
        schema.getLogicalType() == null
            ? schema.getType().name().toLowerCase(Locale.ROOT)
            : schema.getLogicalType().getName();
    return new Rejection(Cause.COLUMN_TYPE, column.header() + ": " + type);
  }

  boolean isIgnored() {
    return kind == null;
  }

  /** Passes over a value of a field that is ignored. */
  void skip(BlockInput in) throws DamagedBlockException {
    skip(schema, in, 0);
  }

  /** Reads a value of a column into a batch. */
  void read(BlockInput in, RecordBatch batch, int row, int field) throws DamagedBlockException {
    if (nullBranch >= 0) {
      long branch = in.readZigzag();
      if (branch == nullBranch) {
        return;
      }
      if (branch != 1 - nullBranch) {
        throw new DamagedBlockException();
      }
    }
    if (kind != FieldKind.TEXT) {
      batch.putNumber(row, field, kind.digits(in.readZigzag()));
    } else if (symbols == null) {
      long length = in.readZigzag();
      batch.put(row, field, in.bytes(), in.skip(length), (int) length);
    } else {
      byte[] symbol = symbol(in.readZigzag()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      batch.put(row, field, symbol, 0, symbol.length);
    }
  }

  private String symbol(long index) throws DamagedBlockException {
    if (index < 0 || index >= symbols.size()) {
      throw new DamagedBlockException();
    }
    return symbols.get((int) index);
  }

  private static void skip(Schema schema, BlockInput in, int depth) throws DamagedBlockException {
    if (depth > DEEPEST) {
      throw new DamagedBlockException();
    }
    switch (schema.getType()) {
      case NULL -> {}
      case BOOLEAN -> in.skip(1);
      case INT, LONG, ENUM -> in.readZigzag();
      case FLOAT -> in.skip(4);
      case DOUBLE -> in.skip(8);
      case BYTES, STRING -> in.skip(in.readZigzag());
      case FIXED -> in.skip(schema.getFixedSize());
      case ARRAY -> skipItems(null, schema.getElementType(), in, depth);
      case MAP -> skipItems(Schema.create(Schema.Type.STRING), schema.getValueType(), in, depth);
      case RECORD -> {
        for (Schema.Field field : schema.getFields()) {
          skip(field.schema(), in, depth + 1);
        }
      }
      case UNION -> {
        long branch = in.readZigzag();
        if (branch < 0 || branch >= schema.getTypes().size()) {
          throw new DamagedBlockException();
        }
        skip(schema.getTypes().get((int) branch), in, depth + 1);
      }
    }
  }

  private static void skipItems(Schema key, Schema value, BlockInput in, int depth)
      throws DamagedBlockException {
    for (long count = in.readZigzag(); count != 0; count = in.readZigzag()) {
      if (count < 0) {
        in.skip(in.readZigzag());
        continue;
      }
      if (count > in.remaining()) {
        throw new DamagedBlockException();
      }
      for (long i = 0; i < count; i++) {
        if (key != null) {
          skip(key, in, depth + 1);
        }
        skip(value, in, depth + 1);
      }
    }
  }
}
