package jp.totsugo.upload.layout;

import java.util.List;

/** A layout that cannot be used; the message has a line for every error, with its file and line. */
public final class InvalidLayoutException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidLayoutException(List<String> errors) {
    super(String.join("\n", errors));
  }
}
