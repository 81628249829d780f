package jp.totsugo.nation;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The ids of issues as {@code runbooks/architecture.md} describes them, made here once more: the
 * generator knows nothing of the program.
 */
final class IssueIds {
  private static final byte SEPARATOR = 0x1F;
  private static final int BYTES = 10;

  private IssueIds() {}

  /**
   * @param insurer eight digits
   * @param person the person id, or {@link #place}
   * @param qualification eight digits, or empty
   * @param field English header
   */
  static String of(String insurer, String person, String qualification, String rule, String field) {
    Hasher hasher = Hashing.murmur3_128().newHasher();
    for (int i = insurer.length() - 1; i >= 0; i--) {
      hasher.putByte((byte) (insurer.charAt(i) - '0'));
    }
    for (String part : new String[] {person, qualification, rule, field}) {
      hasher.putBytes(part.getBytes(StandardCharsets.UTF_8)).putByte(SEPARATOR);
    }
    return "f"
        + BaseEncoding.base32()
            .omitPadding()
            .encode(hasher.hash().asBytes(), 0, BYTES)
            .toLowerCase(Locale.ROOT);
  }

  /** What stands for a person id that is none. */
  static String place(String file, long line) {
    return file + (char) SEPARATOR + line;
  }
}
