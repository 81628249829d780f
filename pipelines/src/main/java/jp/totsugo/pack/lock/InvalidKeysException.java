package jp.totsugo.pack.lock;

import java.nio.file.Path;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Said;
import jp.totsugo.words.Saying;

/**
 * A file of passwords or keys that cannot be used: what, in which line. None of what stands in the
 * file is in it but insurer numbers.
 */
public final class InvalidKeysException extends Exception implements Said {
  private static final long serialVersionUID = 1L;
  private final Saying saying;

  private InvalidKeysException(Saying saying) {
    super(saying.toString());
    this.saying = saying;
  }

  /**
   * @param values that stand in the words behind the file
   */
  static InvalidKeysException in(Path file, String key, Object... values) {
    Object[] all = new Object[values.length + 1];
    all[0] = ShownName.of(file);
    System.arraycopy(values, 0, all, 1, values.length);
    return new InvalidKeysException(Saying.of("lock." + key, all));
  }

  @Override
  public Saying saying() {
    return saying;
  }
}
