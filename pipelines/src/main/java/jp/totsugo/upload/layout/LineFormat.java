package jp.totsugo.upload.layout;

import java.io.Serializable;

/**
 * How a line of text becomes a record.
 *
 * @param separator what stands between fields
 * @param fixedWidth where the fields of a fixed-width line end; null if a separator ends them
 * @param conversions what becomes of the fields' values
 */
public record LineFormat(
    char separator, Quoting quoting, FixedWidth fixedWidth, Conversions conversions)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Commas and quotes by RFC 4180, every value as it stands. */
  public static final LineFormat STANDARD =
      new LineFormat(',', Quoting.rfc4180, null, Conversions.NONE);
}
