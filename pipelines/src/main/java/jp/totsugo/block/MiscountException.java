package jp.totsugo.block;

import java.util.List;
import java.util.stream.Collectors;
import jp.totsugo.words.Saying;
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

  private final Saying[] differences;

  /**
   * @param differences one sentence each
   */
  public MiscountException(List<Saying> differences) {
    super(
        differences.stream()
            .limit(MOST_NAMED)
            .map(Saying::toString)
            .collect(Collectors.joining("; ")));
    this.differences = differences.toArray(Saying[]::new);
  }

  public List<Saying> differences() {
    return List.of(differences);
  }
}
