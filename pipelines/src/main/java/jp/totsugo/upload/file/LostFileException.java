package jp.totsugo.upload.file;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.words.Said;
import jp.totsugo.words.Saying;

/** A file that was accepted, and of which nothing can be trusted any more; the message says why. */
public class LostFileException extends IOException implements Said {
  private static final long serialVersionUID = 1L;
  private final String name;
  private final Cause reason;

  /**
   * @param name the path that outputs show
   */
  public LostFileException(String name, Cause reason, IOException failure) {
    super(saying(name, reason).toString(), failure);
    this.name = name;
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

  private static Saying saying(String name, Cause reason) {
    return Saying.of("file.lost", name, reason.meaning());
  }

  @Override
  public Saying saying() {
    return saying(name, reason);
  }

  public Cause reason() {
    return reason;
  }
}
