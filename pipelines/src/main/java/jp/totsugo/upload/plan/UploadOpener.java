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
import jp.totsugo.upload.unpack.Unpacker;

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
      Opened opened = open(layouts.of(name), path, bytes, source);
      UploadFile file =
          new UploadFile(
              0,
              name,
              PathText.text(path),
              PathText.text(source),
              bytes,
              opened.columns(),
              InsurerNumber.UNKNOWN,
              opened.form());
      BombSearch.refuseBomb(file);
      return file.withUploader(uploader(sourceName, file));
    } catch (IOException e) {
      throw Rejection.notReadable(e);
    }
  }

  private Opened open(Layout layout, Path path, long bytes, Path source)
      throws IOException, Rejection {
    byte[] head = head(path);
    long mostText = Unpacker.most(Files.size(source));
    if (AvroOpener.isAvro(head)) {
      return new AvroOpener(layout).open(path, bytes, mostText);
    }
    if (ParquetOpener.isParquet(head)) {
      return new ParquetOpener(layout).open(path, bytes, mostText);
    }
    if (UploadName.isContainer(PathText.text(source.getFileName()))) {
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

  /**
   * The insurer that a file's name begins with, or {@link InsurerNumber#UNKNOWN}. Digits that may
   * be a day are an insurer's only if a record has them too.
   */
  private static int uploader(String fileName, UploadFile file) throws IOException {
    int insurer = UploadName.insurer(fileName);
    return insurer != InsurerNumber.UNKNOWN
            && UploadName.mayBeDay(fileName)
            && !InsurerSearch.finds(insurer, file)
        ? InsurerNumber.UNKNOWN
        : insurer;
  }
}
