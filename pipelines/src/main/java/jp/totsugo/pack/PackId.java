package jp.totsugo.pack;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The id of a pack: {@code <insurer>-<part>-<check>}, the check made of the run's id, the insurer
 * and the part. So it can be made again from the results of the run, and tells of which run,
 * insurer and part a pack is.
 */
public final class PackId {
  /** Rows of a workbook; an insurer with more gets several, numbered from 1. */
  public static final int MOST_ROWS = 100_000;

  private static final int CHECK_BYTES = 10;

  private PackId() {}

  /**
   * @param runId of {@code run.json}
   * @param insurer eight digits, or unknown
   * @param part from 1: the first has the first {@link #MOST_ROWS} rows of the queue in the pack's
   *     order
   */
  public static String of(String runId, String insurer, int part) {
    byte[] hash =
        Hashing.sha256()
            .hashString(runId + " " + insurer + " " + part, StandardCharsets.UTF_8)
            .asBytes();
    String check = BaseEncoding.base32().encode(Arrays.copyOf(hash, CHECK_BYTES));
    return insurer + "-" + part + "-" + check.toLowerCase(Locale.ROOT);
  }
}
