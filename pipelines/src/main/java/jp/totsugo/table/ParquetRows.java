package jp.totsugo.table;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/**
 * Reads a table that {@link ParquetTable} wrote, in this version of the program or another, row by
 * row. Columns go by their names: what the row does not know is passed over, what the table lacks
 * has the default of the schema. A row group at a time is in memory.
 *
 * <p>A file that is no such table, is damaged, or lacks a column that has no default is an {@link
 * IOException} that names it.
 *
 * @param <T> a row
 */
public final class ParquetRows<T extends SpecificRecord> implements Closeable {
  /** As AvroReadSupport calls it, which sets it in a configuration of Hadoop only. */
  private static final String READ_SCHEMA = "parquet.avro.read.schema";

  private final Path file;
  private final ParquetReader<T> reader;

  private ParquetRows(Path file, ParquetReader<T> reader) {
    this.file = file;
    this.reader = reader;
  }

  /** All rows in their order. */
  public static <T extends SpecificRecord> ParquetRows<T> open(Path file, Class<T> row)
      throws IOException {
    return open(file, row, Map.of());
  }

  /**
   * The rows with these texts in these columns. Where the table is sorted by them, most of it is
   * not read.
   */
  public static <T extends SpecificRecord> ParquetRows<T> open(
      Path file, Class<T> row, Map<String, String> texts) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    Schema schema = SpecificData.get().getSchema(row);
    InputFile input = new ParquetFileInput(file);
    Schema present = present(schema, columns(input, file), file);
    try {
      return new ParquetRows<>(
          file,
          ParquetRows.<T>reader(input, schema, present, SpecificData.get())
              .withFilter(filter(texts))
              .build());
    } catch (RuntimeException e) {
      throw damaged(file, e);
    }
  }

  /** Hands over every row. */
  public static <T extends SpecificRecord> void forEach(
      Path file, Class<T> row, Consumer<T> consumer) throws IOException {
    try (ParquetRows<T> rows = open(file, row)) {
      for (T next = rows.next(); next != null; next = rows.next()) {
        consumer.accept(next);
      }
    }
  }

  /**
   * Hands over some columns of every row, all of them texts; the others are not read.
   *
   * @param consumer takes a row that tells the text of a column, as {@link CsvRows} does
   */
  public static void forEach(
      Path file, List<String> columns, Consumer<UnaryOperator<String>> consumer)
      throws IOException {
    Schema schema =
        columns.stream()
            .reduce(
                SchemaBuilder.record("Texts").fields(),
                SchemaBuilder.FieldAssembler::requiredString,
                (a, b) -> a)
            .endRecord();
    InputFile input = new ParquetFileInput(file);
    try (ParquetReader<GenericRecord> reader =
        ParquetRows.<GenericRecord>reader(
                input, schema, present(schema, columns(input, file), file), GenericData.get())
            .build()) {
      for (GenericRecord row = next(file, reader); row != null; row = next(file, reader)) {
        GenericRecord texts = row;
        consumer.accept(column -> texts.get(column).toString());
      }
    }
  }

  /** The next row, an object of its own, or null at the end. */
  public T next() throws IOException {
    return next(file, reader);
  }

  private static <R> R next(Path file, ParquetReader<R> reader) throws IOException {
    try {
      return reader.read();
    } catch (RuntimeException e) {
      throw damaged(file, e);
    }
  }

  private static <R> ParquetReader.Builder<R> reader(
      InputFile input, Schema schema, Schema present, GenericData model) {
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.set(READ_SCHEMA, schema.toString());
    configuration.set(AvroReadSupport.AVRO_REQUESTED_PROJECTION, present.toString());
    return AvroParquetReader.<R>builder(input, configuration).withDataModel(model);
  }

  private static MessageType columns(InputFile input, Path file) throws IOException {
    try (ParquetFileReader footer =
        ParquetFileReader.open(
            input, ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      return footer.getFileMetaData().getSchema();
    } catch (RuntimeException e) {
      throw damaged(file, e);
    }
  }

  /** The fields of the schema that the table has. */
  private static Schema present(Schema schema, MessageType table, Path file) throws IOException {
    List<Schema.Field> present = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      if (table.containsField(field.name())) {
        present.add(new Schema.Field(field, field.schema()));
      } else if (!field.hasDefaultValue()) {
        throw new IOException(file + ": the table has no column " + field.name());
      }
    }
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, present);
  }

  private static FilterCompat.Filter filter(Map<String, String> texts) {
    return texts.entrySet().stream()
        .map(ParquetRows::equal)
        .reduce(FilterApi::and)
        .map(FilterCompat::get)
        .orElse(FilterCompat.NOOP);
  }

  private static FilterPredicate equal(Map.Entry<String, String> text) {
    return FilterApi.eq(FilterApi.binaryColumn(text.getKey()), Binary.fromString(text.getValue()));
  }

  static IOException damaged(Path file, RuntimeException why) {
    return new IOException(file + ": is no table of a run, or damaged", why);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
