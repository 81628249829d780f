package jp.totsugo.block;

/**
 * Findings as rows of bytes, each with what the queue shows of its record; see {@link FindingRow}
 * for a row. A block has rows of one insurer only.
 */
public final class FindingBlock {
  private final byte[] bytes;

  public FindingBlock(byte[] bytes) {
    this.bytes = bytes;
  }

  public byte[] bytes() {
    return bytes;
  }
}
