package jp.totsugo.number.mixup;

import jp.totsugo.person.KanaFolding;
import jp.totsugo.person.PersonFields;

/**
 * Which characters a name and its reading have, as sets of 64: enough to see at once that two names
 * are not one person's. What lengthens a vowel, and ヴ and バ, are left out of the reading.
 */
record NameCharacters(long name, long reading) {
  private static final String NOT_HEARD = "アイウエオヰヱヴバビブベボ";

  static NameCharacters of(PersonFields person) {
    long reading = 0;
    String kana = KanaFolding.fold(person.kana());
    for (int i = 0; i < kana.length(); i++) {
      if (NOT_HEARD.indexOf(kana.charAt(i)) < 0) {
        reading |= bit(kana.charAt(i));
      }
    }
    long name = 0;
    String written = KanaFolding.fold(person.name());
    for (int i = 0; i < written.length(); i++) {
      name |= bit(written.charAt(i));
    }
    return new NameCharacters(name, reading);
  }

  /** Whether one reading may be the other in another spelling, or with a middle name. */
  boolean mayBeOnesWith(NameCharacters other) {
    return reading == other.reading
        || Long.bitCount(reading & other.reading) >= 2
            && ((reading & ~other.reading) == 0 || (other.reading & ~reading) == 0);
  }

  /** Whether half of the name or of the reading may be the same, such as a given name. */
  boolean shareHalfWith(NameCharacters other) {
    return shareHalf(name, other.name) || shareHalf(reading, other.reading);
  }

  private static boolean shareHalf(long one, long other) {
    int shared = Long.bitCount(one & other);
    return shared > 0 && 2 * shared >= Math.min(Long.bitCount(one), Long.bitCount(other));
  }

  private static long bit(char c) {
    return 1L << (c & 63);
  }
}
