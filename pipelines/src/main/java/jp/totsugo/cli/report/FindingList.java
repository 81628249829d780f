package jp.totsugo.cli.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import jp.totsugo.rule.Severity;
import jp.totsugo.schema.Correction;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * The findings of a small run, read from its queues: those of one rule and cause together, and of
 * each such group only the first by line.
 */
final class FindingList {
  private static final int MOST_SHOWN = 20;
  private static final Comparator<Correction> BY_LINE =
      Comparator.comparingLong(Correction::getLine).thenComparing(Correction::getField);

  private record Key(int priority, String rule, String cause) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::priority).thenComparing(Key::rule).thenComparing(Key::cause);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** Findings of one rule and cause, with the same thing to do. */
  static final class Group {
    private final List<Correction> rows = new ArrayList<>();
    private final Set<String> messages = new LinkedHashSet<>();
    private long count;

    private void add(Correction row) {
      count++;
      messages.add(row.getMessage());
      rows.add(row);
      if (rows.size() == 50 * MOST_SHOWN) {
        keepFirst();
      }
    }

    private void keepFirst() {
      rows.sort(BY_LINE);
      if (rows.size() > MOST_SHOWN) {
        rows.subList(MOST_SHOWN, rows.size()).clear();
      }
    }

    long count() {
      return count;
    }

    /** The first ones by line. */
    List<Correction> rows() {
      return rows;
    }

    /** What is wrong: one text a field. */
    Collection<String> messages() {
      return messages;
    }
  }

  private final TreeMap<Key, Group> groups = new TreeMap<>();

  /**
   * Reads all queues.
   *
   * @param corrections the folder with one folder an insurer; need not exist
   */
  FindingList(Path corrections) throws IOException {
    if (!Files.exists(corrections)) {
      return;
    }
    try (DirectoryStream<Path> insurers = Files.newDirectoryStream(corrections)) {
      for (Path insurer : insurers) {
        read(insurer.resolve("corrections.avro"));
      }
    }
    groups.values().forEach(Group::keepFirst);
  }

  private void read(Path queue) throws IOException {
    try (DataFileStream<Correction> rows =
        new DataFileStream<>(
            Files.newInputStream(queue), new SpecificDatumReader<>(Correction.class))) {
      for (Correction row : rows) {
        groups
            .computeIfAbsent(
                new Key(row.getPriority(), row.getRule(), row.getCause()), key -> new Group())
            .add(row);
      }
    }
  }

  /** By priority, rule and cause. */
  Collection<Group> groups() {
    return groups.values();
  }

  /** How many rows of this severity there are. */
  long count(Severity severity) {
    return groups.values().stream()
        .filter(group -> group.rows().get(0).getSeverity().equals(severity.name()))
        .mapToLong(Group::count)
        .sum();
  }
}
