package jp.totsugo.record;

import java.io.Serial;
import java.io.Serializable;
import java.util.Set;
import java.util.stream.LongStream;

/** The numbers of twelve digits that stand for no number: one digit all over, and some listed. */
public final class Fillers implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /** No number is a filler. */
  public static final Fillers NONE = new Fillers(new long[0], false);

  private static final long REPUNIT = 111_111_111_111L;

  private final long[] listed;
  private final boolean ofOneDigit;

  public Fillers(Set<Long> listed) {
    this(listed.stream().mapToLong(Long::longValue).sorted().toArray(), true);
  }

  private Fillers(long[] listed, boolean ofOneDigit) {
    this.listed = listed;
    this.ofOneDigit = ofOneDigit;
  }

  /** The listed ones, in their order. */
  public LongStream listed() {
    return LongStream.of(listed);
  }

  public boolean isFiller(long number) {
    long last = number % 10;
    if (ofOneDigit && number / 10 % 10 == last && number == last * REPUNIT) {
      return true;
    }
    for (long filler : listed) {
      if (number == filler) {
        return true;
      }
    }
    return false;
  }
}
