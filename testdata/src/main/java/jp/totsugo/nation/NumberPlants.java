package jp.totsugo.nation;

import static jp.totsugo.nation.UploadColumn.KANA;
import static jp.totsugo.nation.UploadColumn.MY_NUMBER;
import static jp.totsugo.nation.UploadColumn.NAME;
import static jp.totsugo.schema.RegisterUse.WITH;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Wrong My Numbers that one cell is enough for: mistyped, malformed, another's, swapped, shifted.
 */
final class NumberPlants {
  private static final String FILLERS =
      "000000000000 111111111111 222222222222 333333333333 555555555555 777777777777 999999999999"
          + " 123456789012 123456789018";

  private NumberPlants() {}

  static void addTo(Map<String, Plant> plants) {
    plants.put("digit_mistyped", slip(NumberPlants::mistyped, false, "ONE_DIGIT"));
    plants.put("digit_mistyped_unseen", slip(NumberPlants::mistyped, true, "ONE_DIGIT"));
    plants.put("digits_transposed", slip(NumberPlants::transposed, false, "TRANSPOSITION"));
    plants.put("digits_transposed_unseen", slip(NumberPlants::transposed, true, "TRANSPOSITION"));
    plants.put(
        "digits_transposed_six_apart",
        slip(NumberPlants::transposedSixApart, true, "TRANSPOSITION"));
    plants.put(
        "copied_in_household",
        Plant.of((site, anchor) -> inHousehold(site, anchor, NumberPlants::copied))
            .at(Insurer::hasHouseholds));
    plants.put(
        "copied_in_insurer", Plant.where((site, one) -> copied(site, one, site.stranger(one))));
    plants.put(
        "swapped_in_household",
        Plant.of((site, anchor) -> inHousehold(site, anchor, NumberPlants::swapped))
            .at(Insurer::hasHouseholds));
    plants.put(
        "swapped_twins",
        Plant.of((site, anchor) -> twins(site, anchor, NumberPlants::swapped))
            .at(Insurer::hasHouseholds));
    plants.put(
        "copied_from_twin",
        Plant.of((site, anchor) -> twins(site, anchor, NumberPlants::copied))
            .at(Insurer::hasHouseholds));
    plants.put(
        "swapped_in_insurer", Plant.where((site, one) -> swapped(site, one, site.stranger(one))));
    plants.put("ring_of_three", Plant.where((site, one) -> ring(site, one, 3)));
    plants.put("ring_of_four", Plant.where((site, one) -> ring(site, one, 4)));
    plants.put("rows_shifted", NumberPlants::shifted);
    plants.put(
        "same_name_stranger_elsewhere", Plant.where(NumberPlants::sameNameStrangerElsewhere));
    plants.put(
        "person_in_no_upload", Plant.where((site, one) -> personInNoUpload(site, one, false)));
    plants.put(
        "person_in_no_upload_same_birthdate",
        Plant.where((site, one) -> personInNoUpload(site, one, true)));
    plants.put("number_invented", Plant.on(NumberPlants::invented));
    plants.put("number_invented_twice", Plant.where(NumberPlants::inventedTwice));
    plants.put("person_unknown", Plant.on(NumberPlants::personUnknown));
    plants.put(
        "number_corporate",
        malformed("CORPORATE_NUMBER", (site, digits) -> corporateNumber(site.draw)));
    plants.put(
        "number_eleven_digits",
        malformed("ELEVEN_DIGITS", (site, digits) -> dropped(digits, site.draw.below(12))));
    plants.put("number_full_width", malformed("FULL_WIDTH", (site, digits) -> wide(digits)));
    plants.put(
        "number_with_separators",
        malformed(
            "SEPARATOR",
            (site, digits) ->
                separated(digits, site.draw.oneOf(new String[] {"-", " ", "－", "　"}))));
    plants.put(
        "number_of_other_length",
        malformed("LENGTH", (site, digits) -> digits.substring(site.draw.between(2, 5))));
    plants.put(
        "number_with_letters",
        malformed(
            "OTHER",
            (site, digits) ->
                digits.substring(0, 11) + site.draw.oneOf(new String[] {"O", "l", "X"})));
    plants.put("number_with_placeholder", malformed("PLACEHOLDER", NumberPlants::withPlaceholder));
    plants.put("number_filler", Plant.on(NumberPlants::filler));
  }

