package jp.totsugo.history;

import jp.totsugo.record.HashMixer;

/** By which issues of one person are found: a hash of the person id. */
final class PersonKey {
  private PersonKey() {}

  static long of(String personId) {
    return of(personId.toCharArray(), 0, personId.length());
  }

  static long of(char[] text, int from, int to) {
    long key = 0;
    for (int i = from; i < to; i++) {
      key = (key ^ text[i]) * HashMixer.MULTIPLIER;
      key ^= key >>> 32;
    }
    return HashMixer.mix(key);
  }
}
