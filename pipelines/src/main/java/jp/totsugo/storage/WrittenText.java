package jp.totsugo.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of a file that people write for the program, such as a layout; read whole, so bounded.
 */
public final class WrittenText {
  /** A layout takes a few KB. */
  static final int LARGEST = 1 << 20;

  /** The file is no such text; the message says why, without its name. */
  public static final class UnusableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
      super(message);
    }
  }

  private WrittenText() {}

  /** Reads a file in UTF-8 of up to 1 MiB. */
  public static String read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      throw new UnusableException("is larger than 1 MiB; give the file that was meant");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UnusableException("is not UTF-8; save it as UTF-8");
    }
  }
}