  private static Plant slip(BiFunction<Site, String, String> deed, boolean unseen, String cause) {
    return (site, anchor) -> {
      for (int i = 0; i < site.localRows(); i++) {
        Subscriber one = site.rows[(anchor + i) % site.localRows()];
        String wrong = one.taken ? null : slipped(site, one, deed, unseen);
        if (wrong != null) {
          one.write(MY_NUMBER, wrong);
          Planting planting =
              site.plant(
                  one,
                  MY_NUMBER,
                  cause.equals("ONE_DIGIT") ? "one digit mistyped" : "two digits transposed");
          if (unseen) {
            planting.demands(WITH, one, "MY_NUMBER_NOT_IN_REGISTER", MY_NUMBER, cause);
          } else {
            planting.demands(one, "MY_NUMBER_CHECK_DIGIT", MY_NUMBER);
          }
          return true;
        }
      }
      return false;
    };
  }

  /** A slip that the check digit lets pass, or one that it does not; null if none was found. */
  private static String slipped(
      Site site, Subscriber one, BiFunction<Site, String, String> deed, boolean unseen) {
    String right = digits(site, one);
    for (int attempt = 0; attempt < 60; attempt++) {
      String wrong = deed.apply(site, right);
      long number = Long.parseLong(wrong);
      if (!wrong.equals(right)
          && !MyNumbers.isFiller(number)
          && MyNumbers.passes(number) == unseen
          && !(unseen && site.isSomebodys(number))) {
        return wrong;
      }
    }
    return null;
  }

  private static String mistyped(Site site, String digits) {
    int at = site.draw.below(12);
    return digits.substring(0, at) + site.draw.below(10) + digits.substring(at + 1);
  }

  private static String transposed(Site site, String digits) {
    return exchanged(digits, site.draw.below(11), 1);
  }

  /** Digits six apart have the same weight in the check sum. */
  private static String transposedSixApart(Site site, String digits) {
    return exchanged(digits, site.draw.below(5), 6);
  }

  private static String exchanged(String digits, int at, int apart) {
    StringBuilder exchanged = new StringBuilder(digits);
    exchanged.setCharAt(at, digits.charAt(at + apart));
    exchanged.setCharAt(at + apart, digits.charAt(at));
    return exchanged.toString();
  }

  private static boolean copied(Site site, Subscriber one, Subscriber owner) {
    if (owner == null) {
      return false;
    }
    copy(
        site,
        one,
        owner,
        one.household == owner.household
            ? "the number of a member of the household"
            : "the number of another member");
    return true;
  }

  /** Gives {@code one} the number of {@code owner}, whose own row has it too. */
  static void copy(Site site, Subscriber one, Subscriber owner, String change) {
    one.carried = owner.person;
    site.plant(one, MY_NUMBER, change, owner)
        .demands(WITH, one, "MY_NUMBER_COPIED", MY_NUMBER, "")
        .demandsForSharedNumber(one, owner, true);
  }

  private static boolean swapped(Site site, Subscriber one, Subscriber other) {
    if (other == null) {
      return false;
    }
    exchange(site, "numbers swapped with line " + other.line(), one, other);
    return true;
  }

  /** Two members of a household, both of whom must be there for something to be done to them. */
  private interface Couple {
    boolean meet(Site site, Subscriber one, Subscriber other);
  }

  private static boolean inHousehold(Site site, int anchor, Couple deed) {
    Subscriber one =
        site.free(
            anchor,
            each -> site.housemate(each, other -> Planting.haveOtherNames(each, other)) != null);
    return one != null
        && deed.meet(site, one, site.housemate(one, other -> Planting.haveOtherNames(one, other)));
  }

  /** Where a cell has no twins, a brother or sister becomes one. */
  private static boolean twins(Site site, int anchor, Couple deed) {
    Subscriber twin =
        site.free(anchor, each -> site.housemate(each, other -> isTwin(each, other)) != null);
    if (twin != null) {
      return deed.meet(site, twin, site.housemate(twin, other -> isTwin(twin, other)));
    }
    Subscriber one =
        site.free(
            anchor, each -> site.housemate(each, other -> isYoungerSibling(each, other)) != null);
    if (one == null) {
      return false;
    }
    Subscriber other = site.housemate(one, each -> isYoungerSibling(one, each));
    other.birth = one.birth;
    other.registerBirth = one.birth;
    return deed.meet(site, one, other);
  }

  private static boolean isYoungerSibling(Subscriber one, Subscriber other) {
    return one.member > 1
        && other.member > 1
        && one.sex == other.sex
        && one.birth <= other.birth
        && Planting.haveOtherNames(one, other);
  }

