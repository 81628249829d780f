package jp.totsugo.upload.layout;

import java.util.List;
import jp.totsugo.words.SaidException;
import jp.totsugo.words.Saying;

/** A layout that cannot be used; the message has a line for every error, with its file and line. */
public final class InvalidLayoutException extends SaidException {
  private static final long serialVersionUID = 1L;

  InvalidLayoutException(List<Saying> errors) {
    super(Saying.lines(errors));
  }
}
