package jp.totsugo.upload.plan;

import java.io.IOException;
import java.util.Arrays;
import jp.totsugo.storage.PathText;
import jp.totsugo.upload.file.FileStamp;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.layout.Layouts;

/**
 * What was known of a file that the user gave when it was opened, to tell later whether it is still
 * the same.
 *
 * @param stamp what the file system said of it before anything was read
 * @param packedChecksum CRC-32C of a file that was unpacked, as it was read then; null for one that
 *     is read as it is
 * @param layout by which it was opened
 */
public record SourceFile(FileStamp stamp, Long packedChecksum, Layout layout) {
  /**
   * Whether a file would be opened now as it was: equal bytes were not read as equal records if
   * they were put there only after the file had been opened.
   */
  public boolean opensAs(UploadFile file) throws IOException {
    try {
      UploadFile now =
          new UploadOpener(Layouts.of(layout))
              .open(file.name(), file.file(), PathText.path(file.source()));
      return now.form().equals(file.form()) && Arrays.equals(now.columns(), file.columns());
    } catch (Rejection e) {
      return false;
    }
  }
}
