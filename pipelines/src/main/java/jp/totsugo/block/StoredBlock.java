package jp.totsugo.block;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.util.VarInt;

/**
 * Where a block stands in the blocks folder of the run. This, and not its bytes, is what the engine
 * moves from worker to worker: an engine copies an element for every reader, and once more to sort.
 *
 * @param file the number of the file
 * @param offset of the block's first byte
 * @param length in bytes
 */
public record StoredBlock(long file, long offset, int length) {
  /** Writes the three as numbers of variable length. */
  public static final class BlockCoder extends AtomicCoder<StoredBlock> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(StoredBlock block, OutputStream out) throws IOException {
      VarInt.encode(block.file, out);
      VarInt.encode(block.offset, out);
      VarInt.encode(block.length, out);
    }

    @Override
    public StoredBlock decode(InputStream in) throws IOException {
      return new StoredBlock(VarInt.decodeLong(in), VarInt.decodeLong(in), VarInt.decodeInt(in));
    }
  }
}
