package jp.totsugo.upload.plan;

import java.io.IOException;
import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;

/** Looks in a file for a record of an insurer. */
final class InsurerSearch {
  /** Of a container as much is read before its first record. */
  private static final long PART = 16L << 20;

  private static final int NO_DAY = 0;

  private InsurerSearch() {}

  /** Whether a record has the insurer's number; reads on to the first that does. */
  static boolean finds(int insurer, UploadFile file) throws IOException {
    if (!file.presentColumns().contains(Column.INSURER_NUMBER)) {
      return false;
    }
    RecordView record = new RecordView(CharClasses.NONE, NO_DAY);
    for (long start = 0; start < file.bytes(); start += PART) {
      Slice part = new Slice(file.index(), 0, start, Math.min(start + PART, file.bytes()));
      try (RecordReader reader = RecordReader.open(file, part, record)) {
        for (RecordReader.Line line = reader.next(); line != null; line = reader.next()) {
          if (line == RecordReader.Line.RECORD && record.ownInsurer() == insurer) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
