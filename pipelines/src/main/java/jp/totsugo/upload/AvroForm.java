package jp.totsugo.upload;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import jp.totsugo.record.RecordView;
import org.apache.avro.Schema;

/** An Avro object container file: blocks of records, each block packed for itself. */
public final class AvroForm implements FileForm {
  private static final long serialVersionUID = 1L;

  private final String schema;
  private final BlockCodec codec;
  private final byte[] sync;
  private final BlockIndex index;
  private final Conversions conversions;

  /** Made from the schema when first asked for. */
  private transient volatile AvroField[] fields;

  AvroForm(
      String schema, BlockCodec codec, byte[] sync, BlockIndex index, Conversions conversions) {
    this.schema = schema;
    this.codec = codec;
    this.sync = sync;
    this.index = index;
    this.conversions = conversions;
  }

  /** The schema of the records in a file; nothing in it is validated, so that any name is one. */
  static Schema parse(String schema) {
    return new Schema.Parser().setValidate(false).setValidateDefaults(false).parse(schema);
  }

  BlockCodec codec() {
    return codec;
  }

  /** The marker behind each block. */
  byte[] sync() {
    return sync;
  }

  Conversions conversions() {
    return conversions;
  }

  BlockIndex index() {
    return index;
  }

  /** How the fields of a record are read, in their order. */
  AvroField[] fields(UploadFile file) {
    AvroField[] made = fields;
    if (made == null) {
      try {
        made = AvroOpener.fields(parse(schema), file.columns());
      } catch (Rejection e) {
        throw new IllegalStateException("a schema that was accepted", e);
      }
      fields = made;
    }
    return made;
  }

  @Override
  public String format() {
    return "avro";
  }

  @Override
  public String encodingLabel() {
    return Encoding.UTF_8.label();
  }

  @Override
  public boolean hasByteOrderMark() {
    return false;
  }

  @Override
  public int headerLines() {
    return 0;
  }

  @Override
  public int sliceOf(long place, long sliceBytes) {
    return (int) (index.start(index.groupOf(place)) / sliceBytes);
  }

  @Override
  public long mostRecordsOfSlice(long sliceBytes) {
    return index.mostRecordsOfSlice(sliceBytes);
  }

  @Override
  public RecordReader reader(UploadFile file, Slice slice, RecordView record) throws IOException {
    int first = index.groupFrom(slice.start());
    int next = index.groupFrom(slice.end());
    long firstRecord = first < next ? index.firstRecord(first) : 0;
    AvroBlocks blocks = new AvroBlocks(file, this);
    blocks.seek(index.start(first), index.start(next));
    return new BatchReader(file, slice, record, blocks, firstRecord, conversions);
  }

  @Override
  public RecordFinder finder(UploadFile file, RecordLookup lookup) throws IOException {
    return new AvroFinder(file, this, lookup);
  }

  /** Whether a file of the other form is read in the same way. */
  @Override
  public boolean equals(Object other) {
    return other instanceof AvroForm form
        && schema.equals(form.schema)
        && codec == form.codec
        && Arrays.equals(sync, form.sync)
        && index.equals(form.index);
  }

  @Override
  public int hashCode() {
    return Objects.hash(schema, index);
  }
}
