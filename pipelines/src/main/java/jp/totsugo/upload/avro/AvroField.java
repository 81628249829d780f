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
  private static final int NO_UNION = -1;

  private final Schema schema;
  private final int valueBranch;
  private final int branches;
  private final FieldKind kind;
  private final List<String> symbols;

  /**
   * @param valueBranch the branch of a union that has the values, another being null; {@link
   *     #NO_UNION} where there is none
   * @param branches of the union
   */
  private AvroField(
      Schema schema, int valueBranch, int branches, FieldKind kind, List<String> symbols) {
    this.schema = schema;
    this.valueBranch = valueBranch;
    this.branches = branches;
    this.kind = kind;
    this.symbols = symbols;
  }

  /** A field that no rule looks at. */
  static AvroField ignored(Schema schema) {
    return new AvroField(schema, NO_UNION, 0, null, null);
  }

  /** The field of a column, in one of the types whose meaning is clear, which may be absent. */
  static AvroField of(Column column, Schema declared) throws Rejection {
    Schema schema = declared;
    int valueBranch = NO_UNION;
    int branches = 0;
    if (declared.isUnion()) {
      List<Schema.Type> types = declared.getTypes().stream().map(Schema::getType).toList();
      branches = types.size();
      valueBranch = types.indexOf(Schema.Type.NULL) == 0 ? 1 : 0;
      // One type of values, and perhaps null: anything else leaves open what a value means.
      if (valueBranch >= branches || branches > (types.contains(Schema.Type.NULL) ? 2 : 1)) {
        throw unclear(column, declared);
      }
      schema = declared.getTypes().get(valueBranch);
    }
    List<String> symbols = schema.getType() == Schema.Type.ENUM ? schema.getEnumSymbols() : null;
    return new AvroField(schema, valueBranch, branches, kind(column, schema), symbols);
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
    if (valueBranch != NO_UNION) {
      long branch = in.readZigzag();
      if (branch < 0 || branch >= branches) {
        throw new DamagedBlockException();
      }
      if (branch != valueBranch) {
        return;
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
