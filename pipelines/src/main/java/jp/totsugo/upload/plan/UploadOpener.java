package jp.totsugo.upload.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.storage.PathText;
import jp.totsugo.upload.avro.AvroOpener;
import jp.totsugo.upload.decode.EncodingDetector;
import jp.totsugo.upload.file.FileStart;
import jp.totsugo.upload.file.Opened;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.layout.Layouts;
import jp.totsugo.upload.parquet.ParquetOpener;
import jp.totsugo.upload.text.CsvOpener;
import jp.totsugo.upload.unpack.Unpacker;
import jp.totsugo.words.Saying;

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
    try (FileStart start = FileStart.of(path)) {
      return open(name, start, source);
    } catch (IOException e) {
      throw Rejection.notReadable(e);
    }
  }

  /**
   * Opens a file further that is open already.
   *
   * @param start where the bytes are, unpacked
   * @param source the file that the user gave
   */
  UploadFile open(String name, FileStart start, Path source) throws Rejection, IOException {
    try {
      String sourceName = PathText.text(source.getFileName());
      Opened opened = open(layouts.of(name), start, source);
      UploadFile file =
          new UploadFile(
              0,
              name,
              PathText.text(start.path().toAbsolutePath()),
              PathText.text(source),
              start.bytes(),
              opened.columns(),
              InsurerNumber.UNKNOWN,
              opened.form());
      BombSearch.refuseBomb(file);
      return file.withUploader(uploader(sourceName, file));
    } catch (IOException e) {
      throw Rejection.notReadable(e);
    }
  }

  private Opened open(Layout layout, FileStart start, Path source) throws IOException, Rejection {
    byte[] head = start.head(MAGIC_BYTES);
    if (AvroOpener.isAvro(head)) {
      return new AvroOpener(layout).open(start.path(), start.bytes(), mostText(source));
    }
    if (ParquetOpener.isParquet(head)) {
      return new ParquetOpener(layout).open(start.path(), start.bytes(), mostText(source));
    }
    if (UploadName.isContainer(PathText.text(source.getFileName()))) {
      throw new Rejection(Cause.WRONG_FORMAT);
    }
    return new CsvOpener(layout, detector).open(start);
  }

  private static long mostText(Path source) throws IOException {
    return Unpacker.most(Files.size(source));
  }

  /** Rejects a file whose columns have names and types: nothing of its form is left to be told. */
  public static void refuseContainer(Path path) throws IOException, Rejection {
    byte[] head;
    try (FileStart start = FileStart.of(path)) {
      head = start.head(MAGIC_BYTES);
    }
    if (AvroOpener.isAvro(head) || ParquetOpener.isParquet(head)) {
      throw new Rejection(
          Cause.BINARY, Saying.of("file.container", AvroOpener.isAvro(head) ? "Avro" : "Parquet"));
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
