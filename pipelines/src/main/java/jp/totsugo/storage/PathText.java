package jp.totsugo.storage;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Paths as text and back, without losing a byte. On Unix a name is bytes, and Java reads it by the
 * locale: without one it cannot even open a Japanese name. Here text is UTF-8 whatever the locale
 * says, and a byte that is none is the character U+DC00 plus its value, which no text holds
 * otherwise.
 *
 * <p>Such a text is for programs; {@link ShownName} is for people.
 */
public final class PathText {
  private static final char FIRST_BYTE = 0xDC80;
  private static final char LAST_BYTE = 0xDCFF;
  private static final String HEX = "0123456789ABCDEF";

  private static final boolean BYTES = FileSystems.getDefault().getSeparator().equals("/");
  private static final boolean UTF_8 =
      "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));

  private PathText() {}

  /** The path that a text means. */
  public static Path path(String text) {
    if (!BYTES || isPlain(text) || UTF_8 && !holdsBytes(text)) {
      return Path.of(text);
    }
    // Only by way of a URI does Java take a name byte for byte.
    if (text.startsWith("/")) {
      return absolute(bytes(text), text);
    }
    Path here = here();
    String folder = here.toUri().getRawPath();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(unquoted(folder.endsWith("/") ? folder : folder + "/"));
    all.writeBytes(bytes(text));
    return here.relativize(absolute(all.toByteArray(), text));
  }

  private static Path absolute(byte[] bytes, String text) {
    StringBuilder uri = new StringBuilder("file://");
    for (byte b : bytes) {
      if (b == 0) {
        throw new InvalidPathException(text, "Nul character not allowed");
      }
      uri.append(b == '/' ? "/" : "%" + HEX.charAt(b >> 4 & 0xF) + HEX.charAt(b & 0xF));
    }
    // Two slashes at its beginning would be those of a host.
    return Path.of(URI.create(uri.toString().replaceFirst("^file:///+", "file:///")));
  }

  private static Path here() {
    return Path.of("").toAbsolutePath();
  }

  /** The text that means a path. */
  public static String text(Path path) {
    String text = path.toString();
    if (!BYTES || text.indexOf('\uFFFD') < 0 && (UTF_8 || isPlain(text))) {
      return text;
    }
    byte[] bytes = bytesOf(path);
    if (path.isAbsolute()) {
      return text(bytes);
    }
    int above = bytesOf(here()).length;
    int from = above == 1 ? above : above + 1;
    return text(Arrays.copyOfRange(bytes, from, bytes.length));
  }

  /**
   * A file for a library that takes no path. Where the locale cannot name it, there is none.
   *
   * @throws IOException naming what is missing
   */
  public static File file(Path path) throws IOException {
    if (BYTES && !UTF_8 && !isPlain(text(path))) {
      throw new IOException(
          ShownName.of(path) + ": this name needs a UTF-8 locale here; set LC_ALL=C.UTF-8");
    }
    return path.toFile();
  }

  private static byte[] bytesOf(Path path) {
    byte[] bytes = unquoted(here().resolve(path).toUri().getRawPath());
    // The URI of a folder ends with a slash.
    return bytes.length > 1 && bytes[bytes.length - 1] == '/'
        ? Arrays.copyOf(bytes, bytes.length - 1)
        : bytes;
  }

  private static byte[] unquoted(String quoted) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(quoted.length());
    for (int i = 0; i < quoted.length(); i++) {
      if (quoted.charAt(i) == '%') {
        bytes.write(Integer.parseInt(quoted, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(quoted.charAt(i));
      }
    }
    return bytes.toByteArray();
  }

  /** The text of bytes that should be UTF-8. */
  public static String text(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isUnderflow()) {
        return out.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (0xDC00 + (in.get() & 0xFF)));
      }
      decoder.reset();
    }
  }

  /** The bytes that a text stands for. */
  public static byte[] bytes(String text) {
    if (!holdsBytes(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      if (isByte(text, i)) {
        bytes.writeBytes(text.substring(from, i).getBytes(StandardCharsets.UTF_8));
        bytes.write(text.charAt(i) - 0xDC00);
        from = i + 1;
      }
    }
    bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /** Whether the character there stands for a byte that is no UTF-8. */
  static boolean isByte(String text, int at) {
    char c = text.charAt(at);
    return c >= FIRST_BYTE
        && c <= LAST_BYTE
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  private static boolean holdsBytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isByte(text, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
