package jp.totsugo.upload.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.storage.PathText;
import jp.totsugo.upload.avro.AvroOpener;
import jp.totsugo.upload.decode.EncodingDetector;
import jp.totsugo.upload.file.InputFile;
import jp.totsugo.upload.file.Opened;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.layout.Layouts;
import jp.totsugo.upload.parquet.ParquetOpener;
import jp.totsugo.upload.text.CsvOpener;

/**
 * Opens files far enough to know whether each is an upload, and how it is to be read: by content,
 * not by name. Serves one thread.
 */
public final class UploadOpener {
  private static final int MAGIC_BYTES = 4;

  private final Layouts layouts;
  private final EncodingDetector detector = new EncodingDetector();

  public UploadOpener(Layouts layouts) {
    this.layouts = layouts;
  }

  /**
   * Opens a file; its index is the planner's to give.
   *
   * @param path where the bytes are, unpacked
   * @param source the file that the user gave
   */
  public UploadFile open(String name, Path path, Path source) throws Rejection, IOException {
    try {
      long bytes = Files.size(path);
      String sourceName = PathText.text(source.getFileName());
      Opened opened = open(layouts.of(name), path, bytes, sourceName);
      return new UploadFile(
          0,
          name,
          PathText.text(path),
          PathText.text(source),
          bytes,
          opened.columns(),
          uploader(sourceName),
          opened.form());
    } catch (IOException e) {
      throw Rejection.notReadable(e);
    }
  }

  private Opened open(Layout layout, Path path, long bytes, String sourceName)
      throws IOException, Rejection {
    byte[] head = head(path);
    if (AvroOpener.isAvro(head)) {
      return new AvroOpener(layout).open(path, bytes);
    }
    if (ParquetOpener.isParquet(head)) {
      return new ParquetOpener(layout).open(path, bytes);
    }
    if (UploadName.isContainer(sourceName)) {
      throw new Rejection(Cause.WRONG_FORMAT, "");
    }
    return new CsvOpener(layout, detector).open(path, bytes);
  }

  /** Rejects a file whose columns have names and types: nothing of its form is left to be told. */
  public static void refuseContainer(Path path) throws IOException, Rejection {
    byte[] head = head(path);
    if (AvroOpener.isAvro(head) || ParquetOpener.isParquet(head)) {
      throw new Rejection(
          Cause.BINARY,
          "but "
              + (AvroOpener.isAvro(head) ? "Avro" : "Parquet")
              + ", which names its columns; layout check standard shows what is read of it");
    }
  }

  private static byte[] head(Path path) throws IOException {
    try (InputStream in = InputFile.stream(path)) {
      return in.readNBytes(MAGIC_BYTES);
    }
  }

  /** The insurer that a file's name begins with, or {@link InsurerNumber#UNKNOWN}. */
  static int uploader(String fileName) {
    int digits = 0;
    while (digits < fileName.length() && Character.digit(fileName.charAt(digits), 10) >= 0) {
      digits++;
    }
    if (digits == fileName.length() || "_-.".indexOf(fileName.charAt(digits)) < 0) {
      return InsurerNumber.UNKNOWN;
    }
    String number = fileName.substring(0, digits);
    int insurer = InsurerNumber.parse(number);
    return insurer == InsurerNumber.INVALID || isYearAndMonth(number)
        ? InsurerNumber.UNKNOWN
        : insurer;
  }

  /**
   * Whether six digits are a month since My Numbers exist. The few that are also valid insurer
   * numbers would be insurers that do not exist (Nagano has no 150 municipalities).
   */
  private static boolean isYearAndMonth(String digits) {
    return digits.matches("20(1[5-9]|2[0-9])(0[1-9]|1[0-2])");
  }
}
