package jp.totsugo.nation;

import static jp.totsugo.nation.UploadColumn.BIRTH;
import static jp.totsugo.nation.UploadColumn.KANA;
import static jp.totsugo.nation.UploadColumn.MY_NUMBER;
import static jp.totsugo.nation.UploadColumn.NAME;
import static jp.totsugo.nation.UploadColumn.SEX;
import static jp.totsugo.schema.RegisterUse.WITH;

import java.util.Map;

/**
 * Where insurer and residents' register differ for good reasons, or the insurer mistyped what is
 * not the number.
 */
final class RegisterPlants {
  private static final String SMALL = "ｧｨｩｪｫｬｭｮｯ";
  private static final String LARGE = "ｱｲｳｴｵﾔﾕﾖﾂ";
  private static final int[] DAYS_OFF = {1, -1, 2, 10, -10, 20, 31, -31, 365, -365, 3652, -3652};

  private RegisterPlants() {}

  static void addTo(Map<String, Plant> plants) {
    plants.put("sex_unset", Plant.on(RegisterPlants::sexUnset));
    plants.put(
        "variant_kanji",
        Plant.on(
            one -> one.spelling.family.forms.length > 1 || one.spelling.given.forms.length > 1,
            RegisterPlants::variantKanji));
    plants.put(
        "kana_written_otherwise",
        Plant.on(
            one -> !otherwise(one).equals(one.spelling.kana()), RegisterPlants::kanaOtherwise));
    plants.put(
        "name_without_separator",
        Plant.on(one -> !one.spelling.family.foreign, RegisterPlants::withoutSeparator));
    plants.put(
        "married_name_not_reported",
        Plant.on(RegisterPlants::mayHaveMarried, RegisterPlants::marriedName)
            .at(Insurer::hasHouseholds));
    plants.put("birthdate_mistyped", Plant.where(RegisterPlants::birthdateMistyped));
    plants.put("sex_mistyped", Plant.on(RegisterPlants::sexMistyped));
  }

  private static void sexUnset(Site site, Subscriber one) {
    one.sex = 3;
    site.plant(one, SEX, "sex not set");
  }

  private static void variantKanji(Site site, Subscriber one) {
    Subscriber.Spelling register = one.registerSpelling;
    if (register.family.forms.length > 1) {
      register.familyForm = other(site, register.familyForm, register.family);
    } else {
      register.givenForm = other(site, register.givenForm, register.given);
    }
    site.plant(one, NAME, "the register has another form of a character");
  }

  private static int other(Site site, int form, Name name) {
    return (form + site.draw.between(1, name.forms.length - 1)) % name.forms.length;
  }

  private static void kanaOtherwise(Site site, Subscriber one) {
    one.write(KANA, otherwise(one));
    site.plant(one, KANA, "the reading written otherwise than in the register");
  }

  /**
   * As older servers write it: large kana for small ones, no long vowel marks, ジ and ズ for ヂ and ヅ.
   */
  private static String otherwise(Subscriber one) {
    StringBuilder otherwise = new StringBuilder();
    for (char c :
        one.spelling
            .kana()
            .replace("ﾁﾞ", "ｼﾞ")
            .replace("ﾂﾞ", "ｽﾞ")
            .replace("ｰ", "")
            .toCharArray()) {
      int small = SMALL.indexOf(c);
      otherwise.append(small < 0 ? c : LARGE.charAt(small));
    }
    return otherwise.toString();
  }

  private static void withoutSeparator(Site site, Subscriber one) {
    one.write(NAME, one.spelling.name().replace("　", ""));
    site.plant(one, NAME, "family and given name written as one");
  }

  private static boolean mayHaveMarried(Subscriber one) {
    return one.sex == 2
        && !one.spelling.family.foreign
        && one.qualification - one.birth > 20 * 365
        && !one.isIn(InsurerKind.LATE_ELDERLY);
  }

  private static void marriedName(Site site, Subscriber one) {
    Name family;
    do {
      family = site.names.family(site.draw);
    } while (family.foldedKana.equals(one.spelling.family.foldedKana)
        || family.forms[0].text.equals(one.spelling.family.forms[0].text));
    one.registerSpelling.family = family;
    one.registerSpelling.familyForm = 0;
    one.movedAway = site.draw.chance(0.5);
    Planting planting = site.plant(one, NAME, "the register has the married name");
    // Given name, birth date and address together tell a marriage from another person.
    if (one.movedAway || !one.writesAddress) {
      planting.demands(WITH, one, "MY_NUMBER_NAME_DIFFERS", MY_NUMBER, "");
    }
  }

  private static boolean birthdateMistyped(Site site, Subscriber one) {
    for (int attempt = 0; attempt < 20; attempt++) {
      int mistyped = one.birth + DAYS_OFF[site.draw.below(DAYS_OFF.length)];
      if (site.mayBeBorn(one, mistyped)) {
        one.birth = mistyped;
        site.plant(one, BIRTH, "birth date mistyped by the insurer")
            .demands(WITH, one, "REGISTER_BIRTHDATE_DIFFERS", BIRTH, "");
        return true;
      }
    }
    return false;
  }

  private static void sexMistyped(Site site, Subscriber one) {
    one.sex = 3 - one.sex;
    site.plant(one, SEX, "sex mistyped by the insurer")
        .demands(WITH, one, "REGISTER_SEX_DIFFERS", SEX, "");
  }
}
