package jp.totsugo.upload.file;

import java.io.IOException;
import jp.totsugo.upload.file.RejectedFile.Cause;

/** Thrown to say that a file is rejected. */
public final class Rejection extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Cause cause;

  /**
   * @param detail what stderr says besides; never a value
   */
  public Rejection(Cause cause, String detail) {
    super(detail, null, false, false);
    this.cause = cause;
  }

  /**
   * Of a file that cannot be opened.
   *
   * @throws IOException the failure itself, if it says nothing of the file
   */
  public static Rejection notReadable(IOException e) throws IOException {
    if (InputFile.saysNothingOfTheFile(e)) {
      throw e;
    }
    return new Rejection(Cause.NOT_READABLE, e.getClass().getSimpleName());
  }

  /** This rejection, and what helps. */
  public Rejection with(String more) {
    return new Rejection(cause, getMessage() + "; " + more);
  }

  public RejectedFile of(String name) {
    return new RejectedFile(name, cause, getMessage());
  }
}
