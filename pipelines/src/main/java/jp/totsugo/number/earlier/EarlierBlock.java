package jp.totsugo.number.earlier;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * What some shards have found against the uploads of the run before: records of these on whose
 * number an error stood, and suspicions.
 */
public final class EarlierBlock {
  private final byte[] bytes;

  /**
   * @param bytes as {@link #bytes} gives them
   */
  public EarlierBlock(byte[] bytes) {
    this.bytes = bytes;
  }

  public byte[] bytes() {
    return bytes;
  }

  static EarlierBlock of(long[] errors, List<Suspicion> suspicions) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(errors.length);
      for (long locator : errors) {
        out.writeLong(locator);
      }
      for (Suspicion suspicion : suspicions) {
        suspicion.write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new EarlierBlock(bytes.toByteArray());
  }

  /** How many errors it holds. */
  int errorCount() {
    return read(in -> in.readInt());
  }

  /** The locators of earlier records on whose number an error stood. */
  void forEachError(LongConsumer consumer) {
    read(
        in -> {
          int count = in.readInt();
          for (int i = 0; i < count; i++) {
            consumer.accept(in.readLong());
          }
          return null;
        });
  }

  void forEachSuspicion(Consumer<Suspicion> consumer) {
    read(
        in -> {
          in.skipNBytes((long) in.readInt() * Long.BYTES);
          while (in.available() > 0) {
            consumer.accept(Suspicion.read(in));
          }
          return null;
        });
  }

  private interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  private <T> T read(Reading<T> reading) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return reading.from(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
