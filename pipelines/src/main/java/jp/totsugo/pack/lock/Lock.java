package jp.totsugo.pack.lock;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * How the packs of an insurer are locked. Locking takes random numbers: the same workbook, locked
 * twice, makes two different files.
 */
public interface Lock {
  /** For packs that everybody can open. */
  Lock NONE =
      new Lock() {
        @Override
        public String ending() {
          return ".xlsx";
        }

        @Override
        public OutputStream locked(OutputStream file, Path scratch) {
          return file;
        }
      };

  /** What the name of a pack ends with. */
  String ending();

  /**
   * A stream for the workbook. What is written to it stands in the file, locked, when it has been
   * closed, which also closes the file. Nothing of it is on the disk in the clear at any time.
   *
   * @param file the file to be, empty
   * @param scratch a folder of the command's own, for a temporary file of locked content that is
   *     gone when the stream is closed
   */
  OutputStream locked(OutputStream file, Path scratch) throws IOException;
}
