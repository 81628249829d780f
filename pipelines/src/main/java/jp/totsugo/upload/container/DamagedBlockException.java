package jp.totsugo.upload.container;

/** A block of a container file says something that cannot be. */
public final class DamagedBlockException extends Exception {
  private static final long serialVersionUID = 1L;

  public DamagedBlockException() {
    super(null, null, false, false);
  }
}
