package jp.totsugo.nation;

import static jp.totsugo.nation.UploadColumn.BRANCH;
import static jp.totsugo.nation.UploadColumn.CLASSIFICATION;
import static jp.totsugo.nation.UploadColumn.ISSUANCE;
import static jp.totsugo.nation.UploadColumn.NUMBER;
import static jp.totsugo.nation.UploadColumn.SYMBOL;
import static jp.totsugo.nation.UploadColumn.VALID_FROM;
import static jp.totsugo.nation.UploadColumn.VALID_TO;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Missing card data and malformed card numbers. */
final class CardPlants {
  private static final String[] PLACEHOLDERS = {"■", "〓", "□", "◯", "○", "?", "？", "*", "＊"};

  private CardPlants() {}

  static void addTo(Map<String, Plant> plants) {
    plants.put(
        "card_lost_before_issue",
        Plant.on(one -> one.qualification - one.birth > 100, CardPlants::lostBeforeIssue));
    plants.put("card_not_issued_yet", Plant.on(Subscriber::isEnrolled, CardPlants::notIssuedYet));
    plants.put("card_not_registered", Plant.where(CardPlants::notRegistered));
    plants.put("card_number_missing", Plant.on(CardPlants::numberMissing));
    plants.put(
        "symbol_with_black_circle",
        placeholder(SYMBOL, "BLACK_CIRCLE", (site, one) -> "●").at(Insurer::hasHouseholds));
    plants.put("number_with_black_circle", placeholder(NUMBER, "BLACK_CIRCLE", (site, one) -> "●"));
    plants.put(
        "branch_with_black_circle",
        placeholder(BRANCH, "BLACK_CIRCLE", (site, one) -> "●").at(Insurer::hasHouseholds));
    plants.put(
        "card_with_other_placeholder",
        (site, anchor) ->
            placeholder(
                    site.draw.oneOf(new UploadColumn[] {SYMBOL, NUMBER}),
                    "OTHER",
                    (place, one) -> otherPlaceholder(place, one))
                .plant(site, anchor));
    plants.put("card_mixed_width", Plant.on(CardPlants::mixedWidth));
    plants.put(
        "card_with_colon",
        Plant.on(
                one -> !one.insurer.wideNumbers,
                (site, one) -> forbidden(site, one, ":", "a colon"))
            .at(Insurer::writesNarrowNumbers));
    plants.put(
        "card_with_space",
        Plant.on(
            (site, one) -> forbidden(site, one, one.insurer.wideNumbers ? "　" : " ", "a space")));
    plants.put(
        "card_with_wide_space",
        Plant.on(one -> !one.insurer.wideNumbers, CardPlants::wideSpace)
            .at(Insurer::writesNarrowNumbers));
    plants.put(
        "card_with_control_character",
        Plant.on(
                one -> one.insurer.wideNumbers,
                (site, one) -> forbidden(site, one, "\t", "a control character"))
            .at(Insurer::writesWideNumbers));
    plants.put("card_too_long", Plant.on(CardPlants::tooLong));
    plants.put(
        "branch_malformed",
        Plant.on(one -> one.branch >= 0, CardPlants::malformedBranch).at(Insurer::hasHouseholds));
  }

  private static void notRegistered(Site site, Subscriber one, String cause) {
    for (UploadColumn column :
        List.of(SYMBOL, NUMBER, BRANCH, CLASSIFICATION, ISSUANCE, VALID_FROM, VALID_TO)) {
      one.write(column, "");
    }
    site.plant(one, NUMBER, "all card data left out")
        .demands(one, "CARD_NOT_REGISTERED", NUMBER, cause);
  }

  /** Somebody who stayed for some days only. */
  private static void lostBeforeIssue(Site site, Subscriber one) {
    one.qualification = Math.min(one.qualification, site.asOf - 20);
    one.leave(one.qualification + site.draw.between(1, 20), 3);
    notRegistered(site, one, "LOST_BEFORE_ISSUE");
  }

