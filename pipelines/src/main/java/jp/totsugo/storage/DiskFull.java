package jp.totsugo.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Tells a disk, or a user's share of it, that is full. Java says it only in the words of the
 * system, which are those of its language; so the system is asked for these words.
 */
public final class DiskFull {
  private static final Set<String> WORDS = words();

  private DiskFull() {}

  /** Whether this failed since there was no room left to write. */
  public static boolean is(Throwable failure) {
    String message = failure.getMessage();
    return failure instanceof IOException
        && message != null
        && WORDS.stream().anyMatch(message::contains);
  }

  private static Set<String> words() {
    Set<String> words = new LinkedHashSet<>();
    words.add("No space left on device");
    words.add("Disk quota exceeded");
    // Windows.
    words.add("There is not enough space on the disk");
    // A device that is always full.
    try (OutputStream full = Files.newOutputStream(Path.of("/dev/full"))) {
      full.write(0);
    } catch (IOException e) {
      if (!(e instanceof java.nio.file.FileSystemException) && e.getMessage() != null) {
        words.add(e.getMessage());
      }
    }
    boolean linux = "Linux".equals(System.getProperty("os.name"));
    addWordsOf(linux ? 122 : 69, words);
    return words;
  }

  /** What the system says of an error, if Java was started so that it can be asked. */
  private static void addWordsOf(int error, Set<String> words) {
    try {
      Method asked =
          Class.forName("sun.nio.fs.UnixNativeDispatcher").getDeclaredMethod("strerror", int.class);
      asked.setAccessible(true);
      byte[] said = (byte[]) asked.invoke(null, error);
      words.add(new String(said, Charset.forName(System.getProperty("sun.jnu.encoding"))));
    } catch (ReflectiveOperationException | RuntimeException e) {
      // The English words are left.
      return;
    }
  }
}
