package jp.totsugo.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import jp.totsugo.block.BlockReader;
import jp.totsugo.block.StoredBlock;
import jp.totsugo.block.Tally;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UnreadableCause;

/**
 * The lists of unreadable lines, as blocks in the run's work folder: a bad upload may have millions
 * of lines. A list holds the number of its slice, offsets and causes, never bytes of the lines.
 * Serves one thread.
 */
public final class UnreadableLines {
  private static final UnreadableCause[] CAUSES = UnreadableCause.values();
  private static final int LINE_BYTES = Integer.BYTES + Long.BYTES + 1;
  private static final int MOST_LINES = 5000;

  private final Function<byte[], StoredBlock> blocks;
  private final Tally tally;
  private ByteBuffer lines;
  private Slice slice;

  /**
   * @param blocks keeps a block, and says where it will be found
   * @param tally told of all blocks
   */
  UnreadableLines(Function<byte[], StoredBlock> blocks, Tally tally) {
    this.blocks = blocks;
    this.tally = tally;
  }

  /** Begins the lines of a slice; what is left of one that failed goes. */
  void begin(Slice next) {
    slice = next;
    if (lines != null) {
      lines.clear();
    }
  }

  void add(int lineInSlice, long offset, UnreadableCause cause) {
    if (lines == null) {
      lines = ByteBuffer.allocate(Integer.BYTES + MOST_LINES * LINE_BYTES);
    }
    if (lines.remaining() < LINE_BYTES) {
      end();
    }
    if (lines.position() == 0) {
      lines.putInt(slice.number());
    }
    lines.putInt(lineInSlice).putLong(offset).put((byte) cause.ordinal());
  }

  /** Ends the lines of a slice. */
  void end() {
    if (lines != null && lines.position() > 0) {
      tally.addUnreadable(
          slice.file(), blocks.apply(Arrays.copyOf(lines.array(), lines.position())));
      lines.clear();
    }
  }

  /** Takes an unreadable line. */
  public interface Visitor {
    void accept(int slice, int lineInSlice, long offset, UnreadableCause cause) throws IOException;
  }

  /**
   * Reads the lines of a file again, in their order.
   *
   * @param places those of the file
   */
  public static void read(BlockReader reader, List<StoredBlock> places, Visitor visitor)
      throws IOException {
    record Part(int slice, StoredBlock place) {}
    List<Part> parts = new ArrayList<>();
    for (StoredBlock place : places) {
      byte[] number = reader.read(new StoredBlock(place.file(), place.offset(), Integer.BYTES));
      parts.add(new Part(ByteBuffer.wrap(number).getInt(), place));
    }
    parts.sort(Comparator.comparingInt(Part::slice));
    for (Part part : parts) {
      ByteBuffer block = ByteBuffer.wrap(reader.read(part.place()));
      int slice = block.getInt();
      while (block.hasRemaining()) {
        visitor.accept(slice, block.getInt(), block.getLong(), CAUSES[block.get()]);
      }
    }
  }
}
