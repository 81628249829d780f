package jp.totsugo.job;

import java.util.List;
import jp.totsugo.words.SaidException;
import jp.totsugo.words.Saying;

/** The counts of a run do not add up; nothing was published. */
public final class CountsDifferException extends SaidException {
  private static final long serialVersionUID = 1L;

  CountsDifferException(List<Saying> differences) {
    super(Saying.of("counts.differ", differences));
  }
}
