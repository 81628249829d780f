package jp.totsugo.upload.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.UploadFile;

/**
 * The characters of a line, and where its separators are, which decoding finds on the way: eight
 * bytes of ASCII at a time, which is most of a record in either encoding.
 */
public final class DecodedLine {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LOW_BITS = ~HIGH_BITS;
  private static final long ONES = 0x0101010101010101L;

  private final int longest;
  private final int room;

  /** Made when the first line is decoded: few are, where fields can be read as bytes. */
  private char[] text;

  private int[] separators;
  private char separator = ',';
  private int length;
  private int separatorCount;

  /**
   * @param longest the length in bytes of the longest line to be decoded
   */
  public DecodedLine(int longest) {
    this(longest, RecordReader.ROOM_FOR_CONVERSIONS);
  }

  /**
   * @param longest the length in bytes of the longest line to be decoded
   * @param room characters that the text has behind those of the line
   */
  private DecodedLine(int longest, int room) {
    this.longest = longest;
    this.room = room;
  }

  /**
   * For any line of this file that can be a record.
   *
   * @param room characters that the text has behind those of the line
   */
  public static DecodedLine forLinesOf(UploadFile file, int room) {
    return new DecodedLine((int) Math.min(RecordReader.LONGEST_LINE, file.bytes()), room);
  }

  /** What separates fields in the lines to come, of ASCII; a comma unless this says otherwise. */
  public void separateBy(char newSeparator) {
    separator = newSeparator;
  }

  /** To be called before the first character. */
  public void begin() {
    makeRoom();
    length = 0;
    separatorCount = 0;
  }

  /** To be called behind the last character, when {@link #copyAscii} has seen all of ASCII. */
  void end(int end) {
    length = end;
  }

  /** To be called behind the last character, when no one has looked for separators yet. */
  void endWithSeparators(int end) {
    for (int i = length; i < end; i++) {
      if (text[i] == separator) {
        separators[separatorCount++] = i;
      }
    }
    length = end;
  }

  /** The characters; those from {@link #length} on mean nothing. */
  public char[] text() {
    makeRoom();
    return text;
  }

  private void makeRoom() {
    if (text == null) {
      // Copying goes in steps of eight, also at the end.
      text = new char[longest + Long.BYTES + room];
      separators = new int[longest + Long.BYTES];
    }
  }

  public int length() {
    return length;
  }

  public int separatorCount() {
    return separatorCount;
  }

  /** The index in {@link #text} of a separator, by its number from 0. */
  public int separator(int number) {
    return separators[number];
  }

  /**
   * Copies the ASCII bytes from {@code from} on to {@code text[at]}.
   *
   * @return how many there are before another byte or {@code to}
   */
  int copyAscii(byte[] bytes, int from, int to, int at) {
    char[] out = text;
    int in = from;
    int shift = at - from;
    int found = separatorCount;
    char wanted = separator;
    long wantedEight = wanted * ONES;
    int last = bytes.length - Long.BYTES;
    while (in < to && in <= last) {
      long eight = (long) LONGS.get(bytes, in);
      int count = in + shift;
      out[count] = (char) (eight & 0xFF);
      out[count + 1] = (char) (eight >>> 8 & 0xFF);
      out[count + 2] = (char) (eight >>> 16 & 0xFF);
      out[count + 3] = (char) (eight >>> 24 & 0xFF);
      out[count + 4] = (char) (eight >>> 32 & 0xFF);
      out[count + 5] = (char) (eight >>> 40 & 0xFF);
      out[count + 6] = (char) (eight >>> 48 & 0xFF);
      out[count + 7] = (char) (eight >>> 56);
      int taken = Math.min(Long.numberOfTrailingZeros(eight & HIGH_BITS) >>> 3, to - in);
      // The high bit of each byte that is zero here, that is, a separator there.
      long different = eight ^ wantedEight;
      long isSeparator = ~((different & LOW_BITS) + LOW_BITS | different) & HIGH_BITS;
      isSeparator &= taken == Long.BYTES ? -1L : (1L << taken * Byte.SIZE) - 1;
      while (isSeparator != 0) {
        separators[found++] = count + (Long.numberOfTrailingZeros(isSeparator) >>> 3);
        isSeparator &= isSeparator - 1;
      }
      in += taken;
      if (taken < Long.BYTES) {
        separatorCount = found;
        return in - from;
      }
    }
    while (in < to && bytes[in] >= 0) {
      if (bytes[in] == wanted) {
        separators[found++] = in + shift;
      }
      out[in + shift] = (char) bytes[in];
      in++;
    }
    separatorCount = found;
    return in - from;
  }
}
