package jp.totsugo.nation;

import java.util.ArrayList;
import java.util.List;
import jp.totsugo.schema.ExpectedFinding;
import jp.totsugo.schema.Nature;
import jp.totsugo.schema.PlantStatus;
import jp.totsugo.schema.PlantedError;
import jp.totsugo.schema.RegisterUse;

/**
 * One planted error: what was done, what the contract demands for it, and what becomes of it. Of
 * records that are made again, it keeps what they looked like.
 */
final class Planting {
  /** A demanded finding on a record; {@link #trace} once it is settled. */
  static final class Demand {
    final ExpectedFinding finding;
    private final Subscriber one;
    private RecordTrace trace;

    private Demand(ExpectedFinding finding, Subscriber one) {
      this.finding = finding;
      this.one = one;
    }

    RecordTrace trace() {
      return trace;
    }
  }

  final PlantedError planted = new PlantedError();
  final Fate fate;
  final List<Demand> demands = new ArrayList<>();

  /** The only row that it touched, or -1. */
  int onlyRow = -1;

  /** The month in which its record was gone for the first time; 0 if it is there. */
  int leftIn;

  /** Whether its rows are in two cells, and what it demands of one rests on the other. */
  boolean isEncounter;

  private final Subscriber one;
  private final int cell;
  private RecordTrace trace;

  Planting(
      String kind, Nature nature, Fate fate, Subscriber one, UploadColumn field, String change) {
    this.fate = fate;
    this.one = one;
    cell = one.cell;
    planted.setId(kind + ":" + one.insurer.file() + ":" + one.line());
    planted.setKind(kind);
    planted.setNature(nature);
    planted.setStatus(PlantStatus.NEW);
    planted.setFile(one.insurer.file());
    planted.setLine(one.line());
    planted.setField(field.english);
    planted.setChange(change);
    planted.setExpected(new ArrayList<>());
  }

  /** Demands a finding in every run. */
  Planting demands(Subscriber one, String rule, UploadColumn field) {
    return demands(RegisterUse.EITHER, one, rule, field, "");
  }

  Planting demands(Subscriber one, String rule, UploadColumn field, String cause) {
    return demands(RegisterUse.EITHER, one, rule, field, cause);
  }

  Planting demands(
      RegisterUse register, Subscriber one, String rule, UploadColumn field, String cause) {
    for (Demand demand : demands) {
      ExpectedFinding other = demand.finding;
      if (other.getLine() == one.line()
          && other.getFile().equals(one.insurer.file())
          && other.getRule().equals(rule)
          && other.getField().equals(field.english)) {
        return this;
      }
    }
    demands.add(
        new Demand(
            new ExpectedFinding(
                one.insurer.file(), one.line(), rule, field.english, cause, register),
            one));
    return this;
  }

  /** Keeps what the records look like, while they are what this month's upload holds. */
  void settle(MyNumbers numbers) {
    trace = RecordTrace.of(one, numbers);
    for (Demand demand : demands) {
      demand.trace = demand.one == one ? trace : RecordTrace.of(demand.one, numbers);
    }
  }

  boolean isSettled() {
    return trace != null;
  }

  /** The cell of the record on which it was planted. */
  int cell() {
    return cell;
  }

  /** The record on which it was planted. */
  RecordTrace trace() {
    return trace;
  }

  /**
   * Demands what the contract says of two records with one valid number. With a register the rules
   * of shared numbers fall silent for the numbers it holds; the ones on one person in two records
   * do not.
   */
  Planting demandsForSharedNumber(Subscriber one, Subscriber other, boolean registerHoldsIt) {
    boolean sameInsurer = one.insurer == other.insurer;
    RegisterUse shared = registerHoldsIt ? RegisterUse.WITHOUT : RegisterUse.EITHER;
    if (contradict(one, other)) {
      String rule =
          sameInsurer ? "MY_NUMBER_SHARED_WITHIN_INSURER" : "MY_NUMBER_SHARED_ACROSS_INSURERS";
      demands(shared, one, rule, UploadColumn.MY_NUMBER, "")
          .demands(shared, other, rule, UploadColumn.MY_NUMBER, "");
    } else if (!one.spelling.foldedKana().equals(other.spelling.foldedKana())) {
      demands(shared, one, "MY_NUMBER_SHARED_NAME_DIFFERS", UploadColumn.MY_NUMBER, "");
      demands(shared, other, "MY_NUMBER_SHARED_NAME_DIFFERS", UploadColumn.MY_NUMBER, "");
    } else if (periodsOverlap(one, other)) {
      String rule = sameInsurer ? "DUPLICATE_RECORD" : "OVERLAPPING_ENROLMENT";
      demands(one, rule, UploadColumn.MY_NUMBER).demands(other, rule, UploadColumn.MY_NUMBER);
    }
    return this;
  }

  /**
   * Demands, with a register, that the number of a namesake is found: by the address, if the
   * insurer has that of the person.
   */
  Planting demandsForNamesake(Subscriber one) {
    return one.writesAddress && !one.movedAway && one.registered
        ? demands(RegisterUse.WITH, one, "MY_NUMBER_OF_NAMESAKE", UploadColumn.MY_NUMBER, "")
        : this;
  }

  static boolean contradict(Subscriber one, Subscriber other) {
    return one.birth != other.birth || one.sex != other.sex;
  }

  /** Whether two periods, each open where it has no end, have a day in common. */
  static boolean periodsOverlap(Subscriber one, Subscriber other) {
    return (other.isEnrolled() || one.qualification < other.disqualification)
        && (one.isEnrolled() || other.qualification < one.disqualification);
  }

  /** Whether neither reading nor spelling is the same, so that nobody takes one for the other. */
  static boolean haveOtherNames(Subscriber one, Subscriber other) {
    return !one.spelling.foldedKana().equals(other.spelling.foldedKana())
        && !one.spelling.name().equals(other.spelling.name());
  }
}
