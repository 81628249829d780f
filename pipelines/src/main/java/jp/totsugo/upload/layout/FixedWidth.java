package jp.totsugo.upload.layout;

import java.io.Serializable;

/**
 * A line whose fields have fixed places. Its fields cover it without a gap: what no column needs is
 * a field too.
 *
 * @param ends behind the last byte of each field, counted from the beginning of the line
 */
public record FixedWidth(int[] ends) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Length of a line in bytes, without its end. */
  public int lineBytes() {
    return ends[ends.length - 1];
  }
}
