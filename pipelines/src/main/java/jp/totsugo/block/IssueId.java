package jp.totsugo.block;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Ints;
import com.google.common.primitives.Longs;
import com.google.common.primitives.Shorts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Rule;

/**
 * The ids of findings: 80 bits of a hash over insurer, person id, qualification date, rule and
 * field, so that a finding has the same id in every run. Never made from a My Number. An instance
 * serves one thread.
 *
 * <p>Findings that are equal in all of these get {@code -2}, {@code -3} and so on in the order of
 * the file.
 */
public final class IssueId {
  private static final HashFunction HASH = Hashing.murmur3_128();
  private static final byte[] LETTERS =
      "abcdefghijklmnopqrstuvwxyz234567".getBytes(StandardCharsets.US_ASCII);
  private static final int BITS = 5;
  private static final int BYTES = 10;
  private static final int LETTERS_OF_ID = BYTES * Byte.SIZE / BITS;

  /** Characters of an id without a number among equal ones. */
  public static final int LENGTH = 1 + LETTERS_OF_ID;

  /** As many as fit in 64 bits. */
  private static final int ORDERED_LETTERS = Long.SIZE / BITS;

  private static final int DIGITS = 6;
  private static final int LONGEST_USABLE = 20;
  private static final byte SEPARATOR = 0x1F;
  private static final byte[][] NAMES = names();

  private byte[] scratch = new byte[256];
  private int size;

  private static byte[][] names() {
    byte[][] names = new byte[Rule.COUNT * Column.COUNT][];
    for (Rule rule : Rule.values()) {
      for (Column field : Column.values()) {
        names[rule.ordinal() * Column.COUNT + field.ordinal()] =
            (rule.name() + (char) SEPARATOR + field.header()).getBytes(StandardCharsets.US_ASCII);
      }
    }
    return names;
  }

  /**
   * The hash behind an id.
   *
   * @param person UTF-8 of the person id, or {@link #locationOf} if it is not usable
   * @param qualification UTF-8 of the qualification date as it stands
   */
  public byte[] hash(int insurer, byte[] person, byte[] qualification, Rule rule, int field) {
    size = 0;
    int rest = insurer;
    for (int i = 0; i < 8; i++) {
      put((byte) (rest % 10));
      rest /= 10;
    }
    put(person);
    put(qualification);
    put(NAMES[rule.ordinal() * Column.COUNT + field]);
    return HASH.hashBytes(scratch, 0, size).asBytes();
  }

  private void put(byte b) {
    scratch[size++] = b;
  }

  private void put(byte[] bytes) {
    if (size + bytes.length + Long.BYTES > scratch.length) {
      scratch = Arrays.copyOf(scratch, 2 * (size + bytes.length) + Long.BYTES);
    }
    System.arraycopy(bytes, 0, scratch, size, bytes.length);
    size += bytes.length;
    put(SEPARATOR);
  }

