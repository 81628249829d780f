package jp.totsugo.block;

/** The coder of {@link Tally}. */
public final class TallyCoder extends BytesCoder<Tally> {
  private static final long serialVersionUID = 1L;
  private static final TallyCoder INSTANCE = new TallyCoder();

  private TallyCoder() {}

  public static TallyCoder of() {
    return INSTANCE;
  }

  @Override
  protected Tally of(byte[] bytes) {
    return Tally.read(bytes);
  }

  @Override
  protected byte[] bytes(Tally block) {
    return block.write();
  }
}
