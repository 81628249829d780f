package jp.totsugo.history;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.totsugo.block.IssueId;
import jp.totsugo.block.Status;
import jp.totsugo.schema.Issue;

/**
 * The closed issues of the run before that only a finding with their id can touch: an index sorted
 * by insurer and id, with what a finding that reopens one must know of it. The issues themselves
 * stay in the table of the run before. May be used by many threads.
 */
final class ClosedIssues {
  private static final String INDEX = "closed";
  private static final String TEXTS = "closed-texts";
  private static final int HEAD = 0;
  private static final int REOPENED = 8;
  private static final int RUNS_OPEN = 12;
  private static final int FIRST_SEEN = 16;
  private static final int ANSWER = 20;
  private static final int ANSWERED_ON = 24;
  private static final int CLEARANCE_ENDED = 28;
  private static final int TAIL = 32;
  private static final int ENTRY_BYTES = 34;
  private static final int ENTRIES_OF_SEGMENT = 1 << 24;

  private final List<ByteBuffer> segments = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  /** Writes the index. */
  static final class Writer {
    private final Path folder;
    private final DataOutputStream index;
    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final ByteBuffer entry = ByteBuffer.allocate(ENTRY_BYTES);
    private long entries;

    Writer(Path folder) throws IOException {
      this.folder = folder;
      index =
          new DataOutputStream(
              new BufferedOutputStream(Files.newOutputStream(folder.resolve(INDEX)), 256 * 1024));
    }

    long entries() {
      return entries;
    }

    void add(long head, IssueColumns issues, int row) throws IOException {
      entry
          .putLong(HEAD, head)
          .putShort(TAIL, IssueId.tailOf(issues.idOf(row)))
          .putInt(REOPENED, issues.number(IssueColumns.REOPENED, row))
          .putInt(RUNS_OPEN, issues.number(IssueColumns.RUNS_OPEN, row))
          .putInt(FIRST_SEEN, text(issues.text(IssueColumns.FIRST_SEEN, row)))
          .putInt(ANSWER, text(issues.text(IssueColumns.ANSWER, row)))
          .putInt(ANSWERED_ON, text(issues.text(IssueColumns.ANSWERED_ON, row)))
          .putInt(CLEARANCE_ENDED, text(issues.text(IssueColumns.CLEARANCE_ENDED, row)));
      index.write(entry.array());
      entries++;
    }

    /** Days and kinds of answers: there are few. */
    private int text(String text) {
      return texts.computeIfAbsent(text, k -> texts.size());
    }

    void close() throws IOException {
      index.close();
      try (DataOutputStream out =
          new DataOutputStream(
              new BufferedOutputStream(Files.newOutputStream(folder.resolve(TEXTS))))) {
        out.writeInt(texts.size());
        for (String text : texts.keySet()) {
          out.writeUTF(text);
        }
      }
    }
  }

  ClosedIssues(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder.resolve(INDEX), StandardOpenOption.READ)) {
      long size = channel.size();
      long segment = (long) ENTRIES_OF_SEGMENT * ENTRY_BYTES;
      for (long from = 0; from < size; from += segment) {
        segments.add(
            channel.map(FileChannel.MapMode.READ_ONLY, from, Math.min(segment, size - from)));
      }
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(folder.resolve(TEXTS))))) {
      for (int i = in.readInt(); i > 0; i--) {
        texts.add(in.readUTF());
      }
    }
  }

  private ByteBuffer segment(long entry) {
    return segments.get((int) (entry / ENTRIES_OF_SEGMENT));
  }

  private static int at(long entry, int offset) {
    return (int) (entry % ENTRIES_OF_SEGMENT) * ENTRY_BYTES + offset;
  }

  /**
   * The entry with an id, without a number among equal ones, or -1.
   *
   * @param first the entries that are looked at begin here
   */
  long find(long first, int count, long head, short tail) {
    long order = IssueId.orderOf(head);
    long low = first;
    long high = first + count;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (Long.compareUnsigned(IssueId.orderOf(head(middle)), order) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (; low < first + count && IssueId.orderOf(head(low)) == order; low++) {
      if (head(low) == head && segment(low).getShort(at(low, TAIL)) == tail) {
        return low;
      }
    }
    return -1;
  }

  private long head(long entry) {
    return segment(entry).getLong(at(entry, HEAD));
  }

  /** The issue that a finding with its id goes on: all else that it holds is the finding's. */
  Issue issue(long entry, Issue finding) {
    Issue issue = new Issue();
    issue.setIssueId(finding.getIssueId());
    issue.setInsurer(finding.getInsurer());
    issue.setPersonId(finding.getPersonId());
    issue.setRule(finding.getRule());
    issue.setField(finding.getField());
    issue.setSeverity(finding.getSeverity());
    issue.setStatus(Status.CLOSED.name());
    issue.setReopened(segment(entry).getInt(at(entry, REOPENED)));
    issue.setRunsOpen(segment(entry).getInt(at(entry, RUNS_OPEN)));
    issue.setFirstSeen(text(entry, FIRST_SEEN));
    issue.setAnswer(text(entry, ANSWER));
    issue.setAnswerReason("");
    issue.setAnsweredOn(text(entry, ANSWERED_ON));
    issue.setClearanceEnded(text(entry, CLEARANCE_ENDED));
    return issue;
  }

  private String text(long entry, int offset) {
    return texts.get(segment(entry).getInt(at(entry, offset)));
  }
}
