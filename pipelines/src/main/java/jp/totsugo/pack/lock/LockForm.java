package jp.totsugo.pack.lock;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.poi.poifs.filesystem.FileMagic;

/** How a file is locked, told by what it begins with. */
public enum LockForm {
  /** Not, as far as its beginning tells. */
  NONE,
  /** A compound file, as Excel locks; also an old {@code .xls}, which is not locked. */
  PASSWORD,
  AGE,
  /** The same, in letters, as {@code age -a} writes it. */
  AGE_IN_LETTERS;

  private static final byte[] AGE_BEGIN =
      "age-encryption.org/v1\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] LETTERS_BEGIN =
      "-----BEGIN AGE ENCRYPTED FILE-----".getBytes(StandardCharsets.UTF_8);

  /** Reads the first bytes of a file. */
  public static LockForm of(Path file) throws IOException {
    byte[] begin;
    try (InputStream in = Files.newInputStream(file)) {
      begin = in.readNBytes(LETTERS_BEGIN.length);
    }
    if (begins(begin, AGE_BEGIN)) {
      return AGE;
    }
    if (begins(begin, LETTERS_BEGIN)) {
      return AGE_IN_LETTERS;
    }
    return FileMagic.valueOf(begin) == FileMagic.OLE2 ? PASSWORD : NONE;
  }

  private static boolean begins(byte[] bytes, byte[] begin) {
    return bytes.length >= begin.length
        && Arrays.equals(bytes, 0, begin.length, begin, 0, begin.length);
  }
}
