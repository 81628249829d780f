package jp.totsugo.pack.lock;

import java.io.IOException;
import jp.totsugo.words.Said;
import jp.totsugo.words.Saying;

/** A locked file that cannot be opened, and why; nothing of it, and no password, is in it. */
public final class LockedException extends IOException implements Said {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** A password is needed, and there is none. */
    NO_PASSWORDS,
    /** A password is needed, and its name does not say whose. */
    NO_INSURER,
    WRONG_PASSWORD,
    /** An identity of age is needed, and there is none. */
    NO_IDENTITY,
    WRONG_IDENTITY,
    UNKNOWN_WAY,
    /** It is an {@code .xls}, which is not locked at all. */
    OLD_WORKBOOK,
    DAMAGED
  }

  private final Reason reason;

  LockedException(Reason reason) {
    super(saying(reason).toString());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  @Override
  public Saying saying() {
    return saying(reason);
  }

  private static Saying saying(Reason reason) {
    return Saying.of("locked." + reason);
  }
}
