package jp.totsugo.nation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Text in the making. The room for one row is asked for once, by {@link #reserve}. */
final class Bytes {
  private static final byte[] WIDE_ZERO = new Word("０").bytes(TextEncoding.UTF_8);

  private static final int MILLION = 1_000_000;

  private byte[] bytes;
  private int length;

  Bytes(int capacity) {
    bytes = new byte[capacity];
  }

  void clear() {
    length = 0;
  }

  int length() {
    return length;
  }

  /** Takes bytes away at the end. */
  void shorten(int by) {
    length -= by;
  }

  void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  void add(char ascii) {
    bytes[length++] = (byte) ascii;
  }

  void add(byte[] piece) {
    System.arraycopy(piece, 0, bytes, length, piece.length);
    length += piece.length;
  }

  /** Text that was not prepared as a {@link Word}. */
  void add(String text, TextEncoding encoding) {
    byte[] piece = text.getBytes(encoding.charset);
    reserve(piece.length + 1024);
    add(piece);
  }

  void addDay(int day) {
    length = Days.write(day, bytes, length);
  }

  /** The number with leading zeros. */
  void addDigits(int number, int digits) {
    for (int at = length + digits - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + number % 10);
      number /= 10;
    }
    length += digits;
  }

  void addMyNumber(long number) {
    // Ints divide faster.
    addDigits((int) (number / MILLION), 6);
    addDigits((int) (number % MILLION), 6);
  }

  void addNumber(int number) {
    addDigits(number, digits(number));
  }

  /** The number in full-width digits. */
  void addWide(int number, TextEncoding encoding) {
    int digits = digits(number);
    int bytesOfOne = encoding == TextEncoding.WINDOWS_31J ? 2 : 3;
    for (int at = length + bytesOfOne * (digits - 1); at >= length; at -= bytesOfOne) {
      int digit = number % 10;
      number /= 10;
      if (encoding == TextEncoding.WINDOWS_31J) {
        bytes[at] = (byte) 0x82;
        bytes[at + 1] = (byte) (0x4f + digit);
      } else {
        bytes[at] = WIDE_ZERO[0];
        bytes[at + 1] = WIDE_ZERO[1];
        bytes[at + 2] = (byte) (WIDE_ZERO[2] + digit);
      }
    }
    length += bytesOfOne * digits;
  }

  private static int digits(int number) {
    int digits = 1;
    for (long limit = 10; number >= limit; limit *= 10) {
      digits++;
    }
    return digits;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }
}
