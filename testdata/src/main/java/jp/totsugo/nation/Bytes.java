package jp.totsugo.nation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Text in the making. The room for one row is asked for once, by {@link #reserve}. */
final class Bytes {
  private static final byte[] WIDE_ZERO = new Word("０").bytes(Encoding.UTF_8);

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
  void add(String text, Encoding encoding) {
    byte[] piece = text.getBytes(encoding.charset);
    reserve(piece.length + 1024);
    add(piece);
  }

  void addDay(int day) {
    length = Days.write(day, bytes, length);
  }

  /** The number with leading zeros. */
  void addDigits(long number, int digits) {
    for (int i = digits - 1; i >= 0; i--) {
      bytes[length + i] = (byte) ('0' + number % 10);
      number /= 10;
    }
    length += digits;
  }

  void addNumber(long number) {
    addDigits(number, digits(number));
  }

  /** The number in full-width digits. */
  void addWide(long number, Encoding encoding) {
    long power = 1;
    for (int i = digits(number); i > 1; i--) {
      power *= 10;
    }
    for (; power > 0; power /= 10) {
      int digit = (int) (number / power % 10);
      if (encoding == Encoding.WINDOWS_31J) {
        bytes[length++] = (byte) 0x82;
        bytes[length++] = (byte) (0x4f + digit);
      } else {
        bytes[length++] = WIDE_ZERO[0];
        bytes[length++] = WIDE_ZERO[1];
        bytes[length++] = (byte) (WIDE_ZERO[2] + digit);
      }
    }
  }

  private static int digits(long number) {
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }
}
