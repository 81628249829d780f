package jp.totsugo.person;

import java.util.ArrayList;
import java.util.List;

/**
 * An address taken apart: where it lies, the house, and what is inside the house.
 *
 * @param prefecture 東京都; empty if the address does not say it
 * @param district 郡 with its name; empty if the address does not say it
 * @param house municipality, town and numbers, which together say which house it is
 * @param indoors the building's name, wing, floor and room
 */
record Address(String prefecture, String district, List<Part> house, List<Part> indoors) {

  /** A run of names, or a number with what it counts. */
  sealed interface Part permits Name, Number {}

  /** Names, with numerals that belong to them in digits: 8日市, 1番町. */
  record Name(String text) implements Part {
    /** Returns whether the address goes on with this name after a number: 北1条西2, 7丁目北町, 12番地甲. */
    private boolean goesOnAfterNumber(boolean numberFollows) {
      char first = text.charAt(0);
      if (first == '~'
          || "番号条線丁".indexOf(first) >= 0
          || text.length() == 1 && "先内甲乙丙丁戊己庚辛壬癸".indexOf(first) >= 0) {
        return true;
      }
      if (text.length() == 1 && first >= 'ァ' && first <= 'ヺ') {
        return true;
      }
      if (numberFollows && text.length() <= 2 && DIRECTIONS.indexOf(first) >= 0) {
        return true;
      }
      return "町村通郷組里割".indexOf(text.charAt(text.length() - 1)) >= 0
          && text.codePoints().allMatch(c -> Character.isIdeographic(c) || Character.isDigit(c));
    }
  }

  /**
   * A number.
   *
   * @param digits without zeros in front
   * @param afterBlank whether a blank separates it from the number before
   */
  record Number(String digits, AddressLevel level, boolean afterBlank) implements Part {
    boolean mayBe(Number other) {
      return digits.equals(other.digits) && level.mayBe(other.level);
    }
  }

  static final String DIRECTIONS = "東西南北";

  /** Divides the parts where the house ends and its inside begins. */
  static Address of(String prefecture, String district, List<Part> parts) {
    int inside = 1;
    while (inside < parts.size() && !beginsIndoors(parts, inside)) {
      inside++;
    }
    inside = Math.min(inside, parts.size());
    return new Address(
        prefecture, district, parts.subList(0, inside), parts.subList(inside, parts.size()));
  }

  private static boolean beginsIndoors(List<Part> parts, int at) {
    if (!(parts.get(at - 1) instanceof Number before)) {
      return false;
    }
    if (parts.get(at) instanceof Number number) {
      return number.level().isIndoors();
    }
    if (before.level().isArea()) {
      return false;
    }
    boolean numberFollows = at + 1 < parts.size() && parts.get(at + 1) instanceof Number;
    return !((Name) parts.get(at)).goesOnAfterNumber(numberFollows);
  }

  /** Returns what the building is called, with everything else inside that is no number. */
  String buildingName() {
    StringBuilder name = new StringBuilder();
    for (Part part : indoors) {
      if (part instanceof Name words) {
        name.append(words.text());
      }
    }
    return name.toString();
  }

  /** Returns wing, floor and room. */
  List<Number> rooms() {
    List<Number> rooms = new ArrayList<>();
    for (Part part : indoors) {
      if (part instanceof Number number) {
        rooms.add(number);
      }
    }
    return rooms;
  }

  /** Returns all parts in a row, with hyphens between numbers and what may stand for one. */
  String flat() {
    StringBuilder flat = new StringBuilder();
    for (List<Part> parts : List.of(house, indoors)) {
      for (Part part : parts) {
        String text = part instanceof Number number ? number.digits() : ((Name) part).text();
        if (!flat.isEmpty()
            && mayBeNumber(flat.charAt(flat.length() - 1))
            && mayBeNumber(text.charAt(0))) {
          flat.append('-');
        }
        flat.append(text);
      }
    }
    return flat.toString();
  }

  private static boolean mayBeNumber(char c) {
    return Character.isDigit(c) || UnknownCharacter.is(c);
  }
}
