package jp.totsugo.upload.file;

import jp.totsugo.upload.file.RejectedFile.Cause;

/** A file is not any more what it was when the run began. */
public final class FileChangedException extends LostFileException {
  private static final long serialVersionUID = 1L;

  public FileChangedException(String name) {
    super(name, Cause.CHANGED, null);
  }
}
