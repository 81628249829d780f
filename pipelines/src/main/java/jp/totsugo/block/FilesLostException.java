package jp.totsugo.block;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import jp.totsugo.upload.file.RejectedFile.Cause;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * Uploads failed or changed while they were read: whatever comes next would be done for nothing. It
 * travels through the engine to whoever waits for the run, and goes with its attempt where the
 * engine gives that up. No engine need try again.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class FilesLostException extends IOException {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Integer, Cause> files;

  /**
   * @param files why, by their index
   */
  public FilesLostException(Map<Integer, Cause> files) {
    super("files were lost while they were read");
    this.files = new TreeMap<>(files);
  }

  /** Fails if there are any. */
  static void refuseAny(Map<Integer, Cause> files) throws FilesLostException {
    if (!files.isEmpty()) {
      throw new FilesLostException(files);
    }
  }

  /** Why each was lost, by their index. */
  public Map<Integer, Cause> files() {
    return files;
  }
}