  private static boolean isTwin(Subscriber one, Subscriber other) {
    return !Planting.contradict(one, other) && Planting.haveOtherNames(one, other);
  }

  private static boolean ring(Site site, Subscriber one, int size) {
    Subscriber[] ring = new Subscriber[size];
    ring[0] = one;
    for (int i = 1; i < size; i++) {
      ring[i] = site.stranger(one, Arrays.copyOf(ring, i));
      if (ring[i] == null) {
        return false;
      }
    }
    exchange(site, "numbers handed round among " + size + " records", ring);
    return true;
  }

  /** Gives everyone the number of the next, and the last one that of the first. */
  static void exchange(Site site, String change, Subscriber... ring) {
    long first = ring[0].carried;
    for (int i = 0; i < ring.length; i++) {
      ring[i].carried = i + 1 < ring.length ? ring[i + 1].person : first;
    }
    Planting planting = site.plant(ring[0], MY_NUMBER, change, ring);
    for (Subscriber each : ring) {
      planting.demands(WITH, each, "MY_NUMBER_SWAPPED", MY_NUMBER, "");
    }
  }

  /**
   * A run of rows, each with the number of the person one to three rows away; sometimes with a
   * right one in the middle.
   */
  private static boolean shifted(Site site, int anchor) {
    int distance = site.draw.between(1, 100) <= 80 ? 1 : site.draw.between(2, 3);
    boolean forward = site.draw.chance(0.5);
    int length = site.draw.between(3, 17);
    int gap = length >= 7 && site.draw.chance(0.2) ? length / 2 : -1;
    int span = length + distance;
    int first = site.draw.below(Math.max(1, site.localRows() - span));
    for (int attempt = 0; attempt < site.localRows(); attempt++) {
      int from = (first + attempt) % site.localRows();
      if (from + span <= site.localRows() && isFree(site, from, span)) {
        List<Subscriber> run = new ArrayList<>();
        int start = forward ? from : from + distance;
        for (int i = 0; i < length; i++) {
          if (i != gap) {
            run.add(site.rows[start + i]);
          }
        }
        shift(site, run, forward ? distance : -distance, from, span);
        return true;
      }
    }
    return false;
  }

  private static boolean isFree(Site site, int from, int span) {
    for (int row = from; row < from + span; row++) {
      if (site.rows[row].taken) {
        return false;
      }
      for (int other = Math.max(from, row - 3); other < row; other++) {
        if (!Planting.haveOtherNames(site.rows[row], site.rows[other])) {
          return false;
        }
      }
    }
    return true;
  }

  private static void shift(Site site, List<Subscriber> run, int offset, int from, int span) {
    Planting planting =
        site.plant(
            run.get(0),
            MY_NUMBER,
            "numbers of " + run.size() + " records shifted by " + offset + " rows");
    for (Subscriber one : run) {
      one.carried = site.rows[one.row + offset].person;
      planting.demands(WITH, one, "MY_NUMBER_SHIFTED", MY_NUMBER, "");
    }
    for (int row = from; row < from + span; row++) {
      Subscriber one = site.rows[row];
      one.taken = true;
      for (int other = Math.max(from, row - 3); other < row; other++) {
        if (site.rows[other].carried == one.carried) {
          planting.demandsForSharedNumber(site.rows[other], one, true);
        }
      }
    }
  }

  private static Subscriber registerOnly(Site site) {
    return site.nextRegisterOnly < site.registerOnlyCount
        ? site.registerOnly[site.nextRegisterOnly++]
        : null;
  }

  /**
   * The register gave the number of somebody of the same name, sex and birth date who lives
   * elsewhere.
   */
  private static boolean sameNameStrangerElsewhere(Site site, Subscriber one) {
    Subscriber stranger = registerOnly(site);
    if (stranger == null) {
      return false;
    }
    stranger.registerSpelling.set(one.registerSpelling);
    stranger.registerBirth = one.birth;
    stranger.registerSex = one.sex;
    one.carried = stranger.person;
    site.plant(
            one,
            MY_NUMBER,
            "the number of a person of the same name, sex and birth date, who is in no upload")
        .demandsForNamesake(one);
    return true;
  }

