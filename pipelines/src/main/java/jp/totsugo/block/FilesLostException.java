package jp.totsugo.block;

import java.io.IOException;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * Files were lost while they were read, as is noted in the work folder: whatever comes next would
 * be done for nothing. No engine need try again.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class FilesLostException extends IOException {
  private static final long serialVersionUID = 1L;

  FilesLostException() {
    super("files were lost while they were read");
  }
}
