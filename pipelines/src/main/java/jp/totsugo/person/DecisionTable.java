package jp.totsugo.person;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The published rules by which outcomes of fields become a verdict: the first line whose every cell
 * fits decides.
 *
 * <p>A cell is empty (fits all), {@code SAME} (any outcome that agrees), {@code UNKNOWN}, {@code
 * DIFFERENT}, or several of these joined by {@code |}. There is no quoting; only the last cell may
 * hold commas.
 */
public final class DecisionTable {
  private static final List<PersonField> FIELDS = List.of(PersonField.values());

  private final ImmutableList<Line> lines;

  private DecisionTable(ImmutableList<Line> lines) {
    this.lines = lines;
  }

  /** Returns the table that comes with the program. */
  public static DecisionTable standard() {
    try {
      return parse(
          Resources.readLines(
              Resources.getResource(DecisionTable.class, "decision-table.csv"), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DecisionTable parse(List<String> rows) {
    return new DecisionTable(
        rows.stream().skip(1).map(Line::parse).collect(ImmutableList.toImmutableList()));
  }

  public ImmutableList<Line> lines() {
    return lines;
  }

  /** Returns the first line that fits. */
  public Line decide(Map<PersonField, FieldOutcome> outcomes) {
    for (Line line : lines) {
      if (line.fits(outcomes)) {
        return line;
      }
    }
    throw new IllegalStateException("no line of the decision table fits " + outcomes);
  }

  /** Returns the table as the runbook shows it. */
  public String toMarkdown() {
    String head = "| line | name | kana | family name | given name | birth date | sex | address";
    return Stream.concat(
            Stream.of(
                head + " | verdict | reason | 理由 |\n", "|---".repeat(FIELDS.size() + 4) + "|\n"),
            lines.stream().map(Line::toMarkdown))
        .collect(joining());
  }

  /** One line: which outcomes it is for, what it decides, and why. */
  public record Line(
      String id,
      ImmutableMap<PersonField, ImmutableSet<FieldOutcome>> patterns,
      Verdict verdict,
      String reasonJa,
      String reasonEn) {

    private static final ImmutableSet<FieldOutcome> ALL =
        Sets.immutableEnumSet(Arrays.asList(FieldOutcome.values()));
    private static final ImmutableSet<FieldOutcome> SAME =
        ALL.stream().filter(FieldOutcome::agrees).collect(Sets.toImmutableEnumSet());

    private static Line parse(String row) {
      List<String> cells = Splitter.on(',').limit(FIELDS.size() + 4).splitToList(row);
      if (cells.size() != FIELDS.size() + 4) {
        throw new IllegalArgumentException("a line of the decision table has the wrong width");
      }
      Map<PersonField, ImmutableSet<FieldOutcome>> patterns = new EnumMap<>(PersonField.class);
      for (int i = 0; i < FIELDS.size(); i++) {
        patterns.put(FIELDS.get(i), pattern(cells.get(i + 1)));
      }
      int verdict = FIELDS.size() + 1;
      return new Line(
          cells.get(0),
          Maps.immutableEnumMap(patterns),
          Verdict.valueOf(cells.get(verdict)),
          cells.get(verdict + 1),
          cells.get(verdict + 2));
    }

    private static ImmutableSet<FieldOutcome> pattern(String cell) {
      if (cell.isEmpty()) {
        return ALL;
      }
      return Splitter.on('|')
          .splitToStream(cell)
          .flatMap(
              word -> word.equals("SAME") ? SAME.stream() : Stream.of(FieldOutcome.valueOf(word)))
          .collect(Sets.toImmutableEnumSet());
    }

    boolean fits(Map<PersonField, FieldOutcome> outcomes) {
      for (PersonField field : FIELDS) {
        if (!patterns.get(field).contains(outcomes.get(field))) {
          return false;
        }
      }
      return true;
    }

    private String toMarkdown() {
      return FIELDS.stream()
          .map(field -> cell(patterns.get(field)))
          .collect(
              joining(
                  " | ",
                  "| `" + id + "` | ",
                  " | **" + verdict + "** | " + reasonEn + " | " + reasonJa + " |\n"));
    }

    private static String cell(ImmutableSet<FieldOutcome> pattern) {
      if (pattern.equals(ALL)) {
        return "";
      }
      return Stream.concat(
              pattern.containsAll(SAME) ? Stream.of("same") : Stream.empty(),
              Sets.difference(pattern, pattern.containsAll(SAME) ? SAME : ImmutableSet.of())
                  .stream()
                  .map(outcome -> outcome.name().toLowerCase(Locale.ROOT)))
          .collect(joining(" or "));
    }
  }
}
