package jp.totsugo.upload;

import java.io.IOException;
import jp.totsugo.upload.RejectedFile.Cause;

/** Thrown to say that a file is rejected. */
final class Rejection extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Cause cause;

  /**
   * @param detail what stderr says besides; never a value
   */
  Rejection(Cause cause, String detail) {
    super(detail, null, false, false);
    this.cause = cause;
  }

  /** Of a file that cannot be opened. */
  static Rejection notReadable(IOException e) {
    return new Rejection(Cause.NOT_READABLE, e.getClass().getSimpleName());
  }

  RejectedFile of(String name) {
    return new RejectedFile(name, cause, getMessage());
  }
}
