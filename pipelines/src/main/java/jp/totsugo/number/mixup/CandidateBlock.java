package jp.totsugo.number.mixup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Candidates of some shards, or what a slice of the register says about them. Holds My Numbers:
 * never printed, and exists only within a run.
 */
public final class CandidateBlock {
  private static final byte CANDIDATES = 1;
  private static final byte SIGHTINGS = 2;
  private static final NumberSlip.Kind[] KINDS = NumberSlip.Kind.values();

  private final byte[] bytes;

  /**
   * @param bytes as {@link #bytes} gives them
   */
  public CandidateBlock(byte[] bytes) {
    this.bytes = bytes;
  }

  public byte[] bytes() {
    return bytes;
  }

  /**
   * A person whose number is not in the register was found there under another number.
   *
   * @param locator of the person's record
   * @param slip how that number differs from the record's
   */
  public record Sighting(long locator, NumberSlip slip) {}

  /** Takes what a block holds. */
  public interface Visitor {
    void candidate(Candidate candidate);

    void sighting(Sighting sighting);
  }

  public static CandidateBlock ofCandidates(List<Candidate> candidates) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(CANDIDATES);
      for (Candidate candidate : candidates) {
        candidate.write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new CandidateBlock(bytes.toByteArray());
  }

  public static CandidateBlock ofSightings(List<Sighting> sightings) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(SIGHTINGS);
      for (Sighting sighting : sightings) {
        out.writeLong(sighting.locator());
        out.writeByte(sighting.slip().kind().ordinal());
        out.writeByte(sighting.slip().position());
        out.writeByte(sighting.slip().otherPosition());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new CandidateBlock(bytes.toByteArray());
  }

  /** Whether it says what a slice of the register holds, and has no candidates. */
  public boolean isOfSightings() {
    return bytes[0] == SIGHTINGS;
  }

  public void forEach(Visitor visitor) {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(bytes, 1, bytes.length - 1))) {
      while (in.available() > 0) {
        if (!isOfSightings()) {
          visitor.candidate(Candidate.read(in));
        } else {
          visitor.sighting(
              new Sighting(
                  in.readLong(),
                  new NumberSlip(KINDS[in.readByte()], in.readByte(), in.readByte())));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
