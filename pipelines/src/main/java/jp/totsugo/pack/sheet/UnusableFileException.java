package jp.totsugo.pack.sheet;

import java.util.EnumSet;
import java.util.Set;

/** A file of which no row is taken. */
public final class UnusableFileException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why; the words for it are those of the commands. */
  public enum Cause {
    NOT_READABLE,
    EMPTY,
    /** It has no sheet with the headings that are looked for. */
    NO_LIST,
    /** A heading that is read stands there twice. */
    HEADING_TWICE,
    /** Neither a workbook nor text. */
    NO_SHEET,
    DAMAGED,
    TOO_LARGE,
    UNPACKS_TOO_LARGE,
    TOO_MANY_PARTS,
    TOO_MANY_CELLS,
    /** XML with a document type, and so perhaps with entities. */
    DOCUMENT_TYPE,
    MACROS,
    /** Links to other workbooks or sources of data. */
    EXTERNAL_LINKS,
    /** It is locked: what is needed to open it is not there, or does not open it. */
    NO_PASSWORDS,
    NO_INSURER,
    WRONG_PASSWORD,
    NO_IDENTITY,
    WRONG_IDENTITY,
    UNKNOWN_WAY,
    OLD_WORKBOOK,
    BINARY_WORKBOOK,
    OPEN_DOCUMENT,
    ARCHIVE,
    PDF,
    HTML
  }

  private static final Set<Cause> OF_LOCKS = EnumSet.range(Cause.NO_PASSWORDS, Cause.UNKNOWN_WAY);

  private final Cause reason;

  public UnusableFileException(Cause reason) {
    super(reason.name());
    this.reason = reason;
  }

  public Cause reason() {
    return reason;
  }

  /** Whether a cause is about a lock. */
  public static boolean isOfLock(Cause cause) {
    return OF_LOCKS.contains(cause);
  }
}
