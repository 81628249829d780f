package jp.totsugo.nation;

/**
 * Spells an address otherwise than the insurer does, as residents' registers, deeds and people do.
 * It stays the address of the same house.
 */
final class AddressSpelling {
  private static final String[] GA = {"ヶ", "ケ", "が", "ガ"};
  private static final String[] NO = {"の", "ノ", "之"};
  private static final String[] BETWEEN_LOTS = {"番地の", "番地ノ", "番の", "番地"};
  private static final String[] WIDE_HYPHENS = {"－", "ー", "−", "‐"};
  private static final String[] BEFORE_BUILDING = {"　", " ", "", "-"};
  private static final String NUMERALS = "〇一二三四五六七八九";

  private final Places places;
  private final Draw draw = new Draw(0);

  AddressSpelling(Places places) {
    this.places = places;
  }

  /** The address of somebody for whom {@link Subscriber#addressSpelling} says that it differs. */
  String of(Subscriber one) {
    draw.restart(one.addressSpelling);
    StringBuilder address = new StringBuilder();
    String place = one.place.name().text;
    String prefecture = places.prefecture(one.place.prefecture()).name();
    boolean withoutPrefecture = draw.chance(0.3);
    String municipality = place.substring(prefecture.length());
    address.append(withoutPrefecture ? "" : prefecture);
    address.append(respelled(draw.chance(0.5) ? withoutDistrict(municipality) : municipality));
    address.append(draw.chance(0.15) ? "大字" : "");
    address.append(respelled(one.town.text));
    addNumbers(one.block, one.lot, one.house, address);
    if (one.building != null && !draw.chance(0.3)) {
      address.append(draw.oneOf(BEFORE_BUILDING));
      address.append(one.building.text.replace("三号棟", "3号棟").replace("一〇号棟", "10号棟"));
    }
    return address.toString();
  }

  /** 倶知安町 for 虻田郡倶知安町, but 郡山市 and 大和郡山市 as they are. */
  private static String withoutDistrict(String municipality) {
    return municipality.endsWith("市")
        ? municipality
        : municipality.substring(municipality.indexOf('郡') + 1);
  }

  private String respelled(String name) {
    StringBuilder respelled = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean within = i > 0 && i + 1 < name.length();
      switch (c) {
        case 'ケ', 'が' -> respelled.append(within ? draw.oneOf(GA) : c);
        case 'の' -> respelled.append(within ? draw.oneOf(NO) : c);
        case '龍' -> respelled.append('竜');
        case '竈' -> respelled.append('釜');
        case '萬' -> respelled.append('万');
        case '三', '四', '五', '六', '七', '八' ->
            respelled.append(draw.chance(0.2) ? Places.wide(NUMERALS.indexOf(c)) : c);
        default -> respelled.append(c);
      }
    }
    return respelled.toString();
  }

  private void addNumbers(int block, int lot, int house, StringBuilder to) {
    switch (draw.below(7)) {
      case 0 -> to.append(block).append('-').append(lot).append('-').append(house);
      case 1 -> {
        String hyphen = draw.oneOf(WIDE_HYPHENS);
        to.append(Places.wide(block)).append(hyphen).append(Places.wide(lot));
        to.append(hyphen).append(Places.wide(house));
      }
      case 2 -> to.append(kanji(block)).append("丁目").append(lot).append('-').append(house);
      case 3 -> {
        to.append(kanji(block)).append("丁目").append(kanji(lot)).append('番');
        to.append(kanji(house)).append('号');
      }
      case 4 -> {
        to.append(block).append("丁目").append(lot).append(draw.oneOf(BETWEEN_LOTS)).append(house);
      }
      case 5 -> {
        to.append(Places.wide(block)).append("丁目－").append(Places.wide(lot)).append("番－");
        to.append(Places.wide(house)).append('号');
      }
      default -> to.append(block).append("丁目").append(lot).append('番').append(house).append('号');
    }
  }

  /** A number from 1 to 99. */
  private static String kanji(int number) {
    int tens = number / 10;
    int ones = number % 10;
    return (tens > 1 ? NUMERALS.substring(tens, tens + 1) : "")
        + (tens > 0 ? "十" : "")
        + (ones > 0 ? NUMERALS.substring(ones, ones + 1) : "");
  }
}
