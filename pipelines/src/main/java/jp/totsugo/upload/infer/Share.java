package jp.totsugo.upload.infer;

import java.util.Locale;

/** So many of so many, for people. */
final class Share {
  private Share() {}

  static String of(long part, long whole, String what) {
    return String.format(Locale.ROOT, "%,d of %,d %s", part, whole, what);
  }
}
