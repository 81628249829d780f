package jp.totsugo.upload.text;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Arrays;
import java.util.zip.CRC32C;
import jp.totsugo.upload.decode.ByteScan;
import jp.totsugo.upload.file.InputFile;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;

/**
 * Reads the lines of one slice; knows for each where it begins, and the checksum of the slice's own
 * bytes.
 */
final class LineReader implements Closeable {
  private static final int BUFFER = 512 * 1024;

  private final UploadFile file;
  private final CsvForm form;
  private final Slice slice;
  private final FileChannel channel;
  private final CRC32C checksum = new CRC32C();
  private final byte[] buffer;

  private long bufferOffset;
  private int limit;
  private int position;

  private long offset;
  private int from;
  private int to;
  private boolean tooLong;
  private boolean undecodable;
  private boolean blank;
  private boolean withoutEnd;

  LineReader(UploadFile file, CsvForm form, Slice slice) throws IOException {
    this.file = file;
    this.form = form;
    this.slice = slice;
    buffer = new byte[(int) Math.min(BUFFER, file.bytes())];
    channel = InputFile.open(file.file());
    bufferOffset = slice.start();
    int text = form.textStart();
    if (slice.start() <= text) {
      fill();
      position = (int) (text - slice.start());
    } else {
      // The line that is under way at the start belongs to the slice before, unless it ended just
      // there.
      byte[] before = new byte[1];
      file.read(channel, ByteBuffer.wrap(before), slice.start() - 1);
      if (before[0] != '\n') {
        skipLine();
      }
    }
  }

  /** Goes to the next line that the slice owns. */
  boolean next() throws IOException {
    offset = bufferOffset + position;
    if (offset >= slice.end() || offset >= form.textEnd()) {
      finishChecksum();
      return false;
    }
    tooLong = false;
    undecodable = false;
    withoutEnd = false;
    int lineFeed = ByteScan.indexOfLineFeed(buffer, position, limit);
    while (lineFeed < 0) {
      if (limit - position > RecordReader.LONGEST_LINE + 1) {
        readLongLine();
        return true;
      }
      if (!refill()) {
        lineFeed = limit;
        withoutEnd = true;
        break;
      }
      lineFeed = ByteScan.indexOfLineFeed(buffer, position, limit);
    }
    from = position;
    to = lineFeed;
    position = Math.min(lineFeed + 1, limit);
    stripCarriageReturn();
    if (to - from > RecordReader.LONGEST_LINE) {
      tooLong = true;
      LongLine line = new LongLine();
      line.feed(from, to, true);
      undecodable = line.isUndecodable();
      blank = line.isBlank();
    }
    return true;
  }

  private void stripCarriageReturn() {
    if (to > from && buffer[to - 1] == '\r') {
      to--;
    }
  }

  /** Reads a line that does not fit: only whether it can be decoded is of interest. */
  private void readLongLine() throws IOException {
    tooLong = true;
    LongLine line = new LongLine();
    while (true) {
      int lineFeed = ByteScan.indexOfLineFeed(buffer, position, limit);
      int end = lineFeed < 0 ? limit : lineFeed;
      int consumed = line.feed(position, end, lineFeed >= 0);
      position = lineFeed < 0 ? consumed : lineFeed + 1;
      if (lineFeed >= 0) {
        break;
      }
      if (!refill()) {
        line.feed(position, limit, true);
        position = limit;
        withoutEnd = true;
        break;
      }
    }
    undecodable = line.isUndecodable();
    blank = line.isBlank();
  }

  private final class LongLine {
    private final CharsetDecoder decoder = form.encoding().charset().newDecoder();
    private final CharBuffer characters = CharBuffer.allocate(8192);
    private final char separator = BlankLine.separator(form.lines());
    private boolean failed;
    private boolean allBlank = true;

