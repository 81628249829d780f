package jp.totsugo.history;

import com.google.common.base.Enums;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jp.totsugo.block.IssueId;
import jp.totsugo.block.Status;
import jp.totsugo.record.Column;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.rule.LifeSettings;
import jp.totsugo.rule.Rule;
import jp.totsugo.schema.Issue;

/**
 * Lays the issues of the run before out so that {@link KnownIssues} finds those of a person at
 * once: by insurer, sorted by person. Takes them sorted by insurer.
 */
public final class KnownIssuesWriter implements Closeable {
  /** Rows of one insurer in memory. */
  private static final long MOST_BYTES = 32L << 20;

  private final Path folder;
  private final LifeSettings settings;
  private final IssueRow codec = new IssueRow();
  private final DataOutputStream index;
  private final DataOutputStream rows;
  private final Map<Integer, KnownIssues.Part> parts = new TreeMap<>();
  private final ClosedIssues.Writer closed;

  /** The first of an insurer's issues at rest, and how many they are. */
  private final Map<Integer, AtRest> atRest = new TreeMap<>();

  private final Set<Integer> merging = new HashSet<>();
  private int lastAtRest = -1;
  private long lastOrder;

  /** Of insurers that others merged into: theirs come at different times. */
  private final Map<Integer, SortedRows> waiting = new HashMap<>();

  /** Those of one insurer follow each other. */
  private String lastInsurer = "";

  private int lastSuccessor;
  private String successorText;

  private int insurer = -1;
  private SortedRows ofInsurer;
  private long entries;
  private long rowBytes;

  private record AtRest(long first, int count) {
    AtRest more() {
      return new AtRest(first, count + 1);
    }
  }

  /**
   * @param folder in the work folder of the run; is made
   */
  public KnownIssuesWriter(Path folder, LifeSettings settings) throws IOException {
    this.folder = folder;
    this.settings = settings;
    Files.createDirectories(folder);
    index = open(KnownIssues.INDEX);
    rows = open(KnownIssues.ROWS);
    closed = new ClosedIssues.Writer(folder);
    merging.addAll(settings.mergers().keySet());
    merging.addAll(settings.mergers().values());
    settings
        .mergers()
        .values()
        .forEach(successor -> waiting.computeIfAbsent(successor, k -> newRows()));
  }

  private DataOutputStream open(String name) throws IOException {
    return new DataOutputStream(
        new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), 256 * 1024));
  }

  private SortedRows newRows() {
    return new SortedRows(folder, MOST_BYTES, IssueRow::compareIds);
  }

  /**
   * Adds an issue without answers of this run if nothing can touch it but a finding with its id, so
   * that its row can go on as it stands.
   *
   * @return whether it was added
   */
  public boolean leaveAtRest(IssueColumns issues, int row) throws IOException {
    if (!issues.isAtRest(row)) {
      return false;
    }
    int of = issues.insurer(row);
    long head = IssueId.headOf(issues.idOf(row));
    long order = IssueId.orderOf(head);
    boolean isNext =
        of > lastAtRest || of == lastAtRest && Long.compareUnsigned(order, lastOrder) >= 0;
    if (!isNext || merging.contains(of)) {
      return false;
    }
    lastAtRest = of;
    lastOrder = order;
    atRest.merge(of, new AtRest(closed.entries(), 1), (some, one) -> some.more());
    closed.add(head, issues, row);
    return true;
  }

  /** Adds an issue, with all answers that it has. */
  public void add(Issue issue) throws IOException {
    if (!issue.getInsurer().equals(lastInsurer)) {
      lastInsurer = issue.getInsurer();
      lastSuccessor = settings.successor(InsurerNumber.ofText(lastInsurer));
      successorText = InsurerNumber.text(lastSuccessor);
    }
    int now = lastSuccessor;
    SortedRows sorted = waiting.get(now);
    if (sorted == null) {
      if (now != insurer) {
        endInsurer();
        insurer = now;
        ofInsurer = newRows();
      }
      sorted = ofInsurer;
    }
    issue.setInsurer(successorText);
    long key = PersonKey.of(issue.getPersonId());
    byte[] row = withEntry(issue, key);
    sorted.add(key, row, row.length);
  }

  private void endInsurer() throws IOException {
    if (ofInsurer != null) {
      write(insurer, ofInsurer);
      ofInsurer = null;
    }
  }

  private void write(int insurer, SortedRows sorted) throws IOException {
    long first = entries;
    long[] open = {0};
    try (sorted) {
      sorted.forEach(
          (key, row) -> {
            ByteBuffer entry = ByteBuffer.wrap(row);
            int length = row.length - KnownIssues.ENTRY_BYTES;
            entry.putLong(length + KnownIssues.ROW, rowBytes);
            index.write(row, length, KnownIssues.ENTRY_BYTES);
            rows.write(row, 0, length);
            entries++;
            rowBytes += length;
            open[0] += entry.getInt(length + KnownIssues.NUMBER) < 0 ? 0 : 1;
          });
    }
    if (entries > first) {
      parts.put(
          insurer, new KnownIssues.Part(first, Math.toIntExact(entries - first), open[0], 0, 0));
    }
  }

  /** An issue's bytes, with its entry of the index behind them, but for where they will stand. */
  private byte[] withEntry(Issue issue, long key) {
    byte[] bytes = codec.encode(issue);
    Rule rule = Enums.getIfPresent(Rule.class, issue.getRule()).orNull();
    Column field = Column.ofHeader(issue.getField());
    boolean isKnown = rule != null && field != null;
    boolean isClosed = issue.getStatus().equals(Status.CLOSED.name());
    int number = IssueId.numberOf(issue.getIssueId());
    byte[] row = Arrays.copyOf(bytes, bytes.length + KnownIssues.ENTRY_BYTES);
    ByteBuffer.wrap(row, bytes.length, KnownIssues.ENTRY_BYTES)
        .slice()
        .putLong(KnownIssues.PERSON, key)
        .putLong(KnownIssues.HEAD, IssueId.headOf(issue.getIssueId()))
        .putLong(KnownIssues.FOUND_AS, IssueId.headOf(issue.getFoundAs()))
        .putLong(KnownIssues.PRINT, issue.getRecordPrint())
        .putShort(KnownIssues.TAIL, IssueId.tailOf(issue.getIssueId()))
        .put(KnownIssues.RULE, (byte) (isKnown ? rule.ordinal() : KnownIssues.NO_RULE))
        .put(KnownIssues.FIELD, (byte) (isKnown ? field.ordinal() : 0))
        .putInt(KnownIssues.NUMBER, isClosed ? ~number : number);
    return row;
  }

  /** Ends the layout. */
  @Override
  public void close() throws IOException {
    endInsurer();
    for (Map.Entry<Integer, SortedRows> entry : waiting.entrySet()) {
      write(entry.getKey(), entry.getValue());
    }
    index.close();
    rows.close();
    closed.close();
    atRest.forEach(
        (of, some) ->
            parts.merge(
                of,
                new KnownIssues.Part(0, 0, 0, some.first, some.count),
                (part, more) ->
                    new KnownIssues.Part(
                        part.first(),
                        part.count(),
                        part.open(),
                        more.firstClosed(),
                        more.closed())));
    KnownIssues.writeParts(parts, folder);
  }
}
