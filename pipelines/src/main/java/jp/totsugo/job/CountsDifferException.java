package jp.totsugo.job;

import java.util.List;

/** The counts of a run do not add up; nothing was published. */
public final class CountsDifferException extends Exception {
  private static final long serialVersionUID = 1L;

  CountsDifferException(List<String> differences) {
    super("the counts do not add up, nothing is published: " + String.join("; ", differences));
  }
}
