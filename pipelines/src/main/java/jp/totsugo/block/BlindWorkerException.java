package jp.totsugo.block;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import jp.totsugo.storage.PathText;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Said;
import jp.totsugo.words.Saying;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A worker does not see what every worker must see, or cannot write where it must; the message
 * names its host and the path. It would fail at every task.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class BlindWorkerException extends IOException implements Said {
  private static final long serialVersionUID = 1L;

  private final Saying saying;
  private final String path;

  private BlindWorkerException(String key, Path path, IOException failure) {
    this(Saying.of(key, host(), ShownName.of(path)), path, failure);
  }

  private BlindWorkerException(Saying saying, Path path, IOException failure) {
    super(saying.toString(), failure);
    this.saying = saying;
    this.path = PathText.text(path);
  }

  static BlindWorkerException at(Path path, IOException failure) {
    return new BlindWorkerException("worker.blind", path, failure);
  }

  static BlindWorkerException writingIn(Path path, IOException failure) {
    return new BlindWorkerException("worker.noWriting", path, failure);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return InetAddress.getLoopbackAddress().getHostName();
    }
  }

  /** What it does not see, as {@link PathText}. */
  public String path() {
    return path;
  }

  @Override
  public Saying saying() {
    return saying;
  }
}
