package jp.totsugo.upload;

import java.io.IOException;

/**
 * A file is not as long any more as when the run began: nothing that was read of it can be trusted.
 */
public final class FileChangedException extends IOException {
  private static final long serialVersionUID = 1L;

  public FileChangedException(String name) {
    super(name + ": the file changed while it was read; run again when its transfer has ended");
  }
}
