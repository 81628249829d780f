package jp.totsugo.person;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Runs the pairs under {@code spec/person}. A row gives both sides ({@code =} on the owner's: as in
 * the record), the verdict, and, where they matter, the line and the outcomes that must come out.
 */
class PersonComparatorTest {
  private static final PersonComparator COMPARATOR = PersonComparator.standard();

  private static final Map<PersonField, String> OUTCOME_COLUMNS =
      Map.of(
          PersonField.NAME, "name_outcome",
          PersonField.KANA, "kana_outcome",
          PersonField.BIRTHDATE, "birthdate_outcome",
          PersonField.SEX, "sex_outcome",
          PersonField.ADDRESS, "address_outcome");

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = {
        "/spec/person/spelling.csv",
        "/spec/person/kanji.csv",
        "/spec/person/unknown.csv",
        "/spec/person/order.csv",
        "/spec/person/marriage.csv",
        "/spec/person/family.csv",
        "/spec/person/birthdate-and-sex.csv",
        "/spec/person/strangers.csv",
        "/spec/person/addresses.csv",
        "/spec/person/two-names.csv",
        "/spec/person/iteration-marks.csv"
      },
      numLinesToSkip = 1,
      emptyValue = "",
      ignoreLeadingAndTrailingWhitespace = false)
  void decides_as_the_spec_table_says(ArgumentsAccessor cells) {
    Row row = new Row(cells);
    Comparison comparison = COMPARATOR.compare(row.record(), row.owner());

    assertThat(row.toString(), comparison.verdict(), is(Verdict.valueOf(row.cell("verdict"))));
    if (!row.cell("line").isEmpty()) {
      assertThat(row.toString(), comparison.line().id(), is(row.cell("line")));
    }
    OUTCOME_COLUMNS.forEach(
        (field, column) -> {
          if (!row.cell(column).isEmpty()) {
            assertThat(
                row + " " + column,
                comparison.outcome(field),
                is(FieldOutcome.valueOf(row.cell(column))));
          }
        });
    assertThat(
        row + " the other way round",
        COMPARATOR.compare(row.owner(), row.record()),
        is(comparison));
  }

  @Test
  void shows_no_value_of_what_it_compares() {
    PersonFields fields = new PersonFields("山田　太郎", "ﾔﾏﾀﾞ ﾀﾛｳ", 19800514, "1", "東京都");

    assertThat(fields.toString(), is("PersonFields"));
  }

  @Test
  void calls_an_owner_explained_when_name_or_kana_are_spelled_otherwise() {
    PersonFields record = new PersonFields("髙橋　進", "ﾀｶﾊｼ ｽｽﾑ", 19800514, "1", "");
    PersonFields respelled = new PersonFields("高橋　進", "ﾀｶﾊｼ ｽｽﾑ", 19800514, "1", "");
    PersonFields other = new PersonFields("鈴木　進", "ｽｽﾞｷ ｽｽﾑ", 19800514, "1", "");

    assertThat(COMPARATOR.compare(record, respelled).explained(), is(true));
    assertThat(COMPARATOR.compare(record, record).explained(), is(false));
    assertThat(COMPARATOR.compare(record, other).explained(), is(false));
  }

  @Test
  void survives_names_of_many_unknown_parts() {
    String unknown = "● ".repeat(9);
    PersonFields record = new PersonFields(unknown, unknown, 19800514, "1", "");
    PersonFields owner = new PersonFields("A B C D E F G", "ｱ ｲ ｳ ｴ ｵ ｶ ｷ", 19800514, "1", "");

    assertThat(COMPARATOR.compare(record, owner).verdict(), is(Verdict.NAME_DIFFERS));
  }

  /** One row of a spec table. */
  private static final class Row {
    private static final List<String> COLUMNS =
        List.of(
            "id",
            "name",
            "kana",
            "birthdate",
            "sex",
            "address",
            "owner_name",
            "owner_kana",
            "owner_birthdate",
            "owner_sex",
            "owner_address",
            "verdict",
            "line",
            "name_outcome",
            "kana_outcome",
            "birthdate_outcome",
            "sex_outcome",
            "address_outcome",
            "reason");

    private final ArgumentsAccessor cells;

    Row(ArgumentsAccessor cells) {
      this.cells = cells;
      assertThat(cells.getString(0) + " has every cell", cells.size(), is(COLUMNS.size()));
      assertThat(cells.getString(0) + " has a reason", cell("reason"), is(not("")));
    }

    String cell(String column) {
      String cell = cells.getString(COLUMNS.indexOf(column));
      return cell == null ? "" : cell;
    }

    PersonFields record() {
      return new PersonFields(
          cell("name"),
          cell("kana"),
          Integer.parseInt(cell("birthdate")),
          cell("sex"),
          cell("address"));
    }

    PersonFields owner() {
      return new PersonFields(
          owner("name"),
          owner("kana"),
          Integer.parseInt(owner("birthdate")),
          owner("sex"),
          owner("address"));
    }

    private String owner(String column) {
      String cell = cell("owner_" + column);
      return cell.equals("=") ? cell(column) : cell;
    }

    @Override
    public String toString() {
      return cell("id") + " " + cell("reason");
    }
  }
}
