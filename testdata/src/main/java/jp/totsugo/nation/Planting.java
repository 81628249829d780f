package jp.totsugo.nation;

import java.util.ArrayList;
import jp.totsugo.schema.ExpectedFinding;
import jp.totsugo.schema.Nature;
import jp.totsugo.schema.PlantStatus;
import jp.totsugo.schema.PlantedError;
import jp.totsugo.schema.RegisterUse;

/** One planted error in the making: what was done, and what the contract demands for it. */
final class Planting {
  final PlantedError planted = new PlantedError();

  Planting(String kind, Nature nature, Subscriber one, UploadColumn field, String change) {
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
    for (ExpectedFinding other : planted.getExpected()) {
      if (other.getLine() == one.line()
          && other.getFile().equals(one.insurer.file())
          && other.getRule().equals(rule)
          && other.getField().equals(field.english)) {
        return this;
      }
    }
    planted
        .getExpected()
        .add(
            new ExpectedFinding(
                one.insurer.file(), one.line(), rule, field.english, cause, register));
    return this;
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
