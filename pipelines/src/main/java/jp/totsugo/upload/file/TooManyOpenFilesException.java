package jp.totsugo.upload.file;

import java.io.IOException;

/** No file can be opened: the system lets this process have no more at once. */
public final class TooManyOpenFilesException extends IOException {
  private static final long serialVersionUID = 1L;

  TooManyOpenFilesException(IOException failure) {
    super("no more files can be opened at once", failure);
  }
}
