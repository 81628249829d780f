package jp.totsugo.upload;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** What a file is, by the end of its name. */
enum UploadFormat {
  CSV(".csv"),
  CSV_GZIP(".csv.gz"),
  CSV_BZIP2(".csv.bz2"),
  CSV_ZSTANDARD(".csv.zst"),
  AVRO(".avro"),
  PARQUET(".parquet");

  private final String ending;

  UploadFormat(String ending) {
    this.ending = ending;
  }

  /** The format of a file of this name, or null. */
  static UploadFormat of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    for (UploadFormat format : values()) {
      if (name.endsWith(format.ending)) {
        return format;
      }
    }
    return null;
  }

  boolean isCompressed() {
    return this == CSV_GZIP || this == CSV_BZIP2 || this == CSV_ZSTANDARD;
  }

  InputStream unpack(InputStream packed) throws IOException {
    return switch (this) {
      case CSV_GZIP -> new GZIPInputStream(packed, 64 * 1024);
      case CSV_BZIP2 -> new BZip2CompressorInputStream(packed, true);
      case CSV_ZSTANDARD -> new ZstdCompressorInputStream(packed);
      default -> packed;
    };
  }
}
