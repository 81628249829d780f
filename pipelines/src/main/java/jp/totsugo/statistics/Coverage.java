package jp.totsugo.statistics;

import com.google.common.base.Splitter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jp.totsugo.history.ExpectedInsurers;
import jp.totsugo.schema.InsurerCoverage;
import jp.totsugo.statistics.CoverageTable.Note;

/**
 * Who was expected to upload, and what came.
 *
 * @param rows as the table has them
 */
public record Coverage(List<InsurerCoverage> rows, ExpectedInsurers expected) {
  public static final Coverage NONE = new Coverage(List.of(), ExpectedInsurers.NO_LIST);

  private static final Splitter NOTES = Splitter.on(';').omitEmptyStrings();

  /** The insurers of the list that sent nothing. */
  public List<InsurerCoverage> missing() {
    return rows.stream()
        .filter(
            row -> Boolean.TRUE.equals(row.getExpected()) && notes(row).contains(Note.NO_UPLOAD))
        .toList();
  }

  /** How many insurers have each note; those that are missing are not among them. */
  public Map<Note, Long> others() {
    Map<Note, Long> counts = new EnumMap<>(Note.class);
    for (InsurerCoverage row : rows) {
      notes(row).forEach(note -> counts.merge(note, 1L, Long::sum));
    }
    counts.computeIfPresent(Note.NO_UPLOAD, (note, count) -> count - missing().size());
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  private static List<Note> notes(InsurerCoverage row) {
    return NOTES.splitToStream(row.getNote()).map(Note::valueOf).toList();
  }
}
