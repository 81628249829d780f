package jp.totsugo.history;

import com.google.common.base.Enums;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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

  /** Of insurers that others merged into: theirs come at different times. */
  private final Map<Integer, SortedRows> waiting = new HashMap<>();

  private int insurer = -1;
  private SortedRows ofInsurer;
  private long entries;
  private long rowBytes;

  /**
   * @param folder in the work folder of the run; is made
   */
  public KnownIssuesWriter(Path folder, LifeSettings settings) throws IOException {
    this.folder = folder;
    this.settings = settings;
    Files.createDirectories(folder);
    index = open(KnownIssues.INDEX);
    rows = open(KnownIssues.ROWS);
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

  /** Adds an issue, with all answers that it has. */
  public void add(Issue issue) throws IOException {
    int now = settings.successor(InsurerNumber.ofText(issue.getInsurer()));
    SortedRows sorted = waiting.get(now);
    if (sorted == null) {
      if (now != insurer) {
        endInsurer();
        insurer = now;
        ofInsurer = newRows();
      }
      sorted = ofInsurer;
    }
    issue.setInsurer(InsurerNumber.text(now));
    byte[] row = codec.encode(issue);
    sorted.add(PersonKey.of(issue.getPersonId()), row, row.length);
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
            Issue issue = codec.decode(row, 0, row.length);
            writeEntry(key, issue);
            rows.write(row);
            rowBytes += row.length;
            open[0] += issue.getStatus().equals(Status.CLOSED.name()) ? 0 : 1;
          });
    }
    if (entries > first) {
      parts.put(insurer, new KnownIssues.Part(first, Math.toIntExact(entries - first), open[0]));
    }
  }

  private void writeEntry(long key, Issue issue) throws IOException {
    Rule rule = Enums.getIfPresent(Rule.class, issue.getRule()).orNull();
    Column field = Column.ofHeader(issue.getField());
    boolean isKnown = rule != null && field != null;
    index.writeLong(key);
    index.writeLong(IssueId.headOf(issue.getIssueId()));
    index.writeLong(IssueId.headOf(issue.getFoundAs()));
    index.writeLong(issue.getRecordPrint());
    index.writeLong(rowBytes);
    index.writeShort(IssueId.tailOf(issue.getIssueId()));
    index.writeByte(isKnown ? rule.ordinal() : KnownIssues.NO_RULE);
    index.writeByte(isKnown ? field.ordinal() : 0);
    int number = IssueId.numberOf(issue.getIssueId());
    index.writeInt(issue.getStatus().equals(Status.CLOSED.name()) ? ~number : number);
    entries++;
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
    KnownIssues.writeParts(parts, folder);
  }
}
