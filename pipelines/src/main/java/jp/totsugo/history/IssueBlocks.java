package jp.totsugo.history;

import com.google.common.primitives.Ints;
import java.io.IOException;
import java.util.Arrays;
import jp.totsugo.block.BlockWriter;
import jp.totsugo.block.Tally;

/** Leaves the issues of insurers in blocks, each a length and what {@link IssueRow} encodes. */
public final class IssueBlocks {
  private static final int BLOCK_BYTES = 1 << 20;

  private final BlockWriter writer;
  private byte[] block = new byte[64 * 1024];
  private int size;

  public IssueBlocks(BlockWriter writer) {
    this.writer = writer;
  }

  /**
   * Writes the issues of an insurer, of which nothing else is in the tally.
   *
   * @param tally is told where they stand
   */
  public void write(int insurer, IssueMerge merge, Tally tally) throws IOException {
    merge.finish(
        issue -> {
          if (size + Integer.BYTES + issue.length > BLOCK_BYTES) {
            flush(insurer, tally);
          }
          if (size + Integer.BYTES + issue.length > block.length) {
            block = Arrays.copyOf(block, 2 * (size + Integer.BYTES + issue.length));
          }
          System.arraycopy(Ints.toByteArray(issue.length), 0, block, size, Integer.BYTES);
          System.arraycopy(issue, 0, block, size + Integer.BYTES, issue.length);
          size += Integer.BYTES + issue.length;
        });
    flush(insurer, tally);
  }

  private void flush(int insurer, Tally tally) {
    if (size > 0) {
      tally.addIssues(insurer, writer.write(block, 0, size));
      size = 0;
    }
  }

  /** Takes the issues of a block. */
  public interface Reader {
    void accept(byte[] block, int from, int length) throws IOException;
  }

  /** Goes over a block. */
  public static void forEach(byte[] block, Reader reader) throws IOException {
    for (int at = 0; at < block.length; ) {
      int length = Ints.fromBytes(block[at], block[at + 1], block[at + 2], block[at + 3]);
      reader.accept(block, at + Integer.BYTES, length);
      at += Integer.BYTES + length;
    }
  }
}
