package jp.totsugo.person;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.google.common.collect.ImmutableSet;
import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Spells names as insurers and registers do, at random, and holds the comparator to its promise.
 */
class RespellingTest {
  private static final PersonComparator COMPARATOR = PersonComparator.standard();
  private static final VariantKanji VARIANTS = VariantKanji.standard();

  private static final List<PersonFields> OWNERS =
      List.of(
          new PersonFields("髙橋　惠子", "タカハシ　ケイコ", 1980_05_14, "2", "東京都港区芝１－１"),
          new PersonFields("齋藤　翔", "サイトウ　ショウ", 2001_11_30, "1", ""),
          new PersonFields("渡邉　千鶴", "ワタナベ　チヅル", 1948_02_29, "2", "大阪府堺市堺区２－２"),
          new PersonFields("𠮷川　龍之介", "キッカワ　リュウノスケ", 2015_12_24, "1", ""),
          new PersonFields("大野　薫", "オオノ　カヲル", 1971_07_07, "1", "北海道札幌市中央区３－３"),
          new PersonFields("佐々木　さくら", "ササキ　サクラ", 1995_08_17, "2", ""),
          new PersonFields("SMITH JOHN WILLIAM", "スミス　ジョン　ウィリアム", 1985_07_07, "1", ""));

  private final Random random = new Random(20210331);

  @Test
  void a_respelled_owner_stays_the_owner() {
    for (int i = 0; i < 2000; i++) {
      PersonFields owner = anyOwner();
      PersonFields record = respelled(owner, owner.birthdate(), owner.sex());
      assertThat(
          record.name() + " / " + record.kana(),
          COMPARATOR.compare(record, owner).verdict(),
          is(Verdict.OWNER));
    }
  }

  @Test
  void a_respelled_owner_with_another_birth_date_or_sex_is_no_other_person() {
    for (int i = 0; i < 2000; i++) {
      PersonFields owner = anyOwner();
      boolean birthdate = random.nextBoolean();
      PersonFields record =
          birthdate
              ? respelled(owner, 1960_06_15, owner.sex())
              : respelled(owner, owner.birthdate(), owner.sex().equals("1") ? "2" : "1");
      assertThat(
          record.name() + " / " + record.kana(),
          COMPARATOR.compare(record, owner).verdict(),
          is(birthdate ? Verdict.BIRTHDATE_DIFFERS : Verdict.SEX_DIFFERS));
    }
  }

  private PersonFields anyOwner() {
    return OWNERS.get(random.nextInt(OWNERS.size()));
  }

  private PersonFields respelled(PersonFields owner, int birthdate, String sex) {
    return new PersonFields(
        random.nextInt(8) == 0 ? "" : respelledName(owner.name()),
        random.nextInt(8) == 0 ? "" : respelledKana(owner.kana()),
        birthdate,
        sex,
        "");
  }

  private String respelledName(String name) {
    StringBuilder respelled = new StringBuilder();
    for (int c : inAnyOrder(name).codePoints().toArray()) {
      ImmutableSet<Integer> variants = VARIANTS.of(c);
      int way = random.nextInt(12);
      if (Character.isIdeographic(c) && way == 0) {
        respelled.append('●');
      } else if (!variants.isEmpty() && way < 6) {
        respelled.appendCodePoint(variants.asList().get(random.nextInt(variants.size())));
      } else {
        respelled.appendCodePoint(c);
        respelled.append(Character.isIdeographic(c) && way == 11 ? "\udb40\udd00" : "");
      }
    }
    return respelled.toString();
  }

  private String respelledKana(String kana) {
    String respelled = inAnyOrder(kana);
    if (random.nextBoolean()) {
      respelled = respelled.replace('ョ', 'ヨ').replace('ュ', 'ユ').replace('ッ', 'ツ').replace('ィ', 'イ');
    }
    if (random.nextBoolean()) {
      respelled = respelled.replace("ヅ", "ズ").replace("ヲ", "オ");
    }
    if (random.nextBoolean()) {
      respelled = respelled.replace("ュウ", "ュー").replace("ョウ", "ョー").replace("オオ", "オー");
    }
    return random.nextBoolean()
        ? respelled
        : Normalizer.normalize(respelled, Normalizer.Form.NFD).replace('　', ' ');
  }

  /** Drops the separators, or turns the parts round, or neither: one side keeps them. */
  private String inAnyOrder(String name) {
    int way = random.nextInt(4);
    if (way == 0) {
      return name.replaceAll("[\\s　]", "");
    }
    int cut = Math.max(name.indexOf('　'), name.indexOf(' '));
    return way == 1 ? name.substring(cut + 1) + " " + name.substring(0, cut) : name;
  }
}
