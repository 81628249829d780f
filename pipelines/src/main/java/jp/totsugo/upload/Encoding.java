package jp.totsugo.upload;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The encodings of uploads. */
public enum Encoding {
  UTF_8("UTF-8", StandardCharsets.UTF_8),
  /** Not Shift_JIS, which lacks ① and 髙. */
  WINDOWS_31J("windows-31j", Charset.forName("windows-31j"));

  private final String label;
  private final transient Charset charset;

  Encoding(String label, Charset charset) {
    this.label = label;
    this.charset = charset;
  }

  public String label() {
    return label;
  }

  Charset charset() {
    return charset;
  }

  LineDecoder newDecoder() {
    return this == UTF_8 ? new Utf8Decoder() : new Windows31jDecoder();
  }
}
