package jp.totsugo.nation;

import static jp.totsugo.nation.UploadColumn.MY_NUMBER;
import static jp.totsugo.nation.UploadColumn.MY_NUMBER_ABSENCE_REASON;
import static jp.totsugo.schema.RegisterUse.WITH;

import java.util.Map;
import java.util.Set;

/**
 * Rows without a My Number: with a good reason, with none, with one that has outlived itself; and
 * reasons that stand beside a number.
 */
final class AbsencePlants {
  /** Facts that last for some weeks only. */
  static final Set<String> PASSING = Set.of("number_not_yet_issued", "procedure_under_way");

  private AbsencePlants() {}

  static void addTo(Map<String, Plant> plants) {
    plants.put("lives_abroad", absent("1", "LIVES_ABROAD", false));
    plants.put("not_submitted", absent("2", "NOT_SUBMITTED", true));
    plants.put("number_not_yet_issued", recent("3", "NOT_YET_ISSUED", false));
    plants.put("short_stay", absent("4", "SHORT_STAY", false));
    plants.put("procedure_under_way", recent("5", "PROCEDURE_UNDER_WAY", true));
    plants.put("other_reason", absent("9", "OTHER", true));
    plants.put("absent_without_reason", Plant.on((site, one) -> withoutReason(site, one, "")));
    plants.put(
        "absence_reason_unknown",
        Plant.on(
            (site, one) ->
                withoutReason(site, one, site.draw.oneOf(new String[] {"6", "0", "01", "X"}))));
    plants.put("absence_overdue", Plant.where(AbsencePlants::overdue));
    plants.put("reason_despite_number", Plant.on(AbsencePlants::reasonDespiteNumber));
  }

  private static Plant absent(String reason, String cause, boolean registered) {
    return Plant.on(
        (site, one) -> {
          one.registered = registered;
          leaveOut(site, one, reason, cause);
        });
  }

  /** Reasons that hold for some weeks only. */
  private static Plant recent(String reason, String cause, boolean registered) {
    return Plant.on(
        Subscriber::isEnrolled,
        (site, one) -> {
          one.registered = registered;
          one.qualification = Math.max(one.qualification, site.asOf - site.draw.between(1, 55));
          site.people.giveCard(one);
          Planting planting = leaveOut(site, one, reason, cause);
          if (one.qualification < site.today - 60) {
            planting.demands(one, "MY_NUMBER_ABSENCE_OVERDUE", MY_NUMBER_ABSENCE_REASON);
          }
        });
  }

  private static Planting leaveOut(Site site, Subscriber one, String reason, String cause) {
    one.carried = Subscriber.NOBODY;
    one.write(MY_NUMBER_ABSENCE_REASON, reason);
    return site.plant(one, MY_NUMBER, "no number, reason " + reason)
        .demands(one, "MY_NUMBER_ABSENT_WITH_REASON", MY_NUMBER, cause);
  }

  private static void withoutReason(Site site, Subscriber one, String reason) {
    one.carried = Subscriber.NOBODY;
    one.write(MY_NUMBER_ABSENCE_REASON, reason);
    site.plant(one, MY_NUMBER, "no number and no valid reason")
        .demands(one, "MY_NUMBER_ABSENT_WITHOUT_REASON", MY_NUMBER_ABSENCE_REASON);
  }

  private static boolean overdue(Site site, Subscriber anchor) {
    Subscriber one =
        site.free(anchor.row, each -> each.isEnrolled() && each.qualification < site.asOf - 60);
    if (one == null) {
      return false;
    }
    boolean notIssued = site.draw.chance(0.4);
    leaveOut(site, one, notIssued ? "3" : "5", notIssued ? "NOT_YET_ISSUED" : "PROCEDURE_UNDER_WAY")
        .demands(one, "MY_NUMBER_ABSENCE_OVERDUE", MY_NUMBER_ABSENCE_REASON);
    return true;
  }

  private static void reasonDespiteNumber(Site site, Subscriber one) {
    one.write(MY_NUMBER_ABSENCE_REASON, site.draw.oneOf(new String[] {"2", "3", "5"}));
    Planting planting =
        site.plant(one, MY_NUMBER_ABSENCE_REASON, "a reason beside a number")
            .demands(one, "MY_NUMBER_PRESENT_WITH_REASON", MY_NUMBER_ABSENCE_REASON);
    if (site.version > 0) {
      one.carried = site.nobodyOf(one);
      planting.demands(WITH, one, "MY_NUMBER_NOT_IN_REGISTER", MY_NUMBER, "OTHER_NUMBER");
    }
  }
}
