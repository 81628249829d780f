package jp.totsugo.person;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Runs the pairs of {@code spec/person/address-pairs.csv}, each both ways. */
class AddressComparatorTest {
  private static final AddressComparator COMPARATOR =
      new AddressComparator(VariantKanji.standard());

  @ParameterizedTest(name = "{0} {4}")
  @CsvFileSource(
      resources = "/spec/person/address-pairs.csv",
      numLinesToSkip = 1,
      emptyValue = "",
      ignoreLeadingAndTrailingWhitespace = false)
  void says_whether_two_addresses_are_one(
      String id, String address, String other, String verdict, String rule, String source) {
    String one = address == null ? "" : address;

    assertThat(id + " " + rule, verdict(one, other), is(verdict));
    assertThat(id + " the other way round", verdict(other, one), is(verdict));
    assertThat(id + " has a source", source.isBlank(), is(false));
  }

  private static String verdict(String one, String other) {
    FieldOutcome outcome = COMPARATOR.compare(one, other);
    return outcome.agrees() ? "SAME" : outcome.name();
  }
}
