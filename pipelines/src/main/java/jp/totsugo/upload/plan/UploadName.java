package jp.totsugo.upload.plan;

import java.util.List;
import java.util.Locale;
import jp.totsugo.upload.unpack.Packing;

/**
 * Which names a folder is searched for. What a file is shows its content: see {@link Packing} and
 * {@link UploadOpener}.
 */
final class UploadName {
  private static final List<String> PACKINGS = List.of("", ".gz", ".bz2", ".zst", ".zip");
  private static final List<String> FORMATS = List.of(".csv", ".avro", ".parquet");

  private UploadName() {}

  static boolean isUpload(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return PACKINGS.stream()
        .filter(name::endsWith)
        .map(packing -> name.substring(0, name.length() - packing.length()))
        .anyMatch(unpacked -> FORMATS.stream().anyMatch(unpacked::endsWith));
  }

  /** Whether a name says that the file is Avro or Parquet. */
  static boolean isContainer(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return name.endsWith(".avro") || name.endsWith(".parquet");
  }
}
