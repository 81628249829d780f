package jp.totsugo.job;

import jp.totsugo.words.SaidException;
import jp.totsugo.words.Saying;

/**
 * The program or the machine failed, and nothing was published; the message says what, where and
 * what to do.
 */
public final class RunFailedException extends SaidException {
  private static final long serialVersionUID = 1L;

  RunFailedException(Saying saying, Throwable cause) {
    super(saying, cause);
  }
}
