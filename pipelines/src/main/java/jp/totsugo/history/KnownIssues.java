package jp.totsugo.history;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import jp.totsugo.schema.Issue;
import jp.totsugo.upload.file.OpenFiles;

/**
 * The issues of the run before, as {@link KnownIssuesWriter} laid them out. What is looked at often
 * is mapped into memory, and costs no heap. May be used by many threads.
 */
public final class KnownIssues {
  static final String INDEX = "index";
  static final String ROWS = "rows";
  private static final String PARTS = "parts";

  /** Stands for a rule that this program does not know. */
  static final int NO_RULE = 0xFF;

  static final int ENTRY_BYTES = 48;
  private static final int READ_AHEAD = 64 * 1024;
  private static final int ENTRIES_OF_SEGMENT = 1 << 24;
  static final int PERSON = 0;
  static final int HEAD = 8;
  static final int FOUND_AS = 16;
  static final int PRINT = 24;
  static final int ROW = 32;
  static final int TAIL = 40;
  static final int RULE = 42;
  static final int FIELD = 43;
  static final int NUMBER = 44;

  /** What was read last in this process. */
  private static final AtomicReference<Read> LAST = new AtomicReference<>();

  private record Read(Path folder, WeakReference<KnownIssues> issues) {}

  /**
   * The entries of one insurer.
   *
   * @param first its first one
   * @param open how many of them are not closed
   * @param firstClosed its first one of {@link ClosedIssues}
   */
  record Part(long first, int count, long open, long firstClosed, int closed) {}

  private final Path folder;
  private final Map<Integer, Part> parts;
  private final ClosedIssues closed;
  private final List<ByteBuffer> segments = new ArrayList<>();
  private final Map<Integer, PersonFilter> filters = new ConcurrentHashMap<>();
  private final long rowBytes;
  private final long entries;

  private KnownIssues(Path folder) throws IOException {
    this.folder = folder;
    parts = readParts(folder);
    closed = new ClosedIssues(folder);
    rowBytes = Files.size(folder.resolve(ROWS));
    try (FileChannel channel = FileChannel.open(folder.resolve(INDEX), StandardOpenOption.READ)) {
      long size = channel.size();
      entries = size / ENTRY_BYTES;
      long segment = (long) ENTRIES_OF_SEGMENT * ENTRY_BYTES;
      for (long from = 0; from < size; from += segment) {
        MappedByteBuffer mapped =
            channel.map(FileChannel.MapMode.READ_ONLY, from, Math.min(segment, size - from));
        segments.add(mapped);
      }
    }
  }

