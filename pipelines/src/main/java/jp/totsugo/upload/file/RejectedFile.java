package jp.totsugo.upload.file;

import java.util.Comparator;

/**
 * A file that is no upload as a whole.
 *
 * @param name the path that outputs show
 * @param cause the closed list of reasons
 * @param detail what stderr says besides, such as the columns that are missing; never a value
 */
public record RejectedFile(String name, Cause cause, String detail) {
  /** The order of the outputs, that of files too. */
  public static final Comparator<RejectedFile> BY_NAME =
      Comparator.comparing(RejectedFile::name, NameOrder.BY_CODE_POINT);

  /** Why a file is rejected. */
  public enum Cause {
    EMPTY("the file has no line with text"),
    UTF_16("the file is UTF-16; save it as UTF-8 or windows-31j"),
    ISO_2022_JP("the file is ISO-2022-JP (JIS); save it as UTF-8 or windows-31j"),
    BINARY("the file is no text"),
    WRONG_FORMAT("the file is not of the format that its name says; export it again"),
    DAMAGED_FILE("the file is damaged or was cut off; transfer it again"),
    BLOCK_TOO_LARGE(
        "a block, or the dictionaries of a row group together, have more than 32 MiB, a block more"
            + " than 262,144 records, or a row group more than 16,777,216 rows;"
            + " write the file with smaller ones"),
    TOO_DENSE(
        "so many records are packed into so few bytes that their lines cannot be counted; write the"
            + " file without compression"),
    CODEC("the file is packed in a way that is not read"),
    COLUMN_TYPE("a column has a type that does not tell what its values mean; write text"),
    NOT_READABLE("the file cannot be opened; look who may read it, and whether it is there"),
    READ_ERROR("reading the file failed on the way; look after its disk, copy the file anew"),
    CHANGED("the file changed while it was read; run again when its transfer has ended"),
    TOO_LARGE("the file is larger than 1 TiB; cut it into several"),
    DAMAGED("the compressed file is damaged or incomplete; transfer or pack it again"),
    ENCRYPTED("the zip is encrypted; pack it without a password, or give what is in it"),
    SEVERAL_MEMBERS(
        "the zip holds more than one file; pack each upload for itself (an Excel file is such a"
            + " zip: save it as CSV)"),
    PACKED_TWICE("what is in the compressed file is compressed again; pack it once"),
    UNPACKS_TOO_LARGE(
        "the file grows to more than 250 times its size when it is unpacked, as no upload does;"
            + " if it is one, give it unpacked, or as CSV"),
    UNSUPPORTED_PACKING(
        "the file is compressed in a way that is not read; use gzip, or zip or zstd with their"
            + " usual settings"),
    HEADER_UNREADABLE(
        "the header line cannot be read; correct the export, or read the upload by a layout"
            + " (`totsugo layout --help`)"),
    MISSING_COLUMN(
        "the header lacks a required column; correct the export, or read the upload by a layout"
            + " (`totsugo layout --help`)"),
    DUPLICATE_COLUMN("the header has a column twice");

    private final String meaning;

    Cause(String meaning) {
      this.meaning = meaning;
    }

    public String meaning() {
      return meaning;
    }
  }
}