  /** The location of a record, which stands for a person id that is not usable. */
  public static byte[] locationOf(String file, long line) {
    return (file + (char) SEPARATOR + line).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Whether a record can be found again by its person id: 1 to 20 half-width letters, digits,
   * hyphens.
   */
  public static boolean isUsable(byte[] personId) {
    if (personId.length == 0 || personId.length > LONGEST_USABLE) {
      return false;
    }
    for (byte b : personId) {
      boolean usable =
          b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b == '-';
      if (!usable) {
        return false;
      }
    }
    return true;
  }

  /** The id of a finding, without the number among equal ones. */
  public static byte[] text(byte[] hash) {
    return text('f', hash);
  }

  /** The letter and the first 80 bits, five a character, as RFC 4648 has them in base32. */
  private static byte[] text(char kind, byte[] hash) {
    byte[] text = new byte[1 + BYTES * Byte.SIZE / BITS];
    text[0] = (byte) kind;
    int rest = 0;
    int bits = 0;
    int next = 1;
    for (int i = 0; i < BYTES; i++) {
      rest = rest << Byte.SIZE | hash[i] & 0xFF;
      for (bits += Byte.SIZE; bits >= BITS; bits -= BITS) {
        text[next++] = LETTERS[rest >>> bits - BITS & (1 << BITS) - 1];
      }
    }
    return text;
  }

  /** The first 60 bits of an id as they sort like its text; 0 for a text that is no id. */
  public static long orderOf(CharSequence id) {
    long order = 0;
    for (int i = 1; i <= ORDERED_LETTERS; i++) {
      int value = i < id.length() ? valueOf(id.charAt(i)) : -1;
      if (value < 0) {
        return 0;
      }
      // Digits stand before letters in a text, and behind them in the alphabet.
      order = order << BITS | value + DIGITS & (1 << BITS) - 1;
    }
    return order << Long.SIZE - BITS * ORDERED_LETTERS;
  }

  /** The same of the hash with which an id begins. */
  public static long orderOf(long head) {
    long order = 0;
    for (int i = 1; i <= ORDERED_LETTERS; i++) {
      int value = (int) (head >>> Long.SIZE - BITS * i) & (1 << BITS) - 1;
      order = order << BITS | value + DIGITS & (1 << BITS) - 1;
    }
    return order << Long.SIZE - BITS * ORDERED_LETTERS;
  }

  private static int valueOf(char letter) {
    if (letter >= 'a' && letter <= 'z') {
      return letter - 'a';
    }
    return letter >= '2' && letter <= '7' ? letter - '2' + 26 : -1;
  }

  /** The 64 bits with which a {@link #hash} begins. */
  public static long headOf(byte[] hash) {
    return Longs.fromByteArray(hash);
  }

  /** The 16 bits behind {@link #headOf(byte[])}. */
  public static short tailOf(byte[] hash) {
    return Shorts.fromBytes(hash[Long.BYTES], hash[Long.BYTES + 1]);
  }

  /** The 64 bits of the hash with which an id begins; 0 for a text that is no id. */
  public static long headOf(CharSequence id) {
    if (!isId(id)) {
      return 0;
    }
    long head = 0;
    for (int i = 1; i <= ORDERED_LETTERS; i++) {
      head = head << BITS | valueOf(id.charAt(i));
    }
    return head << 4 | valueOf(id.charAt(ORDERED_LETTERS + 1)) >>> 1;
  }

  /** The 16 bits behind {@link #headOf(CharSequence)}. */
  public static short tailOf(CharSequence id) {
    if (!isId(id)) {
      return 0;
    }
    int tail = 0;
    for (int i = ORDERED_LETTERS + 1; i <= LETTERS_OF_ID; i++) {
      tail = tail << BITS | valueOf(id.charAt(i));
    }
    return (short) tail;
  }

  /** The number among findings that are equal in all else, from 1. */
  public static int numberOf(String id) {
    int hyphen = id.indexOf('-');
    Integer number = hyphen < 0 ? null : Ints.tryParse(id.substring(hyphen + 1));
    return number == null ? 1 : number;
  }

  /** Whether a text begins as ids of findings do. */
  public static boolean isId(CharSequence id) {
    boolean isId = id.length() > LETTERS_OF_ID && id.charAt(0) == 'f';
    for (int i = 1; isId && i <= LETTERS_OF_ID; i++) {
      isId = valueOf(id.charAt(i)) >= 0;
    }
    return isId;
  }

  /**
   * The id that ties the findings of one group together, made from theirs.
   *
   * @param firstLocation location of the first record: two groups may have findings of the same ids
   */
  public static byte[] group(List<byte[]> members, byte[] firstLocation) {
    Group group = new Group();
    members.forEach(group::add);
    return group.id(firstLocation);
  }

  /** A {@link #group} id under way. */
  public static final class Group {
    private final Hasher hasher = HASH.newHasher();

    /**
     * @param member the {@link #hash} of a finding
     */
    public void add(byte[] member) {
      hasher.putBytes(member);
    }

    /** Once all are added. */
    public byte[] id(byte[] firstLocation) {
      return text('g', hasher.putBytes(firstLocation).hash().asBytes());
    }
  }
}
