package jp.totsugo.upload.unpack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import jp.totsugo.upload.file.FileStart;

/** How a file is packed, told by its first bytes: its name may say anything. */
public enum Packing {
  NONE,
  GZIP,
  BZIP2,
  ZSTANDARD,
  ZIP;

  private static final int HEAD = 10;

  /**
   * With the number of a block, or of the end of a stream without one: a text may begin with BZh.
   */
  private static final Pattern BZIP2_START = Pattern.compile("BZh[1-9](1AY&SY|\u0017rE8P\u0090)");

  /** A frame that is to be skipped, with which several writers begin. */
  private static final Pattern SKIPPED_FRAME = Pattern.compile("[P-_]\\*M\u0018");

  /** A file in it, none, or the mark of one that was cut into parts. */
  private static final Pattern ZIP_START =
      Pattern.compile("PK(\u0003\u0004|\u0005\u0006|\u0007\b)");

  /** Looks into a file. */
  public static Packing of(Path file) throws IOException {
    try (FileStart start = FileStart.of(file)) {
      return of(start);
    }
  }

  /** Looks into a file that is open. */
  public static Packing of(FileStart file) throws IOException {
    return of(file.head(HEAD));
  }

  private static Packing of(byte[] bytes) {
    String head = new String(bytes, StandardCharsets.ISO_8859_1);
    if (head.startsWith("\u001F\u008B")) {
      return GZIP;
    }
    if (BZIP2_START.matcher(head).lookingAt()) {
      return BZIP2;
    }
    if (head.startsWith("(\u00B5/\u00FD") || SKIPPED_FRAME.matcher(head).lookingAt()) {
      return ZSTANDARD;
    }
    if (ZIP_START.matcher(head).lookingAt()) {
      return ZIP;
    }
    return NONE;
  }
}
