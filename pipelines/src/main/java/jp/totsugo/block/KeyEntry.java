package jp.totsugo.block;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * An entry of the national shuffle: what must be known of a record to compare it with others that
 * have the same key. The key is a My Number, or the hash of a card's symbol, number and branch.
 *
 * <p>An entry is {@value #ENTRY_BYTES} bytes, five longs:
 *
 * <pre>
 *   0  key
 *   1  hash of the folded kana, 0 if empty
 *   2  file (20 bits), position in it (40), sex (2)
 *   3  insurer (27), marks of the record's state (12), line in its slice (25)
 *   4  first day of the period (22, 0 = no period), day behind its last (22, all ones = open),
 *      birth date as days since 1868-01-01, from 1 (17, 0 = invalid)
 * </pre>
 *
 * Entries hold My Numbers: they are never printed and exist only within a run.
 */
public final class KeyEntry {
  public static final int ENTRY_BYTES = 40;

  /** The end of an open period. */
  public static final int OPEN = (1 << 22) - 1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private KeyEntry() {}

  /** Writes one entry at {@code at}. */
  public static void put(
      byte[] bytes,
      int at,
      long key,
      long kana,
      int file,
      long position,
      int sex,
      int insurer,
      int marks,
      int line,
      int fromDay,
      int toDay,
      int birthDay) {
    LONGS.set(bytes, at, key);
    LONGS.set(bytes, at + 8, kana);
    LONGS.set(bytes, at + 16, (long) file << 42 | position << 2 | sex);
    LONGS.set(bytes, at + 24, (long) insurer << 37 | (long) marks << 25 | line);
    LONGS.set(bytes, at + 32, (long) fromDay << 39 | (long) toDay << 17 | birthDay);
  }

  private static long word(byte[] bytes, int at, int word) {
    return (long) LONGS.get(bytes, at + word * Long.BYTES);
  }

  public static long key(byte[] bytes, int at) {
    return word(bytes, at, 0);
  }

  public static long kana(byte[] bytes, int at) {
    return word(bytes, at, 1);
  }

  /** File and position as one number, which sorts records in the order of files and lines. */
  public static long locator(byte[] bytes, int at) {
    return word(bytes, at, 2) >>> 2;
  }

  public static int file(long locator) {
    return (int) (locator >>> 40);
  }

  /** The record's position in its file, as {@link jp.totsugo.upload.file.RecordLookup} takes it. */
  public static long position(long locator) {
    return locator & (1L << 40) - 1;
  }

  /** 1, 2, or 0 for unknown. */
  public static int sex(byte[] bytes, int at) {
    return (int) word(bytes, at, 2) & 3;
  }

  public static int insurer(byte[] bytes, int at) {
    return (int) (word(bytes, at, 3) >>> 37);
  }

  /** What the record rules found, as {@link jp.totsugo.rule.State#bit}s. */
  public static int marks(byte[] bytes, int at) {
    return (int) (word(bytes, at, 3) >>> 25) & (1 << 12) - 1;
  }

  /** The line's number in its slice, from 1. */
  public static int line(byte[] bytes, int at) {
    return (int) word(bytes, at, 3) & (1 << 25) - 1;
  }

  /** First day of the period, or 0 if the record has none. */
  public static int fromDay(byte[] bytes, int at) {
    return (int) (word(bytes, at, 4) >>> 39);
  }

  /** The day behind the period's last, or {@link #OPEN}. */
  public static int toDay(byte[] bytes, int at) {
    return (int) (word(bytes, at, 4) >>> 17) & OPEN;
  }

  /** The last word, of entries that have neither period nor birth date in it. */
  public static long rest(byte[] bytes, int at) {
    return word(bytes, at, 4);
  }

  /** A number for the birth date, 0 if it is invalid. */
  public static int birthDay(byte[] bytes, int at) {
    return (int) word(bytes, at, 4) & (1 << 17) - 1;
  }
}
