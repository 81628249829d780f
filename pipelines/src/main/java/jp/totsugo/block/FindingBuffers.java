package jp.totsugo.block;

import java.util.Map;
import java.util.TreeMap;
import jp.totsugo.rule.RuleSettings;

/** Collects findings by insurer until a block is worth sending. */
public final class FindingBuffers {
  private static final int BLOCK_BYTES = 64 * 1024;
  private static final int ALL_BYTES = 16 * 1024 * 1024;

  /** Takes a full block of one insurer. */
  public interface Output {
    void accept(int insurer, FindingBlock block);
  }

  private final ShownFields shown;
  private final RecordPrint print;
  private final Output output;
  private final Map<Integer, FindingBlockBuilder> buffers = new TreeMap<>();
  private int lastInsurer = -1;
  private FindingBlockBuilder lastBuffer;
  private int lastSize;
  private long size;

  public FindingBuffers(RuleSettings settings, Output output) {
    shown = new ShownFields(settings);
    print = new RecordPrint(shown);
    this.output = output;
  }

  /** The block under way of an insurer. */
  public FindingBlockBuilder of(int insurer) {
    if (lastInsurer != insurer || lastBuffer == null) {
      settle();
      lastInsurer = insurer;
      lastBuffer = buffers.computeIfAbsent(insurer, k -> new FindingBlockBuilder(shown, print));
      lastSize = lastBuffer.size();
    }
    return lastBuffer;
  }

  /** To be called after rows were added. */
  public void flushIfLarge() {
    settle();
    if (lastBuffer != null && lastBuffer.size() >= BLOCK_BYTES) {
      size -= lastBuffer.size();
      output.accept(lastInsurer, lastBuffer.build());
      lastSize = 0;
    }
    if (size >= ALL_BYTES) {
      flush();
    }
  }

  private void settle() {
    if (lastBuffer != null) {
      size += lastBuffer.size() - lastSize;
      lastSize = lastBuffer.size();
    }
  }

  public void flush() {
    buffers.forEach(
        (insurer, buffer) -> {
          if (buffer.size() > 0) {
            output.accept(insurer, buffer.build());
          }
        });
    buffers.clear();
    lastBuffer = null;
    size = 0;
  }
}
