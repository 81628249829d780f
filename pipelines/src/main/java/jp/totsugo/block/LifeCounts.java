package jp.totsugo.block;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import jp.totsugo.schema.Issue;

/** How many issues of each rule came to which end in a run. */
public final class LifeCounts {
  private static final Status[] STATUSES = Status.values();
  private static final ClosedBecause[] REASONS = ClosedBecause.values();
  private static final int SIZE = STATUSES.length + REASONS.length;

  /** By the name of the rule: it may be one that this program does not know. */
  private final Map<String, long[]> byRule = new TreeMap<>();

  /** Counts an issue that was found in this run, could not be observed, or was closed in it. */
  public void add(Issue issue) {
    long[] counts = of(issue.getRule());
    counts[Status.valueOf(issue.getStatus()).ordinal()]++;
    if (!issue.getClosedBecause().isEmpty()) {
      counts[STATUSES.length + ClosedBecause.valueOf(issue.getClosedBecause()).ordinal()]++;
    }
  }

  private long[] of(String rule) {
    return byRule.computeIfAbsent(rule, k -> new long[SIZE]);
  }

  /** Issues of a rule with this status; those that were closed before are not among them. */
  public long of(String rule, Status status) {
    return byRule.containsKey(rule) ? byRule.get(rule)[status.ordinal()] : 0;
  }

  /** Issues of a rule that were closed in this run for a reason. */
  public long of(String rule, ClosedBecause reason) {
    return byRule.containsKey(rule) ? byRule.get(rule)[STATUSES.length + reason.ordinal()] : 0;
  }

  /** Issues of all rules with this status. */
  public long of(Status status) {
    return byRule.keySet().stream().mapToLong(rule -> of(rule, status)).sum();
  }

  /** Issues of all rules that were closed in this run for a reason. */
  public long of(ClosedBecause reason) {
    return byRule.keySet().stream().mapToLong(rule -> of(rule, reason)).sum();
  }

  /** Names of the rules that have any. */
  public Iterable<String> rules() {
    return byRule.keySet();
  }

  /** Adds the counts of another part. */
  public LifeCounts add(LifeCounts other) {
    other.byRule.forEach(
        (rule, counts) -> {
          long[] own = of(rule);
          for (int i = 0; i < SIZE; i++) {
            own[i] += counts[i];
          }
        });
    return this;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(byRule.size());
    for (Map.Entry<String, long[]> entry : byRule.entrySet()) {
      out.writeUTF(entry.getKey());
      for (long count : entry.getValue()) {
        out.writeLong(count);
      }
    }
  }

  void read(DataInputStream in) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      long[] counts = of(in.readUTF());
      for (int j = 0; j < SIZE; j++) {
        counts[j] += in.readLong();
      }
    }
  }
}
