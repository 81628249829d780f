package jp.totsugo.block;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import jp.totsugo.record.HashMixer;

/**
 * Double-entry bookkeeping of what workers hand to each other: whoever gives something books it,
 * and so does whoever takes it. If the engine has lost anything on the way, or delivered it twice,
 * the two sides differ. Parts add up in any order.
 */
public final class Ledger {
  private static final Account[] ACCOUNTS = Account.values();

  private final Entry[] given = entries();
  private final Entry[] taken = entries();

  /** What is handed over. */
  public enum Account {
    /** Blocks of keys, from checking to matching. */
    KEYS,
    /** Blocks of findings, to the queues. */
    FINDINGS,
    /** Blocks of candidates, from matching to where they are resolved. */
    CANDIDATES,
    /**
     * Blocks of what matching found against the uploads of the run before, to where it is resolved.
     */
    SUSPICIONS,
    /** What the register says of candidates, by slice. */
    SIGHTINGS,
    /**
     * Slices of the register in which candidates were looked for, and with each slice all
     * candidates. The plan gives them.
     */
    SEARCHES
  }

  /** One side of an account: how many things, and a sum by which these differ from others. */
  public static final class Entry {
    private long count;
    private long sum;

    /** Books a block. */
    public void add(StoredBlock block) {
      add(block.file(), block.offset());
    }

    /** Books something that two numbers tell from all others. */
    public void add(long one, long other) {
      count++;
      sum += mixed(mixed(one) + other);
    }

    private static long mixed(long value) {
      return HashMixer.mix(value + HashMixer.MULTIPLIER);
    }

    /** Books all of another entry. */
    public void add(Entry other) {
      count += other.count;
      sum += other.sum;
    }

    public long count() {
      return count;
    }

    /** Whether this is the same as in another entry, each as often. */
    public boolean isSameAs(Entry other) {
      return count == other.count && sum == other.sum;
    }
  }

  private static Entry[] entries() {
    Entry[] entries = new Entry[ACCOUNTS.length];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = new Entry();
    }
    return entries;
  }

  public Entry given(Account account) {
    return given[account.ordinal()];
  }

  public Entry taken(Account account) {
    return taken[account.ordinal()];
  }

  void add(Ledger other) {
    for (int i = 0; i < ACCOUNTS.length; i++) {
      given[i].add(other.given[i]);
      taken[i].add(other.taken[i]);
    }
  }

  void write(DataOutputStream out) throws IOException {
    for (int i = 0; i < ACCOUNTS.length; i++) {
      for (Entry entry : new Entry[] {given[i], taken[i]}) {
        out.writeLong(entry.count);
        out.writeLong(entry.sum);
      }
    }
  }

  void read(DataInputStream in) throws IOException {
    for (int i = 0; i < ACCOUNTS.length; i++) {
      for (Entry entry : new Entry[] {given[i], taken[i]}) {
        entry.count = in.readLong();
        entry.sum = in.readLong();
      }
    }
  }
}
