package jp.totsugo.upload.file;

import java.io.IOException;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.words.Saying;

/** Thrown to say that a file is rejected. */
public final class Rejection extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Cause cause;

  private final transient Saying detail;

  /**
   * @param detail what stderr says besides; never a value
   */
  public Rejection(Cause cause, Saying detail) {
    super(detail.toString(), null, false, false);
    this.cause = cause;
    this.detail = detail;
  }

  /**
   * @param names what stderr says besides: names of columns, codecs or parts of a file
   */
  public Rejection(Cause cause, String names) {
    this(cause, Saying.text(names));
  }

  public Rejection(Cause cause) {
    this(cause, RejectedFile.NO_DETAIL);
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
  public Rejection with(Saying more) {
    return new Rejection(cause, Saying.of("and", detail, more));
  }

  public RejectedFile of(String name) {
    return new RejectedFile(name, cause, detail);
  }
}
