package jp.totsugo.upload.file;

import java.util.Comparator;
import jp.totsugo.words.Saying;

/**
 * A file that is no upload as a whole.
 *
 * @param name the path that outputs show
 * @param cause the closed list of reasons
 * @param detail what stderr says besides, such as the columns that are missing; never a value
 */
public record RejectedFile(String name, Cause cause, Saying detail) {
  /** The order of the outputs, that of files too. */
  public static final Comparator<RejectedFile> BY_NAME =
      Comparator.comparing(RejectedFile::name, NameOrder.BY_CODE_POINT);

  /** Where the cause says it all. */
  public static final Saying NO_DETAIL = Saying.text("");

  /** Why a file is rejected. */
  public enum Cause {
    EMPTY,
    UTF_16,
    ISO_2022_JP,
    BINARY,
    WRONG_FORMAT,
    DAMAGED_FILE,
    BLOCK_TOO_LARGE,
    TOO_DENSE,
    CODEC,
    COLUMN_TYPE,
    NOT_READABLE,
    READ_ERROR,
    CHANGED,
    TOO_LARGE,
    DAMAGED,
    ENCRYPTED,
    SEVERAL_MEMBERS,
    PACKED_TWICE,
    UNPACKS_TOO_LARGE,
    UNSUPPORTED_PACKING,
    HEADER_UNREADABLE,
    MISSING_COLUMN,
    DUPLICATE_COLUMN;

    /** What is wrong with the file, and what to do. */
    public Saying meaning() {
      return Saying.of("cause." + this);
    }
  }

  /** The file, what is wrong with it, and what to do. */
  public Saying saying() {
    return detail.equals(NO_DETAIL)
        ? Saying.of("file.lost", name, cause.meaning())
        : Saying.of("file.lostBecause", name, cause.meaning(), detail);
  }
}
