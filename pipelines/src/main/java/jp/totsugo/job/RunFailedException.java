package jp.totsugo.job;

/**
 * The program or the machine failed, and nothing was published; the message says what, where and
 * what to do.
 */
public final class RunFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  RunFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
