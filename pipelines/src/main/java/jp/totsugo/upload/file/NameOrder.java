package jp.totsugo.upload.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The order of names of files in all outputs, the same on every machine. */
public final class NameOrder {
  /** By the code points of the names, which is by their bytes in UTF-8. */
  public static final Comparator<String> BY_CODE_POINT =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private NameOrder() {}
}
