package jp.totsugo.job;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The last field of {@code run.json}: SHA-256 of all that stands before its comma. The manifest
 * holds the sums of all other outputs, and this one its own.
 */
public final class ManifestSeal {
  static final String FIELD = "sealSha256";

  private static final String BEGIN = ",\n  \"" + FIELD + "\" : \"";
  private static final String END = "\"\n}\n";
  private static final int LENGTH = BEGIN.length() + 64 + END.length();
  private static final int LONGEST_END = 16;

  private ManifestSeal() {}

  /** Adds the field to a file that ends with the brace of its object. */
  static void put(Path manifest) throws IOException {
    String end = tail(manifest, LONGEST_END);
    int left = end.substring(0, end.lastIndexOf('}')).stripTrailing().length();
    long sealed = Files.size(manifest) - end.length() + left;
    try (FileChannel file = FileChannel.open(manifest, StandardOpenOption.WRITE)) {
      file.truncate(sealed);
    }
    Files.writeString(manifest, BEGIN + sum(manifest, sealed) + END, StandardOpenOption.APPEND);
  }

  /** Whether a file is what it was when the field was added. */
  public static boolean isWhole(Path manifest) throws IOException {
    long sealed = Files.size(manifest) - LENGTH;
    return sealed >= 0 && tail(manifest, LENGTH).equals(BEGIN + sum(manifest, sealed) + END);
  }

  /** Whether a file is of a version that did not know the field: its last one is a list. */
  public static boolean isUnsealed(Path manifest) throws IOException {
    return tail(manifest, LONGEST_END).matches("(?s).*]\\s*}\\s*");
  }

  private static String tail(Path file, int most) throws IOException {
    long size = Files.size(file);
    long from = Math.max(0, size - most);
    byte[] bytes = MoreFiles.asByteSource(file).slice(from, size - from).read();
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String sum(Path manifest, long bytes) throws IOException {
    return MoreFiles.asByteSource(manifest).slice(0, bytes).hash(Hashing.sha256()).toString();
  }
}
