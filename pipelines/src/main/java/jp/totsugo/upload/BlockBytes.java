package jp.totsugo.upload;

import java.util.Arrays;

/** The bytes of a block; the array is used again for the next one. */
final class BlockBytes {
  private byte[] array = new byte[0];
  private int length;

  byte[] array() {
    return array;
  }

  int length() {
    return length;
  }

  /** Makes room for so many bytes, and forgets what was there. */
  byte[] clear(int capacity) {
    if (array.length < capacity) {
      array = new byte[Math.max(capacity, 64 * 1024)];
    }
    length = 0;
    return array;
  }

  /** Makes the array longer, and keeps what is there. */
  byte[] grow(int capacity) {
    if (array.length < capacity) {
      array = Arrays.copyOf(array, capacity);
    }
    return array;
  }

  void setLength(int newLength) {
    length = newLength;
  }
}
