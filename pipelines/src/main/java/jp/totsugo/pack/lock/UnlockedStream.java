package jp.totsugo.pack.lock;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Content that is unlocked while it is read; what does not fit together is damaged. */
final class UnlockedStream extends FilterInputStream {
  UnlockedStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    try {
      return super.read(bytes, from, length);
    } catch (IOException | RuntimeException e) {
      // The libraries throw many kinds where foreign bytes are not what they should be.
      throw new LockedException(LockedException.Reason.DAMAGED);
    }
  }

  @Override
  public long skip(long n) throws IOException {
    long left = n;
    byte[] skipped = new byte[(int) Math.min(Math.max(n, 0), 1 << 13)];
    int read = 0;
    while (left > 0 && read >= 0) {
      read = read(skipped, 0, (int) Math.min(left, skipped.length));
      left -= Math.max(0, read);
    }
    return n - left;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
