package jp.totsugo.nation;

import static jp.totsugo.nation.UploadColumn.ADDRESS;
import static jp.totsugo.nation.UploadColumn.BIRTH;
import static jp.totsugo.nation.UploadColumn.CLASSIFICATION;
import static jp.totsugo.nation.UploadColumn.DISQUALIFICATION;
import static jp.totsugo.nation.UploadColumn.FAMILY;
import static jp.totsugo.nation.UploadColumn.INSURER_NUMBER;
import static jp.totsugo.nation.UploadColumn.ISSUANCE;
import static jp.totsugo.nation.UploadColumn.KANA;
import static jp.totsugo.nation.UploadColumn.NAME;
import static jp.totsugo.nation.UploadColumn.NON_DISCLOSURE;
import static jp.totsugo.nation.UploadColumn.NUMBER;
import static jp.totsugo.nation.UploadColumn.PERSON_ID;
import static jp.totsugo.nation.UploadColumn.QUALIFICATION;
import static jp.totsugo.nation.UploadColumn.REASON_OF_LOSS;
import static jp.totsugo.nation.UploadColumn.SEX;
import static jp.totsugo.nation.UploadColumn.VALID_FROM;
import static jp.totsugo.nation.UploadColumn.VALID_TO;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Records with something else wrong than their numbers. */
final class DefectPlants {
  private static final Predicate<Subscriber> ANY = one -> true;
  private static final Predicate<Subscriber> ENROLLED = Subscriber::isEnrolled;
  private static final Predicate<Subscriber> LEFT = one -> !one.isEnrolled();
  private static final Predicate<Subscriber> YOUNGER_SCHEME =
      one -> !one.isIn(InsurerKind.LATE_ELDERLY);

  private DefectPlants() {}

  static void addTo(Map<String, Plant> plants) {
    plants.put(
        "insurer_number_wrong_check_digit",
        written(INSURER_NUMBER, "INSURER_NUMBER_INVALID", (site, one) -> wrongCheckDigit(one)));
    plants.put(
        "insurer_number_of_no_insurer",
        written(
            INSURER_NUMBER,
            "INSURER_NUMBER_INVALID",
            (site, one) ->
                Insurers.number("19", one.insurer.prefecture, site.draw.between(1, 999))));
    plants.put(
        "insurer_number_malformed",
        written(
            INSURER_NUMBER,
            "INSURER_NUMBER_INVALID",
            (site, one) -> site.draw.oneOf(malformedInsurerNumbers(one.insurer.number))));
    plants.put("insurer_number_of_another", Plant.where(DefectPlants::anotherInsurer));
    plants.put("person_id_missing", written(PERSON_ID, "PERSON_ID_INVALID", (site, one) -> ""));
    plants.put(
        "person_id_malformed",
        written(
            PERSON_ID,
            "PERSON_ID_INVALID",
            (site, one) ->
                site.draw.oneOf(
                    new String[] {
                      "P_" + one.fileRow(),
                      "１" + one.fileRow(),
                      "1" + "0".repeat(12) + (10_000_000 + one.fileRow()),
                      one.fileRow() + " "
                    })));
    plants.put(
        "birthdate_impossible",
        written(BIRTH, "BIRTHDATE_INVALID", (site, one) -> impossible(site, one.birth, "")));
    plants.put(
        "birthdate_in_future",
        written(
            BIRTH,
            "BIRTHDATE_INVALID",
            (site, one) -> Days.text(site.asOf + site.draw.between(400, 900))));
    plants.put(
        "birthdate_too_early",
        written(
                YOUNGER_SCHEME.negate(),
                BIRTH,
                "BIRTHDATE_INVALID",
                (site, one) ->
                    "18" + site.draw.between(10, 67) + Days.text(one.birth).substring(4, 6) + "01")
            .at(Insurer::isForLateElderly));
    plants.put(
        "qualification_date_impossible",
        written(
            QUALIFICATION,
            "QUALIFICATION_DATE_INVALID",
            (site, one) -> impossible(site, one.qualification, "")));
    plants.put(
        "disqualification_date_impossible",
        written(
            LEFT,
            DISQUALIFICATION,
            "DISQUALIFICATION_DATE_INVALID",
            (site, one) -> impossible(site, one.disqualification, "99999999")));
    plants.put(
        "issuance_date_impossible",
        written(
            ISSUANCE,
            "ISSUANCE_DATE_INVALID",
            (site, one) -> impossible(site, one.issuance, "00000000")));
    plants.put(
        "issuance_date_in_future",
        written(
            ISSUANCE,
            "ISSUANCE_DATE_INVALID",
            (site, one) -> Days.text(site.asOf + site.draw.between(400, 900))));
    plants.put("validity_date_impossible", Plant.on(DefectPlants::validityImpossible));
    plants.put(
        "born_after_qualification",
        Plant.on(
                YOUNGER_SCHEME.and(one -> Days.year(one.birth) > 1870),
                DefectPlants::bornAfterQualification)
            .at(Insurer::hasHouseholds));
    plants.put(
        "left_before_qualification",
        Plant.on(
            one -> one.qualification - one.birth > 400, DefectPlants::leftBeforeQualification));
    plants.put("validity_reversed", Plant.on(DefectPlants::validityReversed));
    plants.put("sex_code_unknown", code(ANY, SEX, "0", "9", "M", "男", ""));
    plants.put("family_code_unknown", code(ANY, FAMILY, "0", "3", "本人", ""));
    plants.put("reason_of_loss_code_unknown", code(LEFT, REASON_OF_LOSS, "04", "3", "00"));
    plants.put("classification_code_unknown", code(ANY, CLASSIFICATION, "00", "08", "1"));
    plants.put("non_disclosure_code_unknown", code(ANY, NON_DISCLOSURE, "2", "9", "Y"));
    plants.put("reason_of_loss_without_date", Plant.on(ENROLLED, DefectPlants::reasonWithoutDate));
    plants.put("date_of_loss_without_reason", Plant.on(LEFT, DefectPlants::dateWithoutReason));
    plants.put("name_missing", written(NAME, "NAME_MISSING", (site, one) -> ""));
    plants.put("kana_missing", written(KANA, "KANA_MISSING", (site, one) -> ""));
    plants.put(
        "kana_with_other_characters", written(KANA, "KANA_INVALID", DefectPlants::otherCharacters));
    plants.put(
        "name_with_placeholder",
        written(NAME, "NAME_PLACEHOLDER", (site, one) -> blackened(site, one.spelling.name())));
    plants.put(
        "address_with_placeholder",
        written(
            one -> one.writesAddress,
            ADDRESS,
            "NAME_PLACEHOLDER",
            (site, one) -> blackened(site, one.address())));
    plants.put(
        "late_elderly_too_young",
        Plant.on(YOUNGER_SCHEME.negate(), DefectPlants::tooYoung).at(Insurer::isForLateElderly));
    plants.put(
        "over_seventy_five",
        Plant.on(YOUNGER_SCHEME.and(ENROLLED), DefectPlants::tooOld).at(Insurer::hasHouseholds));
    plants.put(
        "card_key_shared", Plant.where(DefectPlants::cardKeyShared).at(Insurer::hasHouseholds));
    plants.put("listed_twice", Plant.where(DefectPlants::listedTwice));
  }

