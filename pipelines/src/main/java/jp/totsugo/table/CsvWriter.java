package jp.totsugo.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a table as spreadsheets like it: UTF-8 with a byte order mark, CRLF, RFC 4180 quoting, and
 * {@code '} before a cell that would be taken for a formula.
 */
public final class CsvWriter implements Closeable {
  private static final int FLUSH_BYTES = 256 * 1024;

  private final OutputStream out;

  /** Most tables are short, and thousands are written: it grows when it must. */
  private byte[] buffer = new byte[16 * 1024];

  private int size;
  private boolean isFirst = true;

  private CsvWriter(OutputStream out) {
    this.out = out;
  }

  /** Adds rows to a file that this class has written. */
  public static CsvWriter appending(Path file) throws IOException {
    return new CsvWriter(Files.newOutputStream(file, StandardOpenOption.APPEND));
  }

  public CsvWriter(Path file, List<String> header) throws IOException {
    this(Files.newOutputStream(file), header);
  }

  /** Writes to a stream, which it closes. */
  public CsvWriter(OutputStream out, List<String> header) throws IOException {
    this(out);
    reserve(3);
    buffer[size++] = (byte) 0xEF;
    buffer[size++] = (byte) 0xBB;
    buffer[size++] = (byte) 0xBF;
    for (String name : header) {
      cell(name);
    }
    endRow();
  }

  public CsvWriter cell(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return cell(bytes, 0, bytes.length);
  }

  /** A cell with the UTF-8 text {@code bytes[from, to)}. */
  public CsvWriter cell(byte[] bytes, int from, int to) throws IOException {
    reserve(2 * (to - from) + 8);
    separate();
    size = encode(bytes, from, to, buffer, size);
    return this;
  }

  public CsvWriter cell(long number) throws IOException {
    reserve(24);
    separate();
    if (number < 0) {
      throw new IllegalArgumentException("tables hold counts");
    }
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int i = size + digits - 1; i >= size; i--) {
      buffer[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
    return this;
  }

  /** Cells that {@link #encoded} made before, separators between them included. */
  public CsvWriter cells(byte[] encoded) throws IOException {
    reserve(encoded.length + 1);
    separate();
    System.arraycopy(encoded, 0, buffer, size, encoded.length);
    size += encoded.length;
    return this;
  }

  /** Cells as they stand in a row, to be written many times. */
  public static byte[] encoded(String... texts) {
    byte[] out = new byte[64];
    int size = 0;
    for (int i = 0; i < texts.length; i++) {
      byte[] text = texts[i].getBytes(StandardCharsets.UTF_8);
      out = Arrays.copyOf(out, size + 2 * text.length + 64);
      if (i > 0) {
        out[size++] = ',';
      }
      size = encode(text, 0, text.length, out, size);
    }
    return Arrays.copyOf(out, size);
  }

  private static int encode(byte[] text, int from, int to, byte[] out, int start) {
    int size = start;
    boolean quote = false;
    for (int i = from; i < to && !quote; i++) {
      byte b = text[i];
      quote = b == ',' || b == '"' || b == '\n' || b == '\r';
    }
    if (quote) {
      out[size++] = '"';
    }
    if (isFormula(text, from, to)) {
      out[size++] = '\'';
    }
    if (!quote) {
      System.arraycopy(text, from, out, size, to - from);
      return size + to - from;
    }
    for (int i = from; i < to; i++) {
      out[size++] = text[i];
      if (text[i] == '"') {
        out[size++] = '"';
      }
    }
    out[size++] = '"';
    return size;
  }

  /**
   * By the first character: = + - @ of either width, tab and carriage return (OWASP, CSV
   * injection).
   */
  private static boolean isFormula(byte[] text, int from, int to) {
    if (from == to) {
      return false;
    }
    switch (text[from]) {
      case '=', '+', '-', '@', '\t', '\r', '\n':
        return true;
      default:
        // U+FF1D, U+FF0B, U+FF0D and U+FF20 in UTF-8.
        return to - from >= 3
            && text[from] == (byte) 0xEF
            && text[from + 1] == (byte) 0xBC
            && (text[from + 2] == (byte) 0x9D
                || text[from + 2] == (byte) 0x8B
                || text[from + 2] == (byte) 0x8D
                || text[from + 2] == (byte) 0xA0);
    }
  }

  public void endRow() throws IOException {
    reserve(2);
    buffer[size++] = '\r';
    buffer[size++] = '\n';
    isFirst = true;
    if (size >= FLUSH_BYTES) {
      flush();
    }
  }

  private void separate() {
    if (!isFirst) {
      buffer[size++] = ',';
    }
    isFirst = false;
  }

  private void reserve(int more) {
    if (size + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * (size + more));
    }
  }

  private void flush() throws IOException {
    out.write(buffer, 0, size);
    size = 0;
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
  }
}
