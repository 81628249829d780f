package jp.totsugo.upload.container;

import java.util.Arrays;

/** The bytes of a block; the array is used again for the next one. */
public final class BlockBytes {
  private byte[] array = new byte[0];
  private int length;

  public byte[] array() {
    return array;
  }

  public int length() {
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
