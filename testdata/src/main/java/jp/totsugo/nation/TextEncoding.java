package jp.totsugo.nation;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How an insurer's server writes its upload. */
enum TextEncoding {
  WINDOWS_31J(Charset.forName("windows-31j")),
  UTF_8(StandardCharsets.UTF_8),
  UTF_8_WITH_BOM(StandardCharsets.UTF_8);

  final Charset charset;

  TextEncoding(Charset charset) {
    this.charset = charset;
  }

  boolean canWrite(String text) {
    return charset.newEncoder().canEncode(text);
  }
}
