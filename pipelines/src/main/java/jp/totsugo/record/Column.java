package jp.totsugo.record;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** The columns of a subscriber record, in the order of the standard layout. */
public enum Column {
  INSURER_NUMBER("InsurerNumber"),
  PERSON_ID("PersonId"),
  MY_NUMBER("MyNumber"),
  ABSENCE_REASON("MyNumberAbsenceReason"),
  SYMBOL("InsuredCardSymbol"),
  NUMBER("InsuredIdentificationNumber"),
  BRANCH("InsuredBranchNumber"),
  NAME("Name"),
  KANA("NameKana"),
  BIRTHDATE("Birthdate"),
  SEX("Sex"),
  FAMILY("PersonalFamilyClassification"),
  QUALIFICATION("QualificationDate"),
  DISQUALIFICATION("DisqualificationDate"),
  REASON_OF_LOSS("ReasonOfLoss"),
  CARD_CLASS("InsuredCardClassification"),
  ISSUANCE("InsuredCertificateIssuanceDate"),
  VALID_FROM("InsuredCardValidDate"),
  VALID_TO("InsuredCardExpirationDate"),
  POST_NUMBER("PostNumber"),
  ADDRESS("Address"),
  NON_DISCLOSURE("NonDisclosure");

  public static final int COUNT = values().length;

  /** The columns that hold a date. */
  public static final ImmutableSet<Column> DATES =
      Sets.immutableEnumSet(
          BIRTHDATE, QUALIFICATION, DISQUALIFICATION, ISSUANCE, VALID_FROM, VALID_TO);

  /** The most fields that a column can be joined from. */
  public static final int MOST_PARTS = 6;

  /** The slots of a record: one a column, by its ordinal; behind them those of parts of columns. */
  public static final int SLOTS = COUNT * (MOST_PARTS + 1);

  private static final Column[] VALUES = values();
  private static final ImmutableMap<String, Column> BY_HEADER =
      Arrays.stream(VALUES).collect(ImmutableMap.toImmutableMap(Column::header, c -> c));

  private final String header;

  Column(String header) {
    this.header = header;
  }

  /** The element name of the online eligibility interface, which findings and outputs use. */
  public String header() {
    return header;
  }

  public static Column of(int ordinal) {
    return VALUES[ordinal];
  }

  /**
   * The slot of a field from which this column is joined.
   *
   * @param part from 0
   */
  public int partSlot(int part) {
    return ordinal() + COUNT * (part + 1);
  }

  /** The column that a slot is for, or is for a part of. */
  public static Column ofSlot(int slot) {
    return VALUES[slot % COUNT];
  }

  /** The columns whose ordinals are the bits that are set. */
  public static Set<Column> ofBits(int bits) {
    Set<Column> columns = EnumSet.noneOf(Column.class);
    for (int rest = bits; rest != 0; rest &= rest - 1) {
      columns.add(of(Integer.numberOfTrailingZeros(rest)));
    }
    return columns;
  }

  /** The column with this English header, or null. */
  public static Column ofHeader(String header) {
    return BY_HEADER.get(header);
  }
}
