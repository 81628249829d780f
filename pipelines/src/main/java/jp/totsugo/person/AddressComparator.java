package jp.totsugo.person;

import static jp.totsugo.person.FieldOutcome.DIFFERENT;
import static jp.totsugo.person.FieldOutcome.IDENTICAL;
import static jp.totsugo.person.FieldOutcome.SAME_AFTER_FOLDING;
import static jp.totsugo.person.FieldOutcome.SAME_AFTER_VARIANTS;
import static jp.totsugo.person.FieldOutcome.UNKNOWN;

import java.util.List;
import jp.totsugo.person.Address.Name;
import jp.totsugo.person.Address.Number;
import jp.totsugo.person.Address.Part;

/**
 * Compares two addresses as far as a household needs: the same house, however its address is
 * spelled.
 *
 * <p>What counts: prefecture and 郡, where both sides say them; municipality, town, every number and
 * what it counts (2番地11 is not 2丁目11番), where both sides say it; the building and the room, where
 * both sides say them: two rooms of one house are two households. What one side leaves out of these
 * does not count. A number of the house that one side lacks does: 1-2 is not 1-2-3.
 *
 * <p>Not here: former municipalities, sections (小字) and streets of Kyoto left out, the ward without
 * its city. Whether they may be left out cannot be seen from the address alone.
 */
final class AddressComparator {
  /** A number of so many digits behind a house's number is a room. */
  private static final int DIGITS_OF_ROOM = 3;

  /**
   * What else than the name may tell two towns apart: a character that often does is never guessed.
   */
  private static final String OFTEN_TELLS_TOWNS_APART = "東西南北上中下新元本古大小前後内外奥口左右0123456789";

  /**
   * So many other characters must tell a town before one that could not be written is passed over.
   */
  private static final int LEAST_KNOWN = 3;

  private final VariantKanji variants;
  private final AddressReader reader;

  AddressComparator(VariantKanji variants) {
    this.variants = variants;
    this.reader = new AddressReader(variants);
  }

  FieldOutcome compare(String one, String other) {
    String plainOne = AddressReader.plain(one);
    String plainOther = one.equals(other) ? plainOne : AddressReader.plain(other);
    if (plainOne.isEmpty() || plainOther.isEmpty()) {
      return UNKNOWN;
    }
    boolean anyUnknown = UnknownCharacter.isIn(plainOne) || UnknownCharacter.isIn(plainOther);
    if (AddressReader.withoutBlanks(plainOne).equals(AddressReader.withoutBlanks(plainOther))) {
      return anyUnknown ? UNKNOWN : one.equals(other) ? IDENTICAL : SAME_AFTER_FOLDING;
    }
    Address first = reader.read(plainOne);
    Address second = reader.read(plainOther);
    FieldOutcome outcome = compare(first, second);
    // A placeholder may stand for a digit or a word, and the parts are others then.
    return outcome == DIFFERENT && anyUnknown && alike(first.flat(), second.flat()) == UNKNOWN
        ? UNKNOWN
        : outcome;
  }

  private FieldOutcome compare(Address one, Address other) {
    return ifBothSay(one.prefecture(), other.prefecture())
        .orFarther(ifBothSay(one.district(), other.district()))
        .orFarther(
            one.house().size() >= other.house().size() ? houses(one, other) : houses(other, one));
  }

  private FieldOutcome ifBothSay(String one, String other) {
    return one.isEmpty() || other.isEmpty() ? SAME_AFTER_VARIANTS : alike(one, other);
  }

  private FieldOutcome houses(Address longer, Address shorter) {
    int length = shorter.house().size();
    FieldOutcome farthest = SAME_AFTER_VARIANTS;
    for (int i = 0; i < length && farthest != DIFFERENT; i++) {
      farthest = farthest.orFarther(parts(longer.house().get(i), shorter.house().get(i)));
    }
    if (farthest == DIFFERENT) {
      return DIFFERENT;
    }
    if (longer.house().size() == length) {
      return farthest.orFarther(indoors(longer, shorter));
    }
    return length > 0
            && shorter.house().get(length - 1) instanceof Number
            && longer.house().size() == length + 1
            && longer.house().get(length) instanceof Number last
            && mayBeRoom(last, longer, shorter)
        ? farthest
        : DIFFERENT;
  }

