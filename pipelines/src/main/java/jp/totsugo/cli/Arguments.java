package jp.totsugo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.storage.PathText;

/**
 * The arguments as they were given. Java reads them by the locale and spoils what it cannot read;
 * where the system keeps their bytes, they are read again as {@link PathText}.
 */
final class Arguments {
  private static final Path AS_BYTES = Path.of("/proc/self/cmdline");

  private Arguments() {}

  static String[] asGiven(String[] read) {
    for (String argument : read) {
      if (!argument.chars().allMatch(c -> c < 0x80)) {
        return again(read);
      }
    }
    return read;
  }

  private static String[] again(String[] read) {
    List<String> words;
    try {
      words = words(Files.readAllBytes(AS_BYTES));
    } catch (IOException e) {
      // Elsewhere than on Linux names are text.
      return read;
    }
    return words.size() <= read.length
        ? read
        : words.subList(words.size() - read.length, words.size()).toArray(String[]::new);
  }

  /** Each ends with a zero. */
  private static List<String> words(byte[] bytes) {
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        words.add(PathText.text(java.util.Arrays.copyOfRange(bytes, from, i)));
        from = i + 1;
      }
    }
    return words;
  }
}
