package jp.totsugo.upload.decode;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import jp.totsugo.record.CharClasses;

/** The encodings of uploads. */
public enum Encoding {
  UTF_8("UTF-8", StandardCharsets.UTF_8),
  /** Not Shift_JIS, which lacks ① and 髙. */
  WINDOWS_31J("windows-31j", Charset.forName("windows-31j")),
  /** JIS X 0213. Only when a layout names it: it gives other characters to bytes of windows-31j. */
  SHIFT_JIS_2004("Shift_JIS-2004", Charset.forName("x-SJIS_0213")),
  /**
   * Only when a layout names it. The JDK's EUC-JP lacks ① and 髙; this one has them, and is the same
   * in all that both have.
   */
  EUC_JP("EUC-JP", Charset.forName("x-eucJP-Open"));

  private final String label;
  private final transient Charset charset;

  Encoding(String label, Charset charset) {
    this.label = label;
    this.charset = charset;
  }

  public String label() {
    return label;
  }

  public Charset charset() {
    return charset;
  }

  public LineDecoder newDecoder() {
    return switch (this) {
      case UTF_8 -> new Utf8Decoder();
      case WINDOWS_31J -> new Windows31jDecoder();
      case SHIFT_JIS_2004, EUC_JP -> new CharsetLineDecoder(charset);
    };
  }

  /**
   * What looks at fields before they are decoded, or null if this encoding has none.
   *
   * @param classes of its characters
   */
  public FieldScanner newScanner(CharClasses classes) {
    return switch (this) {
      case UTF_8 -> new Utf8Scanner(classes);
      case WINDOWS_31J -> new Windows31jScanner(classes);
      case SHIFT_JIS_2004, EUC_JP -> null;
    };
  }
}