  private static void notIssuedYet(Site site, Subscriber one) {
    one.qualification = Math.max(one.birth, site.asOf - site.draw.between(0, 30));
    notRegistered(site, one, one.qualification >= site.today - 30 ? "NOT_ISSUED_YET" : "OTHER");
  }

  private static boolean notRegistered(Site site, Subscriber one) {
    Subscriber enrolledLong =
        site.free(one.row, each -> each.isEnrolled() && each.qualification < site.asOf - 30);
    if (enrolledLong == null) {
      return false;
    }
    notRegistered(site, enrolledLong, "OTHER");
    return true;
  }

  private static void numberMissing(Site site, Subscriber one) {
    one.write(NUMBER, "");
    site.plant(one, NUMBER, "card number left out").demands(one, "CARD_NUMBER_MISSING", NUMBER);
  }

  private static Plant placeholder(
      UploadColumn field, String cause, BiFunction<Site, Subscriber, String> character) {
    Predicate<Subscriber> has = one -> !text(one, field).isEmpty();
    return Plant.on(
        has,
        (site, one) -> {
          String right = text(one, field);
          int at = site.draw.below(right.length());
          one.write(
              field, right.substring(0, at) + character.apply(site, one) + right.substring(at + 1));
          site.plant(one, field, "a character replaced by a placeholder")
              .demands(one, "NUMBER_PLACEHOLDER", field, cause);
        });
  }

  private static String otherPlaceholder(Site site, Subscriber one) {
    String character = site.draw.oneOf(PLACEHOLDERS);
    return one.insurer.encoding.canWrite(character) ? character : "?";
  }

  private static void mixedWidth(Site site, Subscriber one) {
    String right = one.numberText();
    one.write(NUMBER, one.insurer.wideNumbers ? "1" + right : right + "１");
    site.plant(one, NUMBER, "a digit of the other width")
        .demands(one, "NUMBER_MIXED_WIDTH", NUMBER);
  }

  private static void forbidden(Site site, Subscriber one, String character, String what) {
    one.write(NUMBER, inserted(site, one.numberText(), character));
    site.plant(one, NUMBER, what + " in the card number")
        .demands(one, "NUMBER_FORBIDDEN_CHARACTER", NUMBER);
  }

  private static void wideSpace(Site site, Subscriber one) {
    one.write(NUMBER, inserted(site, one.numberText(), "　"));
    site.plant(one, NUMBER, "a wide space in a half-width card number")
        .demands(one, "NUMBER_FORBIDDEN_CHARACTER", NUMBER)
        .demands(one, "NUMBER_MIXED_WIDTH", NUMBER);
  }

  private static String inserted(Site site, String right, String character) {
    int at = site.draw.below(right.length() + 1);
    return right.substring(0, at) + character + right.substring(at);
  }

  private static void tooLong(Site site, Subscriber one) {
    // 39 half-width or 20 full-width characters: 39 and 40 bytes.
    one.write(
        NUMBER,
        one.insurer.wideNumbers
            ? "９".repeat(12) + Places.wide(10_000_000 + one.number)
            : "9".repeat(31) + (10_000_000 + one.number % 10_000_000));
    site.plant(one, NUMBER, "a card number of more than 38 bytes")
        .demands(one, "NUMBER_TOO_LONG", NUMBER);
  }

  private static void malformedBranch(Site site, Subscriber one) {
    String right = one.branchText();
    one.write(
        BRANCH,
        site.draw.oneOf(
            new String[] {
              right.substring(1),
              "0" + right,
              Places.wide(10 + one.branch),
              "A" + right.substring(1)
            }));
    site.plant(one, BRANCH, "a branch number that is not two digits")
        .demands(one, "BRANCH_NUMBER_FORMAT", BRANCH);
  }

  private static String text(Subscriber one, UploadColumn field) {
    return switch (field) {
      case SYMBOL -> one.symbolText();
      case NUMBER -> one.numberText();
      case BRANCH -> one.branchText();
      default -> throw new IllegalArgumentException(field.name());
    };
  }
}
