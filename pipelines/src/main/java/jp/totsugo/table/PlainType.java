package jp.totsugo.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;

/** How Parquet's plain encoding has the values of a type that tables of a run have. */
enum PlainType {
  TEXT {
    @Override
    int end(byte[] bytes, int from) {
      int length = (int) INTS.get(bytes, from);
      if (length < 0 || length > bytes.length - from - Integer.BYTES) {
        throw new IllegalStateException("no text");
      }
      return from + Integer.BYTES + length;
    }

    @Override
    int compare(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
      return Arrays.compareUnsigned(a, fromA + Integer.BYTES, toA, b, fromB + Integer.BYTES, toB);
    }

    @Override
    void update(Statistics<?> statistics, byte[] bytes, int from, int to) {
      int text = from + Integer.BYTES;
      statistics.updateStats(Binary.fromReusedByteArray(bytes, text, to - text));
    }
  },
  INT {
    @Override
    int end(byte[] bytes, int from) {
      return from + Integer.BYTES;
    }

    @Override
    long number(byte[] bytes, int from) {
      return (int) INTS.get(bytes, from);
    }

    @Override
    void put(byte[] bytes, int from, long number) {
      INTS.set(bytes, from, (int) number);
    }

    @Override
    void update(Statistics<?> statistics, byte[] bytes, int from, int to) {
      statistics.updateStats((int) number(bytes, from));
    }
  },
  LONG {
    @Override
    int end(byte[] bytes, int from) {
      return from + Long.BYTES;
    }

    @Override
    long number(byte[] bytes, int from) {
      return (long) LONGS.get(bytes, from);
    }

    @Override
    void put(byte[] bytes, int from, long number) {
      LONGS.set(bytes, from, number);
    }

    @Override
    void update(Statistics<?> statistics, byte[] bytes, int from, int to) {
      statistics.updateStats(number(bytes, from));
    }
  };

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static PlainType of(PrimitiveType.PrimitiveTypeName type) {
    return switch (type) {
      case BINARY -> TEXT;
      case INT32 -> INT;
      case INT64 -> LONG;
      default -> throw new IllegalArgumentException(type.name());
    };
  }

  /** Puts the length of a text before it. */
  static void putLength(byte[] bytes, int from, int length) {
    INTS.set(bytes, from, length);
  }

  /** Behind the value that begins at {@code from}. */
  abstract int end(byte[] bytes, int from);

  /** Makes a value known to the statistics of a page. */
  abstract void update(Statistics<?> statistics, byte[] bytes, int from, int to);

  /** Compares two values in the order of the type. */
  int compare(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
    return Long.compare(number(a, fromA), number(b, fromB));
  }

  long number(byte[] bytes, int from) {
    throw new IllegalStateException(name());
  }

  void put(byte[] bytes, int from, long number) {
    throw new IllegalStateException(name());
  }
}
