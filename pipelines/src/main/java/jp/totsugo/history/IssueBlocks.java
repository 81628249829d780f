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

  /** Goes over the issues of a block. */
  public static final class Cursor {
    private final byte[] block;
    private int from;
    private int length;

    public Cursor(byte[] block) {
      this.block = block;
    }

    /** Goes to the next issue; returns whether there is one. */
    public boolean next() {
      from += length;
      if (from == block.length) {
        return false;
      }
      length = Ints.fromBytes(block[from], block[from + 1], block[from + 2], block[from + 3]);
      from += Integer.BYTES;
      return true;
    }

    public byte[] block() {
      return block;
    }

    public int from() {
      return from;
    }

    public int length() {
      return length;
    }

    /** Compares the issue's id with another issue's. */
    public int compareId(IssueColumns issues, int row) {
      int id = from + 1;
      return -issues.compareId(row, block, id, id + IssueRow.lengthOfId(block, from));
    }
  }
}
