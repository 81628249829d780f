package jp.totsugo.block;

/** The coder of {@link KeyBlock}. */
public final class KeyBlockCoder extends BytesCoder<KeyBlock> {
  private static final long serialVersionUID = 1L;
  private static final KeyBlockCoder INSTANCE = new KeyBlockCoder();

  private KeyBlockCoder() {}

  public static KeyBlockCoder of() {
    return INSTANCE;
  }

  @Override
  protected KeyBlock of(byte[] bytes) {
    return new KeyBlock(bytes);
  }

  @Override
  protected byte[] bytes(KeyBlock block) {
    return block.bytes();
  }
}