    /** Returns the index of the first byte that was not consumed. */
    int feed(int start, int end, boolean last) {
      if (failed) {
        return end;
      }
      ByteBuffer bytes = ByteBuffer.wrap(buffer, start, end - start);
      while (true) {
        CoderResult result = decoder.decode(bytes, characters.clear(), last);
        allBlank = allBlank && isBlankSoFar();
        if (result.isError()) {
          failed = true;
          return end;
        }
        if (result.isUnderflow()) {
          return bytes.position();
        }
      }
    }

    /** The line end may have a carriage return, which is not taken off here. */
    private boolean isBlankSoFar() {
      for (int i = 0; i < characters.position(); i++) {
        char c = characters.get(i);
        if (c != '\r' && !BlankLine.isBlank(c, separator)) {
          return false;
        }
      }
      return true;
    }

    boolean isUndecodable() {
      return failed;
    }

    boolean isBlank() {
      return allBlank && !failed;
    }
  }

  private void skipLine() throws IOException {
    while (true) {
      int lineFeed = ByteScan.indexOfLineFeed(buffer, position, limit);
      if (lineFeed >= 0) {
        position = lineFeed + 1;
        return;
      }
      position = limit;
      if (bufferOffset + limit >= slice.end() || !refill()) {
        return;
      }
    }
  }

  /** Moves what is left to the front and reads on; false at the end of the text. */
  private boolean refill() throws IOException {
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    bufferOffset += position;
    limit -= position;
    position = 0;
    return fill();
  }

  private boolean fill() throws IOException {
    long at = bufferOffset + limit;
    int wanted = (int) Math.min(buffer.length - limit, form.textEnd() - at);
    if (wanted <= 0) {
      return false;
    }
    file.read(channel, ByteBuffer.wrap(buffer, limit, wanted), at);
    if (at < slice.end()) {
      checksum.update(buffer, limit, (int) Math.min(wanted, slice.end() - at));
    }
    limit += wanted;
    return true;
  }

  /**
   * Takes in what the slice owns but no line needed: a final 0x1A, or the rest of a line longer
   * than the slice.
   */
  private void finishChecksum() throws IOException {
    long at = bufferOffset + limit;
    byte[] rest = new byte[8192];
    while (at < slice.end()) {
      int wanted = (int) Math.min(rest.length, slice.end() - at);
      file.read(channel, ByteBuffer.wrap(rest, 0, wanted), at);
      checksum.update(rest, 0, wanted);
      at += wanted;
    }
  }

  byte[] bytes() {
    return buffer;
  }

  /** First byte of the line in {@link #bytes}; not for a line that is too long. */
  int from() {
    return from;
  }

  /** Behind the last byte of the line, without its line end. */
  int to() {
    return to;
  }

  /** Where the line begins in the file. */
  long offset() {
    return offset;
  }

  boolean isTooLong() {
    return tooLong;
  }

  /** Only of a line that is too long: whether it is undecodable besides. */
  boolean isUndecodable() {
    return undecodable;
  }

  /** Only of a line that is too long: whether it is blank all the same. */
  boolean isBlank() {
    return blank;
  }

  /** Whether the text ends with the line, and nothing ends the line. */
  boolean isWithoutEnd() {
    return withoutEnd;
  }

  /** The line at an offset, without its end, or as much of it as a line may have. */
  byte[] line(long at) throws IOException {
    byte[] bytes = new byte[(int) Math.min(RecordReader.LONGEST_LINE + 2, form.textEnd() - at)];
    file.read(channel, ByteBuffer.wrap(bytes), at);
    int lineFeed = ByteScan.indexOfLineFeed(bytes, 0, bytes.length);
    int end = lineFeed < 0 ? bytes.length : lineFeed;
    return Arrays.copyOf(bytes, end > 0 && bytes[end - 1] == '\r' ? end - 1 : end);
  }

  /** CRC-32C of the slice's bytes, once {@link #next} has answered false. */
  long checksum() {
    return checksum.getValue();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
