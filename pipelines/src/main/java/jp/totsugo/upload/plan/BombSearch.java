package jp.totsugo.upload.plan;

import java.io.IOException;
import jp.totsugo.record.CharClasses;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.file.FileForm;
import jp.totsugo.upload.file.LostFileException;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;

/**
 * Finds out whether a container of hardly any bytes a record grows to more text than it may, before
 * any of it is checked. Others show it while they are read: see {@link FileForm#mostText}.
 */
final class BombSearch {
  /** A My Number of each record alone takes as many. */
  private static final int FEWEST_BYTES = 6;

  private static final int NO_DAY = 0;

  private BombSearch() {}

  static void refuseBomb(UploadFile file) throws IOException, Rejection {
    long records = file.form().mostRecordsOfSlice(Long.MAX_VALUE);
    if (records <= file.bytes() / FEWEST_BYTES) {
      return;
    }
    RecordView record = new RecordView(CharClasses.NONE, NO_DAY);
    Slice whole = new Slice(file.index(), 0, 0, file.bytes());
    try (RecordReader reader = RecordReader.open(file, whole, record)) {
      RecordReader.Line line = reader.next();
      while (line != null) {
        line = reader.next();
      }
    } catch (LostFileException e) {
      throw new Rejection(e.reason());
    }
  }
}
