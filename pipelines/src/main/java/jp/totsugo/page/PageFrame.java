package jp.totsugo.page;

import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What all pages have in common: style and script, which stand in each page, and the policy that
 * lets a browser take these and nothing else, from nowhere else.
 */
public final class PageFrame {
  private static final String STYLE = resource("style.css");
  private static final String SCRIPT = resource("tables.js");
  private static final String POLICY =
      "default-src 'none'; style-src "
          + sum(STYLE)
          + "; script-src "
          + sum(SCRIPT)
          + "; base-uri 'none'; form-action 'none'";

  private PageFrame() {}

  public static String style() {
    return STYLE;
  }

  /** Sorts and filters tables; pages say all without it. */
  public static String script() {
    return SCRIPT;
  }

  /** The content security policy. */
  public static String policy() {
    return POLICY;
  }

  private static String resource(String name) {
    try {
      return Resources.toString(
          Resources.getResource(PageFrame.class, name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be read", e);
    }
  }

  private static String sum(String text) {
    byte[] sum = Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asBytes();
    return "'sha256-" + Base64.getEncoder().encodeToString(sum) + "'";
  }
}
