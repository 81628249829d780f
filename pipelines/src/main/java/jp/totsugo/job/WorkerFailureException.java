package jp.totsugo.job;

import java.io.IOException;

/** Workers could not read what can be read; the message says what to look after. */
final class WorkerFailureException extends IOException {
  private static final long serialVersionUID = 1L;

  WorkerFailureException(String message) {
    super(message);
  }
}
