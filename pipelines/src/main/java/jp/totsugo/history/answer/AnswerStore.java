package jp.totsugo.history.answer;

import com.google.common.hash.Hashing;
import com.google.common.primitives.Ints;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import jp.totsugo.schema.IssueAnswer;
import jp.totsugo.upload.file.OpenFiles;

/**
 * Answers by the id of their issue: in a file, with some 20 bytes of memory for each. The slots of
 * an answer and of what replaces it are the same.
 */
final class AnswerStore implements Closeable {
  /** No slot. */
  static final int NONE = -1;

  /** Of most entries with their length: one read has them. */
  private static final int USUAL_BYTES = 512;

  private static final int FLUSH_BYTES = 256 * 1024;
  private static final int FIRST_CAPACITY = 1 << 10;

  /** An answer, and where it was read. */
  record Stored(IssueAnswer answer, int file, long line) {}

  private final FileChannel channel;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(FLUSH_BYTES + 16 * 1024);
  private final ByteArrayOutputStream row = new ByteArrayOutputStream(16 * 1024);
  private final DataOutputStream out = new DataOutputStream(row);
  private long written;
  private long[] keys = new long[FIRST_CAPACITY];

  /** Where each entry stands, plus one; 0 where there is none. */
  private long[] places = new long[FIRST_CAPACITY];

  private byte[] marks = new byte[FIRST_CAPACITY];
  private int size;

  /**
   * @param file is made; readable by its owner alone
   */
  AnswerStore(Path file) throws IOException {
    channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** The slot of an issue, or {@link #NONE}. */
  int find(String issueId) throws IOException {
    long key = key(issueId);
    for (int slot = first(key, keys.length); places[slot] != 0; slot = next(slot, keys.length)) {
      if (keys[slot] == key && read(slot).answer().getIssueId().equals(issueId)) {
        return slot;
      }
    }
    return NONE;
  }

  /** Adds the answer to an issue that has none. */
  void add(Stored entry) throws IOException {
    if (2L * (size + 1) > keys.length) {
      grow();
    }
    long key = key(entry.answer().getIssueId());
    int slot = first(key, keys.length);
    while (places[slot] != 0) {
      slot = next(slot, keys.length);
    }
    keys[slot] = key;
    size++;
    replace(slot, entry);
  }

  /** Puts an answer in the place of another to the same issue; its mark goes. */
  void replace(int slot, Stored entry) throws IOException {
    places[slot] = written + buffer.size() + 1;
    marks[slot] = 0;
    row.reset();
    out.writeInt(entry.file());
    out.writeLong(entry.line());
    for (int i = 0; i < AnswerRow.CELLS; i++) {
      out.writeUTF((String) entry.answer().get(i));
    }
    buffer.writeBytes(Ints.toByteArray(row.size()));
    row.writeTo(buffer);
    if (buffer.size() >= FLUSH_BYTES) {
      flush();
    }
  }

  private void flush() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(buffer.toByteArray());
    long at = written;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
    written = at;
    buffer.reset();
  }

  Stored read(int slot) throws IOException {
    long place = places[slot] - 1;
    if (place >= written) {
      flush();
    }
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(USUAL_BYTES, written - place));
    OpenFiles.readFully(channel, head, place);
    byte[] entry = new byte[head.getInt(0)];
    int known = Math.min(entry.length, head.capacity() - Integer.BYTES);
    head.get(Integer.BYTES, entry, 0, known);
    OpenFiles.readFully(
        channel,
        ByteBuffer.wrap(entry, known, entry.length - known),
        place + Integer.BYTES + known);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(entry))) {
      int file = in.readInt();
      long line = in.readLong();
      IssueAnswer answer = new IssueAnswer();
      for (int i = 0; i < AnswerRow.CELLS; i++) {
        answer.put(i, in.readUTF());
      }
      return new Stored(answer, file, line);
    }
  }

  byte mark(int slot) {
    return marks[slot];
  }

  void mark(int slot, byte mark) {
    marks[slot] = mark;
  }

  /** Slots up to this one, some of which hold an entry. */
  int slots() {
    return places.length;
  }

  boolean holds(int slot) {
    return places[slot] != 0;
  }

  int size() {
    return size;
  }

  private void grow() {
    int capacity = Math.multiplyExact(2, keys.length);
    long[] newKeys = new long[capacity];
    long[] newPlaces = new long[capacity];
    byte[] newMarks = new byte[capacity];
    for (int old = 0; old < keys.length; old++) {
      if (places[old] != 0) {
        int slot = first(keys[old], capacity);
        while (newPlaces[slot] != 0) {
          slot = next(slot, capacity);
        }
        newKeys[slot] = keys[old];
        newPlaces[slot] = places[old];
        newMarks[slot] = marks[old];
      }
    }
    keys = newKeys;
    places = newPlaces;
    marks = newMarks;
  }

  private static long key(String issueId) {
    return Hashing.sipHash24().hashString(issueId, StandardCharsets.UTF_8).asLong();
  }

  private static int first(long key, int capacity) {
    return (int) key & capacity - 1;
  }

  private static int next(int slot, int capacity) {
    return slot + 1 & capacity - 1;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