  private static Plant written(
      UploadColumn field, String rule, BiFunction<Site, Subscriber, String> text) {
    return written(ANY, field, rule, text);
  }

  /** Writes something wrong into one field that one rule then speaks of. */
  private static Plant written(
      Predicate<Subscriber> fits,
      UploadColumn field,
      String rule,
      BiFunction<Site, Subscriber, String> text) {
    return Plant.on(
        fits,
        (site, one) -> {
          one.write(field, text.apply(site, one));
          site.plant(
                  one,
                  field,
                  "written: " + (one.written(field).isEmpty() ? "nothing" : "something else"))
              .demands(one, rule, field);
        });
  }

  private static Plant code(Predicate<Subscriber> fits, UploadColumn field, String... wrong) {
    return written(fits, field, "CODE_INVALID", (site, one) -> site.draw.oneOf(wrong));
  }

  private static String wrongCheckDigit(Subscriber one) {
    String right = one.insurer.writtenNumber();
    int last = right.length() - 1;
    return right.substring(0, last) + (right.charAt(last) - '0' + 3) % 10;
  }

  private static String[] malformedInsurerNumbers(String right) {
    return new String[] {
      "",
      right.substring(1),
      right + "0",
      " " + right.substring(1),
      Places.wide(10_000_000L + Long.parseLong(right) % 10_000_000),
      "06" + "49" + "0016",
      right.substring(0, 7) + "X"
    };
  }

  private static boolean anotherInsurer(Site site, Subscriber one) {
    Insurer other = site.insurers.get(site.draw.below(site.insurers.size()));
    if (other == one.insurer) {
      return false;
    }
    one.write(INSURER_NUMBER, other.number);
    site.plant(one, INSURER_NUMBER, "another insurer's number")
        .demands(one, "INSURER_NOT_UPLOADER", INSURER_NUMBER);
    return true;
  }

  /** Something that is no date: a day or month that does not exist, an era, or {@code other}. */
  private static String impossible(Site site, int day, String other) {
    String year = Days.text(day).substring(0, 4);
    return site.draw.oneOf(
        new String[] {
          year + "0231",
          year + "1301",
          year + "0431",
          year + "0000",
          year + "/4/1",
          "S600401",
          other
        });
  }

