package jp.totsugo.upload.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import jp.totsugo.upload.file.InputFile;

/** How a file is packed, told by its first bytes: its name may say anything. */
public enum Packing {
  NONE,
  GZIP,
  BZIP2,
  ZSTANDARD,
  ZIP;

  private static final int HEAD = 10;

  /** Looks into a file. */
  public static Packing of(Path file) throws IOException {
    try (InputStream in = InputFile.stream(file)) {
      return of(in.readNBytes(HEAD));
    }
  }

  private static Packing of(byte[] bytes) {
    String head = new String(bytes, StandardCharsets.ISO_8859_1);
    if (head.startsWith("\u001F\u008B")) {
      return GZIP;
    }
    // The number that marks a block, or the end of a stream without one: a text may begin with BZh.
    if (head.matches("(?s)BZh[1-9](1AY&SY|\u0017rE8P\u0090)")) {
      return BZIP2;
    }
    // A frame, or one to be skipped, with which several writers begin.
    if (head.startsWith("(\u00B5/\u00FD") || head.matches("(?s)[P-_]\\*M\u0018.*")) {
      return ZSTANDARD;
    }
    // A file in it, none, or the mark of one that was cut into parts.
    if (head.matches("(?s)PK(\u0003\u0004|\u0005\u0006|\u0007\b).*")) {
      return ZIP;
    }
    return NONE;
  }
}