  private static boolean personInNoUpload(Site site, Subscriber one, boolean sameBirthdate) {
    Subscriber other = registerOnly(site);
    if (other == null) {
      return false;
    }
    if (sameBirthdate) {
      other.registerBirth = one.birth;
      other.registerSex = one.sex;
      other.registerSpelling.given =
          site.names.given(
              site.draw, other.registerSpelling.family.foreign, one.sex, Days.year(one.birth));
      other.registerSpelling.givenForm = 0;
      other.spelling.set(other.registerSpelling);
    }
    if (!Planting.haveOtherNames(one, other)) {
      return false;
    }
    boolean contradicts = one.birth != other.registerBirth || one.sex != other.registerSex;
    one.carried = other.person;
    site.plant(one, MY_NUMBER, "the number of a person who is in no upload")
        .demands(
            WITH,
            one,
            contradicts ? "MY_NUMBER_OTHER_PERSON" : "MY_NUMBER_NAME_DIFFERS",
            MY_NUMBER,
            "");
    return true;
  }

  private static void invented(Site site, Subscriber one) {
    one.carried = site.nobodyOf(one);
    site.plant(one, MY_NUMBER, "a number that nobody has")
        .demands(WITH, one, "MY_NUMBER_NOT_IN_REGISTER", MY_NUMBER, "OTHER_NUMBER");
  }

  private static boolean inventedTwice(Site site, Subscriber one) {
    Subscriber other = site.stranger(one);
    if (other == null) {
      return false;
    }
    one.carried = site.nobodyOf(one);
    other.carried = one.carried;
    site.plant(one, MY_NUMBER, "a number that nobody has, in two records", other)
        .demands(WITH, one, "MY_NUMBER_NOT_IN_REGISTER", MY_NUMBER, "OTHER_NUMBER")
        .demands(WITH, other, "MY_NUMBER_NOT_IN_REGISTER", MY_NUMBER, "OTHER_NUMBER")
        .demandsForSharedNumber(one, other, false);
    return true;
  }

  /** Somebody whom the register does not have, under a name long enough to be nobody else's. */
  private static void personUnknown(Site site, Subscriber one) {
    Name family = site.names.foreignFamily(site.draw);
    StringBuilder name = new StringBuilder(family.forms[0].text);
    StringBuilder kana = new StringBuilder(family.kana.text);
    for (int i = 0; i < 4; i++) {
      Name given = site.names.given(site.draw, true, one.sex, 2000);
      name.append('　').append(given.forms[0].text);
      kana.append(' ').append(given.kana.text);
    }
    one.write(NAME, name.toString());
    one.write(KANA, kana.toString());
    one.registered = false;
    one.carried = site.nobodyOf(one);
    site.plant(one, MY_NUMBER, "a number that nobody has, of a person whom the register lacks")
        .demands(WITH, one, "MY_NUMBER_NOT_IN_REGISTER", MY_NUMBER, "UNKNOWN_PERSON");
  }

  private static Plant malformed(String cause, BiFunction<Site, String, String> deed) {
    return Plant.on(
        (site, one) -> {
          one.write(MY_NUMBER, deed.apply(site, digits(site, one)));
          site.plant(one, MY_NUMBER, "malformed: " + cause)
              .demands(one, "MY_NUMBER_FORMAT", MY_NUMBER, cause);
        });
  }

  private static void filler(Site site, Subscriber one) {
    one.write(MY_NUMBER, site.draw.oneOf(FILLERS.split(" ")));
    site.plant(one, MY_NUMBER, "a filler").demands(one, "MY_NUMBER_FILLER", MY_NUMBER);
  }

  private static String withPlaceholder(Site site, String digits) {
    int at = site.draw.below(12);
    return digits.substring(0, at)
        + site.draw.oneOf(new String[] {"●", "?", "*", "＊"})
        + digits.substring(at + 1);
  }

  /**
   * The check digit of a corporate number stands in front: 9 less the weighted sum's remainder by
   * 9.
   */
  static String corporateNumber(Draw draw) {
    StringBuilder base = new StringBuilder();
    int sum = 0;
    for (int fromRight = 12; fromRight >= 1; fromRight--) {
      int digit = draw.below(10);
      base.append(digit);
      sum += digit * (fromRight % 2 == 1 ? 1 : 2);
    }
    return (9 - sum % 9) + base.toString();
  }

  private static String dropped(String digits, int at) {
    return digits.substring(0, at) + digits.substring(at + 1);
  }

  static String wide(String digits) {
    StringBuilder wide = new StringBuilder();
    digits.chars().forEach(digit -> wide.append((char) (digit - '0' + '０')));
    return wide.toString();
  }

  private static String separated(String digits, String separator) {
    return String.join(
        separator, digits.substring(0, 4), digits.substring(4, 8), digits.substring(8));
  }

  static String digits(Site site, Subscriber one) {
    return String.format(Locale.ROOT, "%012d", site.numbers.of(one.carried));
  }
}