  private static void validityImpossible(Site site, Subscriber one) {
    UploadColumn field = one.validTo != Days.NONE && site.draw.chance(0.5) ? VALID_TO : VALID_FROM;
    one.write(field, impossible(site, one.validFrom, "99999999"));
    site.plant(one, field, "written: no date").demands(one, "VALIDITY_DATE_INVALID", field);
  }

  private static void bornAfterQualification(Site site, Subscriber one) {
    one.write(QUALIFICATION, Days.text(one.birth - site.draw.between(1, 300)));
    site.plant(one, QUALIFICATION, "qualified before birth")
        .demands(one, "DATE_ORDER", QUALIFICATION);
  }

  private static void leftBeforeQualification(Site site, Subscriber one) {
    one.leave(one.qualification - site.draw.between(1, 300), 99);
    site.plant(one, DISQUALIFICATION, "left before qualifying")
        .demands(one, "DATE_ORDER", DISQUALIFICATION);
  }

  private static void validityReversed(Site site, Subscriber one) {
    one.write(VALID_TO, Days.text(one.validFrom - site.draw.between(1, 300)));
    site.plant(one, VALID_TO, "valid until before it is valid")
        .demands(one, "DATE_ORDER", VALID_TO);
  }

  private static void reasonWithoutDate(Site site, Subscriber one) {
    one.reasonOfLoss = 99;
    site.plant(one, REASON_OF_LOSS, "a reason of loss without a date")
        .demands(one, "REASON_OF_LOSS_MISMATCH", REASON_OF_LOSS);
  }

  private static void dateWithoutReason(Site site, Subscriber one) {
    one.reasonOfLoss = 0;
    site.plant(one, REASON_OF_LOSS, "a date of loss without a reason")
        .demands(one, "REASON_OF_LOSS_MISMATCH", REASON_OF_LOSS);
  }

  private static String otherCharacters(Site site, Subscriber one) {
    return site.draw.oneOf(
        new String[] {
          one.spelling.family.forms[0].text + " " + one.spelling.given.kana.text,
          one.spelling.kana() + "(ﾂｳｼｮｳ)",
          one.spelling.kana() + "1",
          "ｶﾅ,ﾌﾒｲ".replace(",", "、")
        });
  }

  private static String blackened(Site site, String text) {
    int at = site.draw.below(text.length());
    while (text.charAt(at) == '　' || Character.isSurrogate(text.charAt(at))) {
      at = (at + 1) % text.length();
    }
    return text.substring(0, at) + "●" + text.substring(at + 1);
  }

  private static void tooYoung(Site site, Subscriber one) {
    born(one, one.qualification - site.draw.between(30 * 365, 63 * 365));
    site.plant(one, BIRTH, "a person too young for the scheme")
        .demands(one, "AGE_SCHEME_MISMATCH", BIRTH);
  }

  private static void tooOld(Site site, Subscriber one) {
    born(one, Days.plusYears(site.asOf, -75) - site.draw.between(5, 15 * 365));
    site.plant(one, BIRTH, "a person too old for the scheme")
        .demands(one, "AGE_SCHEME_MISMATCH", BIRTH);
  }

  /** The person is of that age indeed, and the register says so too. */
  private static void born(Subscriber one, int day) {
    one.birth = day;
    one.registerBirth = day;
  }

  private static boolean cardKeyShared(Site site, Subscriber anchor) {
    Subscriber one = site.free(anchor.row, each -> each.branch >= 0);
    Subscriber other =
        one == null
            ? null
            : site.free(
                one.row,
                each ->
                    each != one
                        && each.branch >= 0
                        && Planting.periodsOverlap(one, each)
                        && Planting.haveOtherNames(one, each));
    if (other == null) {
      return false;
    }
    one.symbol = other.symbol;
    one.number = other.number;
    one.branch = other.branch;
    site.plant(one, NUMBER, "the card of line " + other.line(), other)
        .demands(one, "CARD_KEY_SHARED", NUMBER)
        .demands(other, "CARD_KEY_SHARED", NUMBER);
    return true;
  }

  /** The row's own person gives way to somebody who is listed already. */
  private static boolean listedTwice(Site site, Subscriber one) {
    Subscriber other =
        site.free(
            site.draw.below(site.localRows()),
            each ->
                each != one
                    && each.household != one.household
                    && Planting.periodsOverlap(each, each));
    if (other == null) {
      return false;
    }
    one.be(other);
    one.registered = false;
    one.qualification = other.qualification;
    one.disqualification = other.disqualification;
    one.reasonOfLoss = other.reasonOfLoss;
    site.people.giveCard(one);
    if (site.draw.chance(0.5)) {
      one.symbol = other.symbol;
      one.number = other.number;
      one.branch = other.branch;
    }
    site.plant(one, NUMBER, "the person of line " + other.line() + " once more", other)
        .demandsForSharedNumber(one, other, true);
    return true;
  }
}
