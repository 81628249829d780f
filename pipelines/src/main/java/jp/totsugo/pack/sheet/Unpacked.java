package jp.totsugo.pack.sheet;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import jp.totsugo.pack.sheet.UnusableFileException.Cause;
import jp.totsugo.upload.unpack.Unpacker;

/** Counts what comes out of all parts of a packed file, and says when it is too much. */
final class Unpacked {
  /** A million rows of a list take 2 GB; no workbook that people work in has more. */
  private static final long MOST = 8L << 30;

  private final long most;
  private long count;

  /** More has come out than can be in good faith. */
  static final class TooMuchException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * @param packed bytes of the file
   */
  Unpacked(long packed) {
    most = Math.min(MOST, Unpacker.most(packed));
  }

  /** Refuses what says itself that it will be too much. */
  void expect(long bytes) throws UnusableFileException {
    if (bytes > most) {
      throw new UnusableFileException(Cause.UNPACKS_TOO_LARGE);
    }
  }

  /** A stream of one part. */
  InputStream counted(InputStream part) {
    return new FilterInputStream(part) {
      @Override
      public int read() throws IOException {
        int read = super.read();
        add(read < 0 ? 0 : 1);
        return read;
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        add(Math.max(read, 0));
        return read;
      }
    };
  }

  private void add(int bytes) throws TooMuchException {
    count += bytes;
    if (count > most) {
      throw new TooMuchException();
    }
  }
}
