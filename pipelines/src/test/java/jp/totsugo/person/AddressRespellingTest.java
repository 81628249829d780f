package jp.totsugo.person;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Spells addresses as insurers, registers and people do, at random. */
class AddressRespellingTest {
  private static final AddressComparator COMPARATOR =
      new AddressComparator(VariantKanji.standard());

  /** Prefecture, 郡, municipality, town; the house's numbers follow. */
  private static final List<List<String>> PLACES =
      List.of(
          List.of("東京都", "", "千代田区", "霞ケ関"),
          List.of("東京都", "", "新宿区", "四谷"),
          List.of("宮城県", "", "仙台市青葉区", "一番町"),
          List.of("神奈川県", "", "横浜市神奈川区", "三ツ沢上町"),
          List.of("愛知県", "", "名古屋市守山区", "大字小幡字太田"),
          List.of("秋田県", "", "横手市", "十文字町字海道下"),
          List.of("奈良県", "高市郡", "明日香村", "大字岡"),
          List.of("三重県", "", "四日市市", "八日市場町"),
          List.of("東京都", "", "三鷹市", "井の頭"),
          List.of("茨城県", "", "龍ケ崎市", "希望が丘"));

  private static final String CHARACTERS =
      "東京都千代田区霞ケが関一二三四十百千〇丁目番地号室棟階条線西北大字字郡町村市上ルる入のノ之ツ々ゝゞヽガカニハ"
          + "0123９５①-－ー〜～・　 ()〒FfＡaB甲イ壱先●■?\ud840\udc00\udb40\udd00\ue000\u0000\u3099";

  private final Random random = new Random(20210331);

  @Test
  void a_respelled_address_stays_the_address() {
    for (int i = 0; i < 20_000; i++) {
      List<String> place = PLACES.get(random.nextInt(PLACES.size()));
      int[] house = {1 + random.nextInt(30), 1 + random.nextInt(120), 1 + random.nextInt(30)};
      String one = respelled(place, house);
      String other = respelled(place, house);
      assertThat(one + " / " + other, COMPARATOR.compare(one, other).agrees(), is(true));
    }
  }

  @Test
  void another_number_or_place_is_another_address_however_it_is_spelled() {
    for (int i = 0; i < 20_000; i++) {
      int at = random.nextInt(PLACES.size());
      int elsewhere = random.nextInt(4) > 0 ? at : (at + 1) % PLACES.size();
      int[] house = {1 + random.nextInt(30), 1 + random.nextInt(120), 1 + random.nextInt(30)};
      int[] another = house.clone();
      if (elsewhere == at) {
        another[random.nextInt(3)] += 1 + random.nextInt(9);
      }
      String one = respelled(PLACES.get(at), house);
      String other = respelled(PLACES.get(elsewhere), another);
      assertThat(one + " / " + other, COMPARATOR.compare(one, other), is(FieldOutcome.DIFFERENT));
    }
  }

  @Test
  void any_two_texts_compare_alike_both_ways() {
    for (int i = 0; i < 50_000; i++) {
      String one = anyText();
      String other = random.nextInt(3) == 0 ? changed(one) : anyText();
      assertThat(
          one + " / " + other, COMPARATOR.compare(one, other), is(COMPARATOR.compare(other, one)));
      assertThat(one, COMPARATOR.compare(one, one).compareTo(FieldOutcome.DIFFERENT) < 0, is(true));
    }
  }

  private String respelled(List<String> place, int[] house) {
    StringBuilder address = new StringBuilder();
    address.append(random.nextInt(3) == 0 ? "" : place.get(0) + blank());
    address.append(random.nextBoolean() ? "" : place.get(1));
    address.append(place.get(2)).append(blank()).append(place.get(3)).append(blank());
    String spelled = address.toString();
    if (random.nextBoolean()) {
      spelled = spelled.replaceAll("大字|(?<!文)字", "");
    }
    if (random.nextBoolean()) {
      spelled =
          spelled
              .replaceAll("[ケが](?=[関丘崎])", pick("ヶ", "ガ", "が", "ケ"))
              .replace("の頭", pick("ノ頭", "之頭", "の頭"))
              .replace("三ツ", pick("三ッ", "三つ", "3ツ"))
              .replace("八日", pick("8日", "八日"))
              .replace("龍", pick("竜", "龍"));
    }
    spelled += house(house);
    return random.nextBoolean() ? spelled : wide(spelled);
  }

  private String house(int[] house) {
    return switch (random.nextInt(6)) {
      case 0 -> number(house[0]) + "丁目" + number(house[1]) + "番" + number(house[2]) + "号";
      case 1 -> number(house[0]) + "丁目" + number(house[1]) + "番地の" + number(house[2]);
      case 2 -> house[0] + hyphen() + house[1] + hyphen() + house[2];
      case 3 -> kanji(house[0]) + "丁目" + hyphen() + house[1] + "番" + hyphen() + house[2] + "号";
      case 4 -> kanji(house[0]) + "丁目" + house[1] + "ノ" + house[2] + " コーポさくら101";
      default ->
          house[0]
              + hyphen()
              + house[1]
              + hyphen()
              + house[2]
              + "-コ－ポサクラ"
              + pick("101", "101号室", "");
    };
  }

  private String number(int number) {
    return random.nextBoolean() ? Integer.toString(number) : kanji(number);
  }

  private static String kanji(int number) {
    String digits = "〇一二三四五六七八九";
    StringBuilder kanji = new StringBuilder();
    if (number >= 100) {
      kanji.append(number >= 200 ? digits.charAt(number / 100) : "").append('百');
    }
    int tens = number / 10 % 10;
    kanji.append(tens > 1 ? digits.charAt(tens) : "").append(tens > 0 ? "十" : "");
    return kanji.append(number % 10 > 0 ? digits.charAt(number % 10) : "").toString();
  }

  private String hyphen() {
    return pick("-", "－", "ー", "‐", "−", "―");
  }

  private String blank() {
    return pick("", "", "", "　", " ");
  }

  private String wide(String text) {
    StringBuilder wide = new StringBuilder();
    text.chars().forEach(c -> wide.append((char) (c >= '0' && c <= '9' ? c + '０' - '0' : c)));
    return random.nextBoolean() ? wide.toString() : Normalizer.normalize(wide, Normalizer.Form.NFD);
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String anyText() {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(14);
    for (int i = 0; i < length; i++) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }

  private String changed(String text) {
    StringBuilder changed = new StringBuilder(text);
    int at = random.nextInt(text.length() + 1);
    return changed.insert(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length()))).toString();
  }
}
