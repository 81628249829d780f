package jp.totsugo.upload.file;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import jp.totsugo.upload.file.RejectedFile.Cause;

/** A file that was accepted, and of which nothing can be trusted any more; the message says why. */
public class LostFileException extends IOException {
  private static final long serialVersionUID = 1L;
  private final Cause reason;

  /**
   * @param name the path that outputs show
   */
  public LostFileException(String name, Cause reason, IOException failure) {
    super(name + ": " + reason.meaning(), failure);
    this.reason = reason;
  }

  /**
   * What a failure while a file is read says of it.
   *
   * @throws IOException the failure itself, if it says nothing of the file: the task was cancelled,
   *     or the machine failed
   */
  public static LostFileException of(UploadFile file, IOException failure) throws IOException {
    if (InputFile.saysNothingOfTheFile(failure)) {
      throw failure;
    }
    return failure instanceof LostFileException lost
        ? lost
        : new LostFileException(
            file.name(),
            failure instanceof NoSuchFileException ? Cause.CHANGED : Cause.READ_ERROR,
            failure);
  }

  public Cause reason() {
    return reason;
  }
}