  /** Those of a folder, which all workers of a process share; null if there is none. */
  public static KnownIssues read(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return null;
    }
    synchronized (LAST) {
      Read last = LAST.get();
      KnownIssues known =
          last == null || !last.folder().equals(folder) ? null : last.issues().get();
      if (known == null) {
        known = new KnownIssues(folder);
        LAST.set(new Read(folder, new WeakReference<>(known)));
      }
      return known;
    }
  }

  static void writeParts(Map<Integer, Part> parts, Path folder) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(folder.resolve(PARTS))))) {
      out.writeInt(parts.size());
      for (Map.Entry<Integer, Part> part : parts.entrySet()) {
        out.writeInt(part.getKey());
        out.writeLong(part.getValue().first);
        out.writeInt(part.getValue().count);
        out.writeLong(part.getValue().open);
        out.writeLong(part.getValue().firstClosed);
        out.writeInt(part.getValue().closed);
      }
    }
  }

  private static Map<Integer, Part> readParts(Path folder) throws IOException {
    Map<Integer, Part> parts = new HashMap<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(folder.resolve(PARTS))))) {
      for (int i = in.readInt(); i > 0; i--) {
        parts.put(
            in.readInt(),
            new Part(in.readLong(), in.readInt(), in.readLong(), in.readLong(), in.readInt()));
      }
    }
    return parts;
  }

  /** The insurers that have any. */
  public Set<Integer> insurers() {
    return parts.keySet();
  }

  /** Those of an insurer, which may be none. */
  public OfInsurer of(int insurer) {
    return new OfInsurer(insurer, parts.getOrDefault(insurer, new Part(0, 0, 0, 0, 0)));
  }

  private ByteBuffer segment(long entry) {
    return segments.get((int) (entry / ENTRIES_OF_SEGMENT));
  }

  private static int at(long entry, int offset) {
    return (int) (entry % ENTRIES_OF_SEGMENT) * ENTRY_BYTES + offset;
  }

  private long longOf(long entry, int offset) {
    return segment(entry).getLong(at(entry, offset));
  }

  /** The issues of one insurer, from 0 on sorted by person. */
  public final class OfInsurer {
    private final int insurer;
    private final Part part;

    private OfInsurer(int insurer, Part part) {
      this.insurer = insurer;
      this.part = part;
    }

    public int count() {
      return part.count;
    }

    /** How many more are closed, and touched only by a finding that has their id. */
    int atRest() {
      return part.closed;
    }

    /** The one of these with an id, or -1. */
    long atRest(long head, short tail) {
      return closed.find(part.firstClosed, part.closed, head, tail);
    }

    /** The issue that a finding reopens. */
    Issue atRest(long issue, Issue finding) {
      return closed.issue(issue, finding);
    }

    /** How many are not closed. */
    public long open() {
      return part.open;
    }

    /** The first issue of a person, or where it would be. */
    public int first(long person) {
      int low = 0;
      int high = part.count;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (Long.compareUnsigned(person(middle), person) < 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    PersonFilter filter() {
      return filters.computeIfAbsent(insurer, k -> new PersonFilter(this));
    }

    long person(int issue) {
      return longOf(part.first + issue, PERSON);
    }

    boolean isOf(int issue, long person) {
      return issue < part.count && person(issue) == person;
    }

    /** Whether this is an issue's id, whatever its number among equal ones. */
    boolean isId(int issue, long head, short tail) {
      long entry = part.first + issue;
      return longOf(entry, HEAD) == head && segment(entry).getShort(at(entry, TAIL)) == tail;
    }

    /** Whether the issue was last found under another id than its own, and this is it. */
    boolean wasFoundAs(int issue, long head) {
      return head != 0 && longOf(part.first + issue, FOUND_AS) == head;
    }

    long recordPrint(int issue) {
      return longOf(part.first + issue, PRINT);
    }

    /** Ordinal of the rule, or {@link #NO_RULE}. */
    int rule(int issue) {
      long entry = part.first + issue;
      return segment(entry).get(at(entry, RULE)) & 0xFF;
    }

    /** Ordinal of the column. */
    int field(int issue) {
      long entry = part.first + issue;
      return segment(entry).get(at(entry, FIELD));
    }

    /** The number among findings with equal ids. */
    int number(int issue) {
      int number = numberOrClosed(issue);
      return number < 0 ? ~number : number;
    }

    boolean isClosed(int issue) {
      return numberOrClosed(issue) < 0;
    }

    private int numberOrClosed(int issue) {
      long entry = part.first + issue;
      return segment(entry).getInt(at(entry, NUMBER));
    }
  }

  /** Reads whole issues. Serves one thread. */
  final class Rows implements Closeable {
    private final OpenFiles files = new OpenFiles(1);
    private final IssueRow codec = new IssueRow();
    private final Path file = folder.resolve(ROWS);
    private byte[] ahead = new byte[0];
    private long aheadFrom;

    /** The issue. */
    Issue read(OfInsurer insurer, int issue) throws IOException {
      long entry = insurer.part.first + issue;
      byte[] bytes = new byte[(int) (end(entry) - longOf(entry, ROW))];
      files.read(file, ByteBuffer.wrap(bytes), longOf(entry, ROW));
      return codec.decode(bytes, 0, bytes.length);
    }

    /** An issue as {@link IssueRow} encodes it, where all are read in their order. */
    byte[] readOn(OfInsurer insurer, int issue) throws IOException {
      long entry = insurer.part.first + issue;
      long from = longOf(entry, ROW);
      long to = end(entry);
      if (from < aheadFrom || to > aheadFrom + ahead.length) {
        ahead = new byte[(int) Math.min(Math.max(READ_AHEAD, to - from), rowBytes - from)];
        aheadFrom = from;
        files.read(file, ByteBuffer.wrap(ahead), from);
      }
      return Arrays.copyOfRange(ahead, (int) (from - aheadFrom), (int) (to - aheadFrom));
    }

    private long end(long entry) {
      return entry + 1 == entries ? rowBytes : longOf(entry + 1, ROW);
    }

    @Override
    public void close() throws IOException {
      files.close();
    }
  }

  Rows rows() {
    return new Rows();
  }
}
