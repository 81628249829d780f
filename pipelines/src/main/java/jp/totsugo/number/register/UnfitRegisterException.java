package jp.totsugo.number.register;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** The register cannot be that of the uploads. No engine need try again. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class UnfitRegisterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A register of the uploads' own region has about as many numbers as they do, or more. */
  private static final int PART_OF_REGION = 2;

  /** Some numbers are valid by chance, one of eleven. */
  private static final int VALID_BY_CHANCE = 8;

  /** Fewer of the uploads' numbers, in percent, may stand in a register by chance. */
  private static final int KNOWN_BY_CHANCE = 1;

  private final long inUploads;
  private final long inBoth;
  private final long inRegister;

  UnfitRegisterException(RegisterFit.Numbers numbers) {
    super("the register does not fit the uploads");
    inUploads = numbers.inUploads();
    inBoth = numbers.inBoth();
    inRegister = numbers.inRegister();
  }

  /** What is likely the matter. */
  public enum Reason {
    /** Hardly a row has a valid number. */
    NO_NUMBERS,
    /** It has far fewer numbers than the uploads. */
    A_PART,
    /** It has as many, but others. */
    OTHER_PEOPLE
  }

  public Reason reason() {
    boolean mostAreInUploads = inBoth * 2 > inRegister;
    if (mostAreInUploads && inBoth * 100 >= inUploads * KNOWN_BY_CHANCE) {
      return Reason.A_PART;
    }
    if (inRegister * VALID_BY_CHANCE < inUploads) {
      return Reason.NO_NUMBERS;
    }
    return inRegister * PART_OF_REGION < inUploads ? Reason.A_PART : Reason.OTHER_PEOPLE;
  }

  /** Of the uploads' numbers, those that the register holds, in percent. */
  public double share() {
    return 100.0 * inBoth / inUploads;
  }
}
