package jp.totsugo.nation;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.Schema;

/** The form of a nation's files: its uploads and its register. */
public enum Format {
  /** As the server of each insurer writes it. */
  csv(2),
  /** A container file with the schema {@code Subscriber} or {@code Resident}. */
  avro(1),
  /** The columns of the same schemas. */
  parquet(1);

  /** The number by which findings and truth name the first record of a file. */
  final int firstLine;

  Format(int firstLine) {
    this.firstLine = firstLine;
  }

  /** The name of a file of this form. */
  String fileName(String stem) {
    return stem + "." + name();
  }

  /** Brings finished CSV rows into the form that {@link TableFile#add} takes. */
  byte[] encode(Bytes rows, TextEncoding encoding, Schema schema) throws IOException {
    return this == csv ? rows.toArray() : AvroRows.encode(rows.toArray(), encoding, schema);
  }

  /**
   * Begins a file. Only a CSV needs the header; the other forms name columns as the schema does.
   */
  TableFile create(Path file, Bytes header, Schema schema) throws IOException {
    return switch (this) {
      case csv -> new CsvFile(file, header);
      case avro -> new AvroFile(file, schema);
      case parquet -> new ParquetFile(file, schema);
    };
  }
}
