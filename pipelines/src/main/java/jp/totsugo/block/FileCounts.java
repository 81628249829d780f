package jp.totsugo.block;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import jp.totsugo.rule.State;

/** What is counted of one file, and of each slice what puts the slices together. */
public final class FileCounts {
  private static final int HEADER = 0;
  private static final int BLANK = 1;
  private static final int RECORDS = 2;
  private static final int UNREADABLE = 3;
  private static final int STATES = 4;
  private static final int SIZE = STATES + State.COUNT;

  private final long[] counts = new long[SIZE];
  private final TreeMap<Integer, SliceEnd> slices = new TreeMap<>();

  /**
   * What is known at the end of a slice.
   *
   * @param lines the lines that it owns
   * @param checksum CRC-32C of its bytes
   */
  public record SliceEnd(int lines, long checksum) {}

  public void addHeader() {
    counts[HEADER]++;
  }

  public void addBlank() {
    counts[BLANK]++;
  }

  public void addRecord(int evidence) {
    counts[RECORDS]++;
    counts[STATES + State.of(evidence).ordinal()]++;
  }

  /** Counts again a record whose evidence has grown since {@link #addRecord}. */
  public void addEvidence(int before, int after) {
    counts[STATES + State.of(before).ordinal()]--;
    counts[STATES + State.of(after).ordinal()]++;
  }

  public void addUnreadable() {
    counts[UNREADABLE]++;
  }

  public void endSlice(int number, int lines, long checksum) {
    slices.put(number, new SliceEnd(lines, checksum));
  }

  public long header() {
    return counts[HEADER];
  }

  public long blank() {
    return counts[BLANK];
  }

  public long records() {
    return counts[RECORDS];
  }

  public long unreadable() {
    return counts[UNREADABLE];
  }

  public long state(State state) {
    return counts[STATES + state.ordinal()];
  }

  /** All lines, counted apart from what they are. */
  public long lines() {
    return slices.values().stream().mapToLong(SliceEnd::lines).sum();
  }

  /** By number of the slice. */
  public Map<Integer, SliceEnd> slices() {
    return slices;
  }

  void add(FileCounts other) {
    for (int i = 0; i < SIZE; i++) {
      counts[i] += other.counts[i];
    }
    slices.putAll(other.slices);
  }

  void write(DataOutputStream out) throws IOException {
    for (long count : counts) {
      out.writeLong(count);
    }
    out.writeInt(slices.size());
    for (Map.Entry<Integer, SliceEnd> slice : slices.entrySet()) {
      out.writeInt(slice.getKey());
      out.writeInt(slice.getValue().lines());
      out.writeLong(slice.getValue().checksum());
    }
  }

  void read(DataInputStream in) throws IOException {
    for (int i = 0; i < SIZE; i++) {
      counts[i] = in.readLong();
    }
    for (int i = in.readInt(); i > 0; i--) {
      int number = in.readInt();
      slices.put(number, new SliceEnd(in.readInt(), in.readLong()));
    }
  }
}
