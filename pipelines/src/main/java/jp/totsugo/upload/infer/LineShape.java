package jp.totsugo.upload.infer;

import java.util.List;
import jp.totsugo.upload.layout.Quoting;

/**
 * How the lines of a file are split, as far as they tell.
 *
 * @param separator what stands between fields; null for fixed width
 * @param fields how many there are
 * @param ends behind the last byte of each field of a fixed-width line; empty with a separator
 */
record LineShape(Character separator, Quoting quoting, int fields, List<Integer> ends) {
  boolean isFixedWidth() {
    return separator == null;
  }
}
