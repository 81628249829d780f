package jp.totsugo.upload.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * UTF-8 by the Unicode standard, table 3-7: no overlong form, no surrogate, nothing above U+10FFFF.
 */
public final class Utf8Decoder implements LineDecoder {
  /** How many characters {@link #decode(byte[], int, int, char[], int)} may write too many. */
  public static final int SLACK = Long.BYTES;

  private static final int UNDECODABLE = -1;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  @Override
  public boolean append(byte[] bytes, int from, int to, DecodedLine line) {
    char[] out = line.text();
    int in = from;
    int count = line.length();
    while (in < to) {
      int b = bytes[in];
      if (b >= 0) {
        int ascii = line.copyAscii(bytes, in, to, count);
        in += ascii;
        count += ascii;
      } else if ((b & 0xF0) == 0xE0) {
        int c = threeBytes(bytes, in, to);
        if (c < 0) {
          return false;
        }
        out[count++] = (char) c;
        in += 3;
      } else if ((b & 0xE0) == 0xC0) {
        int c = twoBytes(bytes, in, to);
        if (c < 0) {
          return false;
        }
        out[count++] = (char) c;
        in += 2;
      } else {
        int c = fourBytes(bytes, in, to);
        if (c < 0) {
          return false;
        }
        out[count++] = Character.highSurrogate(c);
        out[count++] = Character.lowSurrogate(c);
        in += 4;
      }
    }
    line.end(count);
    return true;
  }

  /**
   * Decodes {@code bytes[from, to)} to {@code out[at]} and on, where there must be room for one
   * character a byte and {@link #SLACK} more.
   *
   * @return behind the last character, or -1 if the bytes are no UTF-8
   */
  public static int decode(byte[] bytes, int from, int to, char[] out, int at) {
    int in = from;
    int count = at;
    int lastWindow = bytes.length - Long.BYTES;
    while (in < to) {
      int b = bytes[in];
      if (b >= 0) {
        if (in > lastWindow) {
          out[count++] = (char) b;
          in++;
          continue;
        }
        // Most fields are short and ASCII: eight characters are written, and as many count as are.
        long eight = (long) LONGS.get(bytes, in);
        out[count] = (char) (eight & 0xFF);
        out[count + 1] = (char) (eight >>> 8 & 0xFF);
        out[count + 2] = (char) (eight >>> 16 & 0xFF);
        out[count + 3] = (char) (eight >>> 24 & 0xFF);
        out[count + 4] = (char) (eight >>> 32 & 0xFF);
        out[count + 5] = (char) (eight >>> 40 & 0xFF);
        out[count + 6] = (char) (eight >>> 48 & 0xFF);
        out[count + 7] = (char) (eight >>> 56);
        int ascii = Math.min(Long.numberOfTrailingZeros(eight & HIGH_BITS) >>> 3, to - in);
        in += ascii;
        count += ascii;
        continue;
      }
      int c;
      if ((b & 0xF0) == 0xE0) {
        c = threeBytes(bytes, in, to);
        in += 3;
      } else if ((b & 0xE0) == 0xC0) {
        c = twoBytes(bytes, in, to);
        in += 2;
      } else {
        c = fourBytes(bytes, in, to);
        in += 4;
      }
      if (c < 0) {
        return UNDECODABLE;
      }
      if (c < 0x10000) {
        out[count++] = (char) c;
      } else {
        out[count++] = Character.highSurrogate(c);
        out[count++] = Character.lowSurrogate(c);
      }
    }
    return count;
  }

  static int twoBytes(byte[] bytes, int in, int to) {
    if (in + 1 >= to || !isTrail(bytes[in + 1])) {
      return UNDECODABLE;
    }
    int c = (bytes[in] & 0x1F) << 6 | bytes[in + 1] & 0x3F;
    return c >= 0x80 ? c : UNDECODABLE;
  }

  static int threeBytes(byte[] bytes, int in, int to) {
    if (in + 2 >= to) {
      return UNDECODABLE;
    }
    int second = bytes[in + 1] ^ 0x80;
    int third = bytes[in + 2] ^ 0x80;
    int c = (bytes[in] & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F;
    boolean valid = ((second | third) & 0xC0) == 0;
    return valid && c >= 0x800 && (c < 0xD800 || c > 0xDFFF) ? c : UNDECODABLE;
  }

  static int fourBytes(byte[] bytes, int in, int to) {
    if ((bytes[in] & 0xF8) != 0xF0
        || in + 3 >= to
        || !isTrail(bytes[in + 1])
        || !isTrail(bytes[in + 2])
        || !isTrail(bytes[in + 3])) {
      return UNDECODABLE;
    }
    int c =
        (bytes[in] & 0x07) << 18
            | (bytes[in + 1] & 0x3F) << 12
            | (bytes[in + 2] & 0x3F) << 6
            | bytes[in + 3] & 0x3F;
    return Character.isSupplementaryCodePoint(c) ? c : UNDECODABLE;
  }

  private static boolean isTrail(byte b) {
    return (b & 0xC0) == 0x80;
  }
}
