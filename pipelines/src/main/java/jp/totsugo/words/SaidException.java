package jp.totsugo.words;

/** A checked exception that says what is wrong to people. */
public abstract class SaidException extends Exception implements Said {
  private static final long serialVersionUID = 1L;
  private final Saying saying;

  protected SaidException(Saying saying) {
    this(saying, null);
  }

  protected SaidException(Saying saying, Throwable cause) {
    super(saying.toString(), cause);
    this.saying = saying;
  }

  @Override
  public final Saying saying() {
    return saying;
  }
}