  /**
   * Whether the number that only one side has may be its room, written as the house's numbers are.
   */
  private static boolean mayBeRoom(Number last, Address longer, Address shorter) {
    List<Number> rooms = shorter.rooms();
    if (!longer.indoors().isEmpty()) {
      return false;
    }
    if (!rooms.isEmpty()) {
      return rooms.get(rooms.size() - 1).mayBe(last);
    }
    int row = 1;
    int before = longer.house().size() - 2;
    while (row <= before && longer.house().get(before - row) instanceof Number) {
      row++;
    }
    boolean houseIsSaid =
        row >= 3
            || last.afterBlank() && row >= 2
            || ((Number) longer.house().get(before)).level() == AddressLevel.HOUSE
            || ((Number) shorter.house().get(before)).level() == AddressLevel.HOUSE;
    return houseIsSaid && last.digits().length() >= DIGITS_OF_ROOM;
  }

  private FieldOutcome indoors(Address one, Address other) {
    List<Number> rooms = one.rooms();
    List<Number> others = other.rooms();
    int shared = Math.min(rooms.size(), others.size());
    // Wing and floor come first and are left out more often than the room.
    for (int i = 1; i <= shared; i++) {
      if (!rooms.get(rooms.size() - i).mayBe(others.get(others.size() - i))) {
        return DIFFERENT;
      }
    }
    return ifBothSay(one.buildingName(), other.buildingName());
  }

  private FieldOutcome parts(Part one, Part other) {
    if (one instanceof Number number) {
      return other instanceof Number another && number.mayBe(another)
          ? SAME_AFTER_VARIANTS
          : DIFFERENT;
    }
    return other instanceof Name name ? alike(((Name) one).text(), name.text()) : DIFFERENT;
  }

  private FieldOutcome alike(String one, String other) {
    if (one.equals(other) && !UnknownCharacter.isIn(one)) {
      return SAME_AFTER_VARIANTS;
    }
    int[] some = one.codePoints().toArray();
    int[] others = other.codePoints().toArray();
    if (some.length != others.length) {
      return DIFFERENT;
    }
    FieldOutcome farthest = SAME_AFTER_VARIANTS;
    for (int i = 0; i < some.length; i++) {
      boolean hidden = UnknownCharacter.is(some[i]);
      if (hidden || UnknownCharacter.is(others[i])) {
        farthest =
            farthest.orFarther(hidden ? passedOver(some, others, i) : passedOver(others, some, i));
      } else if (!variants.interchangeable(some[i], others[i])) {
        return DIFFERENT;
      }
    }
    return farthest;
  }

  /** A placeholder is passed over where enough of the town's name is known: 紀●井町 but not ●田. */
  private static FieldOutcome passedOver(int[] hidden, int[] known, int at) {
    if (UnknownCharacter.is(known[at]) || OFTEN_TELLS_TOWNS_APART.indexOf(known[at]) >= 0) {
      return UNKNOWN;
    }
    int from = at;
    while (from > 0 && !endsMunicipality(known[from - 1])) {
      from--;
    }
    int count = 0;
    for (int i = from; i < known.length && (i <= at || !endsMunicipality(known[i - 1])); i++) {
      if (i != at && UnknownCharacter.is(hidden[i])) {
        return UNKNOWN;
      }
      count += i == at ? 0 : 1;
    }
    return count >= LEAST_KNOWN ? SAME_AFTER_VARIANTS : UNKNOWN;
  }

  private static boolean endsMunicipality(int c) {
    return c == '市' || c == '区' || c == '郡';
  }
}
