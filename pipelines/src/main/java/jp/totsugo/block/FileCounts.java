package jp.totsugo.block;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import jp.totsugo.rule.MyNumberSearch;
import jp.totsugo.rule.State;
import jp.totsugo.upload.file.Checksum;
import jp.totsugo.upload.file.Slice;

/** What is counted of one file, and of each slice what puts the slices together. */
public final class FileCounts {
  private static final int HEADER = 0;
  private static final int BLANK = 1;
  private static final int RECORDS = 2;
  private static final int UNREADABLE = 3;
  private static final int TWELVE_DIGIT_IDS = 4;
  private static final int VALID_NUMBER_IDS = 5;
  private static final int CUT_OFF = 6;
  private static final int TEXT_BYTES = 7;
  private static final int STATES = 8;
  private static final int SIZE = STATES + State.COUNT;

  private final long[] counts = new long[SIZE];

  /** By number, the lowest first; of most files one, and there may be a million of them. */
  private SliceEnd[] slices = {};

  private int sliceCount;

  /**
   * What is known at the end of a slice.
   *
   * @param number its place among those of the file
   * @param lines the lines that it owns
   * @param checksum CRC-32C of its bytes
   */
  public record SliceEnd(int number, int lines, long checksum) {}

  public void addHeader() {
    counts[HEADER]++;
  }

  public void addBlank() {
    counts[BLANK]++;
  }

  public void addRecord(int marks) {
    counts[RECORDS]++;
    counts[STATES + State.of(marks).ordinal()]++;
  }

  /** Counts again a record whose marks has grown since {@link #addRecord}. */
  public void addMarks(int before, int after) {
    counts[STATES + State.of(before).ordinal()]--;
    counts[STATES + State.of(after).ordinal()]++;
  }

  /** Counts what the person id of a record may be taken for. */
  public void addPersonId(MyNumberSearch.Found found) {
    if (found != MyNumberSearch.Found.NOTHING) {
      counts[TWELVE_DIGIT_IDS]++;
    }
    if (found == MyNumberSearch.Found.VALID_NUMBER) {
      counts[VALID_NUMBER_IDS]++;
    }
  }

  public void addUnreadable() {
    counts[UNREADABLE]++;
  }

  /** Counts to how much text the records of a slice have come. */
  public void addTextBytes(long bytes) {
    counts[TEXT_BYTES] += bytes;
  }

  /** To how much text all records have come, of a file that is more than its bytes; else 0. */
  public long textBytes() {
    return counts[TEXT_BYTES];
  }

  /** The last line of the file is unreadable, and has no end. */
  public void setCutOff() {
    counts[CUT_OFF] = 1;
  }

  /**
   * Slices of a file end in any order, but mostly in their own. One that ends twice is kept twice,
   * so that it is seen.
   */
  public void endSlice(int number, int lines, long checksum) {
    if (sliceCount == slices.length) {
      slices = Arrays.copyOf(slices, Math.max(1, 2 * sliceCount));
    }
    int at = sliceCount;
    while (at > 0 && slices[at - 1].number() > number) {
      at--;
    }
    System.arraycopy(slices, at, slices, at + 1, sliceCount - at);
    sliceCount++;
    slices[at] = new SliceEnd(number, lines, checksum);
  }

  /** CRC-32C of the bytes of all slices, which have all ended. */
  public long checksum(Iterable<Slice> all) {
    long checksum = 0;
    for (Slice slice : all) {
      checksum =
          Checksum.combine(
              checksum, slices().get(slice.number()).checksum(), slice.end() - slice.start());
    }
    return checksum;
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

  /** Person ids that have a run of exactly twelve digits. */
  public long twelveDigitIds() {
    return counts[TWELVE_DIGIT_IDS];
  }

  /** Those of them of which it is a valid My Number. */
  public long validNumberIds() {
    return counts[VALID_NUMBER_IDS];
  }

  /** Whether the file ends within a line, which is unreadable. */
  public boolean isCutOff() {
    return counts[CUT_OFF] > 0;
  }

  public long state(State state) {
    return counts[STATES + state.ordinal()];
  }

  /** All lines, counted apart from what they are. */
  public long lines() {
    return slices().stream().mapToLong(SliceEnd::lines).sum();
  }

  /** The slices that were counted, the lowest number first. */
  public List<SliceEnd> slices() {
    return Collections.unmodifiableList(Arrays.asList(slices).subList(0, sliceCount));
  }

  /** Adds the counts of other slices of the file. */
  void add(FileCounts other) {
    for (int i = 0; i < SIZE; i++) {
      counts[i] += other.counts[i];
    }
    if (other.sliceCount > 0) {
      slices = Arrays.copyOf(slices, sliceCount + other.sliceCount);
      System.arraycopy(other.slices, 0, slices, sliceCount, other.sliceCount);
      sliceCount = slices.length;
      Arrays.sort(slices, Comparator.comparingInt(SliceEnd::number));
    }
  }

  void write(DataOutputStream out) throws IOException {
    for (long count : counts) {
      out.writeLong(count);
    }
    out.writeInt(sliceCount);
    for (SliceEnd slice : slices()) {
      out.writeInt(slice.number());
      out.writeInt(slice.lines());
      out.writeLong(slice.checksum());
    }
  }

  void read(DataInputStream in) throws IOException {
    for (int i = 0; i < SIZE; i++) {
      counts[i] = in.readLong();
    }
    for (int i = in.readInt(); i > 0; i--) {
      endSlice(in.readInt(), in.readInt(), in.readLong());
    }
  }
}
