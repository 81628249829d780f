package jp.totsugo.block;

/** The coder of {@link FindingBlock}. */
public final class FindingBlockCoder extends BytesCoder<FindingBlock> {
  private static final long serialVersionUID = 1L;
  private static final FindingBlockCoder INSTANCE = new FindingBlockCoder();

  private FindingBlockCoder() {}

  public static FindingBlockCoder of() {
    return INSTANCE;
  }

  @Override
  protected FindingBlock of(byte[] bytes) {
    return new FindingBlock(bytes);
  }

  @Override
  protected byte[] bytes(FindingBlock block) {
    return block.bytes();
  }
}
