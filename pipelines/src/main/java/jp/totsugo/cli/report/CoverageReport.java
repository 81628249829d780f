package jp.totsugo.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.totsugo.history.ExpectedInsurers.Name;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.schema.InsurerCoverage;
import jp.totsugo.statistics.Coverage;
import jp.totsugo.statistics.CoverageTable.Note;
import jp.totsugo.words.Language;
import jp.totsugo.words.Words;

/** Says who was expected to upload and what came. */
public final class CoverageReport {
  private static final int MOST = 3;

  /** What a line of the summary says; the other notes have lines of their own there. */
  private static final List<Note> NAMED =
      List.of(
          Note.NO_UPLOAD,
          Note.REJECTED,
          Note.UNEXPECTED,
          Note.FIRST_UPLOAD,
          Note.SHRANK,
          Note.GREW,
          Note.SAME_FILE);

  private final Coverage coverage;
  private final Language language;
  private final Words words;

  public CoverageReport(Coverage coverage, Language language) {
    this.coverage = coverage;
    this.language = language;
    words = new Words(language);
  }

  /** In one paragraph; empty where nobody is expected and nothing is remarkable. */
  Optional<String> summary() {
    List<String> parts = new ArrayList<>();
    if (coverage.expected().isGiven()) {
      parts.add(expected());
    }
    Map<Note, Long> others = coverage.others();
    for (Note note : NAMED) {
      if (others.containsKey(note)) {
        parts.add(words.count("coverage." + note, others.get(note)));
      }
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(words.text("coverage", String.join(words.text("coverage.gap"), parts)));
  }

  private String expected() {
    List<InsurerCoverage> missing = coverage.missing();
    int all = coverage.expected().names().size();
    if (missing.isEmpty()) {
      return words.count("coverage.all", all);
    }
    String names =
        missing.stream()
            .limit(MOST)
            .map(this::insurer)
            .collect(Collectors.joining(words.text("listGap")));
    if (missing.size() > MOST) {
      names = words.text("coverage.more", names, missing.size() - MOST);
    }
    return words.text("coverage.some", all - missing.size(), all, names);
  }

  /** One sentence for each of the expected insurers that sent nothing. */
  public List<String> missing() {
    return coverage.missing().stream()
        .map(row -> words.text("coverage.missing", insurer(row)))
        .toList();
  }

  /** Number and name, in the language in which it has one. */
  private String insurer(InsurerCoverage row) {
    Name name = coverage.expected().name(InsurerNumber.parse(row.getInsurer()));
    boolean isEnglish = language == Language.en && !name.nameEn().isEmpty();
    return (row.getInsurer() + " " + (isEnglish ? name.nameEn() : name.name())).strip();
  }
}
