package jp.totsugo.nation;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import jp.totsugo.nation.Places.Municipality;

/**
 * One row of an upload while it is being made: the person as he is, his card, and what was written
 * instead of the truth. Objects are used again for other rows.
 */
final class Subscriber {
  /** What a person is called, as one side writes it. */
  static final class Spelling {
    Name family;
    int familyForm;
    Name given;
    int givenForm;

    void set(Spelling other) {
      family = other.family;
      familyForm = other.familyForm;
      given = other.given;
      givenForm = other.givenForm;
    }

    String name() {
      return family.forms[familyForm].text + "　" + given.forms[givenForm].text;
    }

    String kana() {
      return family.kana.text + " " + given.kana.text;
    }

    String foldedKana() {
      return family.foldedKana + given.foldedKana;
    }
  }

  Insurer insurer;
  int cell;
  int row;

  /** Household, by its first row in the cell, and the row's place in it. */
  int household;

  int member;
  int householdSize;

  long person;

  /** The person's own, whatever the row carries; set when the row is written. */
  long myNumber;

  final Spelling spelling = new Spelling();
  int birth;
  int sex;
  Municipality place;
  Word town;
  int block;
  int lot;
  int house;
  Word building;
  int postal;

  int symbol;
  int number;
  int branch;
  boolean head;
  int qualification;
  int disqualification;
  int reasonOfLoss;
  int issuance;
  int validFrom;
  int validTo;
  int classification;
  boolean undisclosed;
  boolean writesAddress;

  /** Whose My Number the row carries; {@link #NOBODY} if none. */
  long carried;

  static final long NOBODY = -1;

  /** Whether the residents' register has this person, and through this row. */
  boolean registered;

  /** Whether the register has come to give this person the number that the row carries. */
  boolean registerFollows;

  /** 1 for somebody who took the place of a record that left, else 0. */
  int generation;

  /** As the register has it; equal to the upload's unless something was done. */
  final Spelling registerSpelling = new Spelling();

  int registerBirth;
  int registerSex;
  boolean movedAway;

  /** How the register spells the address: a key of a draw, or {@link #AS_THE_INSURER}. */
  long addressSpelling;

  static final long AS_THE_INSURER = 0;

  /** Whether something was done to this row, so that nothing else may be. */
  boolean taken;

  private final Map<UploadColumn, String> written = new EnumMap<>(UploadColumn.class);

  void clear() {
    if (!written.isEmpty()) {
      written.clear();
    }
    taken = false;
    registered = true;
    registerFollows = false;
    generation = 0;
    movedAway = false;
    carried = person;
  }

  /** Lets the upload hold {@code text} instead of what is true. */
  void write(UploadColumn column, String text) {
    written.put(column, text);
  }

  /** What was written instead of the truth, or null. */
  String written(UploadColumn column) {
    return written.get(column);
  }

  /** Is the same person as {@code other}, with a row, a card and an address of his own. */
  void be(Subscriber other) {
    person = other.person;
    carried = other.carried;
    beCalledAndBornAs(other);
    registerSpelling.set(other.registerSpelling);
  }

  /**
   * Has the name, the birth date and the sex of {@code other}, as far as the insurer's server knows
   * the characters.
   */
  void beCalledAndBornAs(Subscriber other) {
    spelling.set(other.spelling);
    spelling.familyForm = known(spelling.family, spelling.familyForm);
    spelling.givenForm = known(spelling.given, spelling.givenForm);
    registerSpelling.set(spelling);
    birth = other.birth;
    registerBirth = other.registerBirth;
    sex = other.sex;
    registerSex = other.registerSex;
  }

  private int known(Name name, int form) {
    return name.forms[form].isIn(insurer.encoding) ? form : 0;
  }

  boolean isAsTrue() {
    return written.isEmpty();
  }

  /** Grown up, and nobody else on the card. */
  boolean livesAlone() {
    return householdSize == 1 && head;
  }

  boolean isEnrolled() {
    return disqualification == Days.NONE;
  }

  boolean isIn(InsurerKind type) {
    return insurer.type == type;
  }

  int fileRow() {
    return insurer.firstRow(cell) + row;
  }

  /** The digits of the insurer's own id of the person. */
  int personIdDigits() {
    return fileRow() * 7 + 1_000_003 + generation;
  }

  String personIdText() {
    return insurer.personIdPrefix + String.format(Locale.ROOT, "%09d", personIdDigits());
  }

  /** 1-based; a CSV has its header in line 1. */
  long line() {
    return (long) fileRow() + insurer.format.firstLine;
  }

  /** Leaves the insurer on {@code day}. */
  void leave(int day, int reason) {
    disqualification = day;
    reasonOfLoss = reason;
  }

  String symbolText() {
    if (symbol < 0) {
      return "";
    }
    return insurer.symbolPrefix
        + (insurer.wideNumbers ? Places.wide(symbol) : Integer.toString(symbol));
  }

  String numberText() {
    return insurer.wideNumbers
        ? Places.wide(number)
        : insurer.type == InsurerKind.LATE_ELDERLY
            ? String.format(Locale.ROOT, "%08d", number)
            : Long.toString(number);
  }

  String branchText() {
    return branch < 0 ? "" : String.format(Locale.ROOT, "%02d", branch);
  }

  String address() {
    return place.name().text
        + town.text
        + Places.wide(block)
        + "丁目"
        + Places.wide(lot)
        + "番"
        + Places.wide(house)
        + "号"
        + (building == null ? "" : "　" + building.text);
  }
}
