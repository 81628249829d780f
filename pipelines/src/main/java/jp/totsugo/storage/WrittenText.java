package jp.totsugo.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.totsugo.words.Said;
import jp.totsugo.words.Saying;

/**
 * The text of a file that people write for the program, such as a layout; read whole, so bounded.
 */
public final class WrittenText {
  /** A layout takes a few KB. */
  static final int LARGEST = 1 << 20;

  /** The file is no such text. */
  public static final class UnusableException extends IOException implements Said {
    private static final long serialVersionUID = 1L;

    private final Saying saying;

    UnusableException(Path file, String key) {
      saying = Saying.of(key, ShownName.of(file));
    }

    @Override
    public Saying saying() {
      return saying;
    }

    @Override
    public String getMessage() {
      return saying.toString();
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
      throw new UnusableException(file, "text.tooLarge");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UnusableException(file, "text.noUtf8");
    }
  }
}
