package jp.totsugo.job;

import java.io.IOException;
import jp.totsugo.words.Said;
import jp.totsugo.words.Saying;

/** Workers could not read what can be read; the message says what to look after. */
final class WorkerFailureException extends IOException implements Said {
  private static final long serialVersionUID = 1L;

  private final Saying saying;

  WorkerFailureException(Saying saying) {
    super(saying.toString());
    this.saying = saying;
  }

  @Override
  public Saying saying() {
    return saying;
  }
}
