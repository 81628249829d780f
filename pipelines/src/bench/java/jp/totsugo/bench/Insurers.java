package jp.totsugo.bench;

import java.util.Arrays;

/**
 * The insurers of a generated nation. Each holds a range of the records' indexes; the first insurer
 * holds a third of them all, the others are large and small.
 */
final class Insurers {
  private static final int[] EMPLOYERS = {6, 6, 6, 6, 31, 32, 33, 34, 63};

  private final String[] numbers;
  private final long[] first;

  /** Shares out {@code records} indexes. */
  Insurers(long records) {
    int count = (int) Math.max(2, Math.min(3400, Math.min(records, 20 + records / 3000)));
    numbers = new String[count];
    first = new long[count + 1];
    numbers[0] = Digits.insurerNumber(113001);
    long large = records / 3;
    double weights = 0;
    for (int i = 1; i < count; i++) {
      numbers[i] = Digits.insurerNumber(scheme(i) * 100_000L + (1 + i % 47) * 1000L + part(i));
      weights += weight(i);
    }
    double sum = 0;
    for (int i = 1; i < count; i++) {
      first[i] = large + Math.round((records - large) * (sum / weights));
      sum += weight(i);
    }
    first[count] = records;
  }

  int count() {
    return numbers.length;
  }

  /** The insurer's number in eight digits. */
  String number(int insurer) {
    return numbers[insurer];
  }

  /** The number as the insurer's own records show it: a municipality's has six digits. */
  String numberInRecords(int insurer) {
    return numbers[insurer].startsWith("00") ? numbers[insurer].substring(2) : numbers[insurer];
  }

  boolean insuresTheLateElderly(int insurer) {
    return numbers[insurer].startsWith("39");
  }

  /** The index of the insurer's first record. */
  long first(int insurer) {
    return first[insurer];
  }

  /** The index after the insurer's last record. */
  long end(int insurer) {
    return first[insurer + 1];
  }

  /** The insurer that holds the record. */
  int holding(long record) {
    int found = Arrays.binarySearch(first, record);
    if (found < 0) {
      return -found - 2;
    }
    while (first[found + 1] == record) {
      found++;
    }
    return found;
  }

  private static double weight(int insurer) {
    return 1.0 / (insurer + 10);
  }

  private static int scheme(int insurer) {
    if (insurer % 8 == 3) {
      return 39;
    }
    return insurer % 2 == 0 ? 0 : EMPLOYERS[insurer / 2 % EMPLOYERS.length];
  }

  private static int part(int insurer) {
    int part = 2 + insurer / 47;
    return insurer % 16 == 4 ? 300 + part : part;
  }
}
