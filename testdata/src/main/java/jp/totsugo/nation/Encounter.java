package jp.totsugo.nation;

import static jp.totsugo.nation.UploadColumn.DISQUALIFICATION;
import static jp.totsugo.nation.UploadColumn.MY_NUMBER;
import static jp.totsugo.nation.UploadColumn.NAME;
import static jp.totsugo.nation.UploadColumn.QUALIFICATION;

import java.util.Map;

/**
 * One thing that may happen between two rows of different cells. It is done once for either cell,
 * and must do the same both times.
 */
interface Encounter {
  /** False if nothing can happen between these two; then nothing has. */
  boolean happen(Site site, Subscriber one, Subscriber other);

  /** What may happen between two rows of any insurers. */
  static void addAwayTo(Map<String, Encounter> encounters) {
    encounters.put("joined_another_insurer", Encounter::moved);
    encounters.put("same_name_and_birthdate", Encounter::sameNameAndBirthdate);
    encounters.put(
        "copied_from_other_insurer",
        (site, one, other) ->
            copied(site, one, other, "the number of a person at another insurer"));
    encounters.put(
        "swapped_across_insurers",
        (site, one, other) -> swapped(site, one, other, "numbers swapped between two insurers"));
    encounters.put("same_name_stranger", Encounter::sameNameStranger);
    encounters.put("enrolled_twice", Encounter::enrolledTwice);
  }

  /** What may happen between two distant rows of one insurer. */
  static void addHomeTo(Map<String, Encounter> encounters) {
    encounters.put("enrolled_again", Encounter::moved);
    encounters.put(
        "copied_far_in_insurer",
        (site, one, other) -> copied(site, one, other, "the number of a distant member"));
    encounters.put(
        "swapped_far_in_insurer",
        (site, one, other) -> swapped(site, one, other, "numbers swapped with a distant member"));
  }

  private static boolean moved(Site site, Subscriber one, Subscriber other) {
    boolean turned = !sameAgeGroup(one, other);
    Subscriber before = turned && one.isIn(InsurerKind.LATE_ELDERLY) ? other : one;
    Subscriber after = before == one ? other : one;
    if (turned) {
      before.birth = Days.plusYears(site.asOf, -75) - site.draw.between(5, 4 * 365);
      before.registerBirth = before.birth;
      int birthday = Days.plusYears(before.birth, 75);
      before.qualification =
          Math.min(before.qualification, birthday - site.draw.between(400, 8000));
      before.leave(birthday, 3);
    } else if (site.asOf - before.qualification > 30) {
      before.leave(Math.max(before.qualification + 1, site.asOf - site.draw.between(1, 900)), 3);
    } else {
      return false;
    }
    after.be(before);
    before.registered = false;
    after.qualification =
        turned
            ? before.disqualification
            : Math.min(
                site.asOf,
                before.disqualification + (site.draw.chance(0.7) ? 0 : site.draw.below(60)));
    after.leave(Days.NONE, 0);
    site.people.giveCard(before);
    site.people.giveCard(after);
    site.plant(before, QUALIFICATION, turned ? "turned 75" : "left, and enrolled anew", after);
    return true;
  }

  private static boolean sameNameAndBirthdate(Site site, Subscriber one, Subscriber other) {
    becomeDoubles(site, one, other);
    site.plant(one, NAME, "a person of the same name, sex and birth date elsewhere", other);
    return true;
  }

  private static boolean sameNameStranger(Site site, Subscriber one, Subscriber other) {
    becomeDoubles(site, one, other);
    one.carried = other.person;
    site.plant(
            one,
            MY_NUMBER,
            "the number of a person of the same name, sex and birth date at another insurer",
            other)
        .demandsForSharedNumber(one, other, true)
        .demandsForNamesake(one);
    return true;
  }

  private static void becomeDoubles(Site site, Subscriber one, Subscriber other) {
    other.beCalledAndBornAs(one);
    other.qualification = one.qualification;
    other.leave(Days.NONE, 0);
    site.people.giveCard(other);
  }

  private static boolean copied(Site site, Subscriber one, Subscriber other, String change) {
    if (!Planting.haveOtherNames(one, other)) {
      return false;
    }
    NumberPlants.copy(site, one, other, change);
    return true;
  }

  private static boolean swapped(Site site, Subscriber one, Subscriber other, String change) {
    if (!Planting.haveOtherNames(one, other)) {
      return false;
    }
    NumberPlants.exchange(site, change, one, other);
    return true;
  }

  private static boolean enrolledTwice(Site site, Subscriber one, Subscriber other) {
    other.be(one);
    one.registered = false;
    one.leave(Days.NONE, 0);
    other.leave(Days.NONE, 0);
    other.qualification = Math.min(site.asOf, one.qualification + site.draw.below(200));
    site.people.giveCard(one);
    site.people.giveCard(other);
    site.plant(one, DISQUALIFICATION, "enrolled at two insurers", other)
        .demandsForSharedNumber(one, other, true);
    return true;
  }

  /** Whether a person may move between the two without turning 75. */
  static boolean sameAgeGroup(Subscriber one, Subscriber other) {
    return one.isIn(InsurerKind.LATE_ELDERLY) == other.isIn(InsurerKind.LATE_ELDERLY);
  }
}
