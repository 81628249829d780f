package jp.totsugo.upload.avro;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import jp.totsugo.upload.container.BatchSource;
import jp.totsugo.upload.container.BlockCodec;
import jp.totsugo.upload.container.BlockIndex;
import jp.totsugo.upload.container.ContainerForm;
import jp.totsugo.upload.file.RecordFinder;
import jp.totsugo.upload.file.RecordLookup;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Conversions;

/** An Avro object container file: blocks of records, each block packed for itself. */
public final class AvroForm extends ContainerForm {
  private static final long serialVersionUID = 1L;

  private final String schema;
  private final BlockCodec codec;
  private final byte[] sync;

  /** Made from the schema when first asked for. */
  private transient volatile AvroField[] fields;

  AvroForm(
      String schema,
      BlockCodec codec,
      byte[] sync,
      BlockIndex index,
      Conversions conversions,
      long mostText) {
    super(index, conversions, mostText);
    this.schema = schema;
    this.codec = codec;
    this.sync = sync;
  }

  BlockCodec codec() {
    return codec;
  }

  /** The marker behind each block. */
  byte[] sync() {
    return sync;
  }

  /** How the fields of a record are read, in their order. */
  AvroField[] fields(UploadFile file) {
    AvroField[] made = fields;
    if (made == null) {
      try {
        made = AvroOpener.fields(AvroSchemas.of(schema), file.columns());
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
  public BatchSource records(UploadFile file, int from, int to) throws IOException {
    AvroBlocks blocks = new AvroBlocks(file, this);
    blocks.seek(index().start(from), index().start(to));
    return blocks;
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
        && index().equals(form.index());
  }

  @Override
  public int hashCode() {
    return Objects.hash(schema, index());
  }
}
