package jp.totsugo.job;

/** The disk has less room than a run is likely to need. */
public final class NotEnoughSpaceException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long needed;
  private final long free;

  NotEnoughSpaceException(long needed, long free) {
    super("not enough space");
    this.needed = needed;
    this.free = free;
  }

  /** Bytes that the run is likely to need. */
  public long needed() {
    return needed;
  }

  /** Bytes that are free. */
  public long free() {
    return free;
  }
}
