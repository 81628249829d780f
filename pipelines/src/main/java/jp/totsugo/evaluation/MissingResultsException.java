package jp.totsugo.evaluation;

import jp.totsugo.words.Said;
import jp.totsugo.words.Saying;

/** A folder holds no truth of a synthetic nation, or no run. */
public final class MissingResultsException extends IllegalArgumentException implements Said {
  private static final long serialVersionUID = 1L;
  private final Saying saying;

  MissingResultsException(String key, String folder) {
    super(Saying.of(key, folder).toString());
    saying = Saying.of(key, folder);
  }

  @Override
  public Saying saying() {
    return saying;
  }
}
