package jp.totsugo.block;

import java.util.List;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * Something was lost on the way between workers, or came twice; what would be counted on from here
 * would be wrong. The message holds names of files and counts. No engine need try again.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class MiscountException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_NAMED = 20;

  private final String[] differences;

  /**
   * @param differences one sentence each
   */
  public MiscountException(List<String> differences) {
    super(String.join("; ", differences.subList(0, Math.min(MOST_NAMED, differences.size()))));
    this.differences = differences.toArray(String[]::new);
  }

  public List<String> differences() {
    return List.of(differences);
  }
}
