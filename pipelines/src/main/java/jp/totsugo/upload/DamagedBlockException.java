package jp.totsugo.upload;

/** A block of a container file says something that cannot be. */
final class DamagedBlockException extends Exception {
  private static final long serialVersionUID = 1L;

  DamagedBlockException() {
    super(null, null, false, false);
  }
}
