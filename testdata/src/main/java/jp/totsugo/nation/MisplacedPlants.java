package jp.totsugo.nation;

import static jp.totsugo.nation.UploadColumn.ADDRESS;
import static jp.totsugo.nation.UploadColumn.MY_NUMBER;
import static jp.totsugo.nation.UploadColumn.MY_NUMBER_ABSENCE_REASON;
import static jp.totsugo.nation.UploadColumn.NAME;
import static jp.totsugo.nation.UploadColumn.NUMBER;
import static jp.totsugo.nation.UploadColumn.POST_NUMBER;

import java.util.Map;

/** My Numbers in another field than their own. */
final class MisplacedPlants {
  private static final UploadColumn[] FIELDS = {NUMBER, NAME, POST_NUMBER, ADDRESS};

  private MisplacedPlants() {}

  static void addTo(Map<String, Plant> plants) {
    plants.put("number_misplaced", Plant.on(MisplacedPlants::misplaced));
  }

  /** The number's own field is empty or has lost a digit. */
  private static void misplaced(Site site, Subscriber one) {
    String digits = NumberPlants.digits(site, one);
    UploadColumn field = site.draw.oneOf(FIELDS);
    one.write(field, written(site, one, field, digits));
    Planting planting = site.plant(one, field, "the number in another field");
    if (site.draw.chance(0.3)) {
      one.write(MY_NUMBER, digits.substring(0, 11));
      planting.demands(one, "MY_NUMBER_FORMAT", MY_NUMBER, "ELEVEN_DIGITS");
    } else {
      one.carried = Subscriber.NOBODY;
      planting.demands(one, "MY_NUMBER_ABSENT_WITHOUT_REASON", MY_NUMBER_ABSENCE_REASON);
    }
    planting.demands(one, "MY_NUMBER_MISPLACED", field);
  }

  private static String written(Site site, Subscriber one, UploadColumn field, String digits) {
    String wide = NumberPlants.wide(digits);
    return switch (field) {
      case NAME -> one.spelling.name() + "　" + wide;
      case ADDRESS -> one.address() + "　" + wide;
      default ->
          site.draw.oneOf(
              new String[] {
                digits,
                digits.substring(0, 4) + "-" + digits.substring(4, 8) + "-" + digits.substring(8),
                wide
              });
    };
  }
}
