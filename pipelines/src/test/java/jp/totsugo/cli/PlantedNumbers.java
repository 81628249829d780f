package jp.totsugo.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import jp.totsugo.record.Column;
import jp.totsugo.record.MyNumber;

/**
 * An upload with a My Number in every column, in half and full width, with every separator, beside
 * every kind of MyNumber; and split over symbol and number, and number and branch. Every record has
 * a number of its own and at least one finding.
 */
final class PlantedNumbers {
  /** Beside many records, so that they share it. */
  private static final String OTHERS = "765895492872";

  private static final String FILLER = "111111111111";
  private static final List<String> SEPARATORS = List.of("", "-", " ", "－", "　");
  private static final List<Boolean> WIDTHS = List.of(false, true);

  /** How the MyNumber column can be, when the number stands in another one. */
  private enum Own {
    EMPTY,
    SAME,
    OTHERS,
    SHORT,
    FILLER,
    PLACEHOLDER
  }

  /**
   * A record of the upload.
   *
   * @param number stands in it in some way
   * @param values what is not as in the base record
   */
  record Planted(String number, Map<Column, String> values) {
    String value(Column column) {
      return values.getOrDefault(column, "");
    }
  }

  private final Upload upload = Upload.withHeader();
  private final List<Planted> records = new ArrayList<>();
  private final Random random = new Random(12);

  PlantedNumbers() {
    for (Column column : Column.values()) {
      for (boolean wide : WIDTHS) {
        for (String separator : SEPARATORS) {
          for (Own own : column == Column.MY_NUMBER ? List.of(Own.EMPTY) : List.of(Own.values())) {
            String number = number();
            add(own, number, Map.of(column, written(number, wide, separator)));
          }
        }
      }
    }
    for (int first = 1; first < MyNumber.LENGTH; first++) {
      for (boolean wide : WIDTHS) {
        for (Own own : Own.values()) {
          split(own, Column.SYMBOL, Column.NUMBER, first, wide);
          split(own, Column.NUMBER, Column.BRANCH, first, wide);
        }
      }
    }
  }

  private void split(Own own, Column one, Column other, int first, boolean wide) {
    String number = number();
    add(
        own,
        number,
        Map.of(
            one,
            written(number.substring(0, first), wide, ""),
            other,
            written(number.substring(first), wide, "")));
  }

  private String number() {
    char[] digits = new char[MyNumber.LENGTH];
    do {
      for (int i = 0; i < digits.length; i++) {
        digits[i] = (char) ('0' + random.nextInt(10));
      }
    } while (!MyNumber.hasRightCheckDigit(digits, 0));
    return new String(digits);
  }

  private static String written(String digits, boolean wide, String separator) {
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && i % 4 == 0) {
        written.append(separator);
      }
      char digit = digits.charAt(i);
      written.append(wide ? (char) ('０' + digit - '0') : digit);
    }
    return written.toString();
  }

  private void add(Own own, String number, Map<Column, String> planted) {
    int at = records.size();
    Map<Column, String> values = new HashMap<>();
    values.put(Column.PERSON_ID, "P-" + at);
    values.put(Column.QUALIFICATION, "20200401");
    values.put(
        Column.MY_NUMBER,
        switch (own) {
          case EMPTY -> "";
          case SAME -> number;
          case OTHERS -> OTHERS;
          case SHORT -> number.substring(0, 11);
          case FILLER -> FILLER;
          case PLACEHOLDER -> number.substring(0, 8) + "●" + number.substring(9);
        });
    values.put(Column.SYMBOL, "1");
    values.put(Column.NUMBER, "2");
    values.put(Column.BRANCH, "03");
    values.put(Column.BIRTHDATE, "19" + (10 + at % 90) + "0101");
    // So that there is a row of each in the queue.
    values.put(Column.CARD_CLASS, "99");
    values.putAll(planted);
    records.add(new Planted(number, values));
    upload.record(
        values.entrySet().stream()
            .flatMap(value -> List.of(value.getKey().header(), value.getValue()).stream())
            .toArray(String[]::new));
  }

  Path in(Path folder) throws IOException {
    return upload.in(folder);
  }

  /** The month before: persons who have their own number had that of the next record. */
  Path before(Path folder) throws IOException {
    Upload before = Upload.withHeader();
    for (int i = 0; i + 1 < records.size(); i++) {
      Planted record = records.get(i);
      if (record.value(Column.MY_NUMBER).equals(record.number())) {
        before.record(
            "PersonId", record.value(Column.PERSON_ID), "MyNumber", records.get(i + 1).number());
      }
    }
    return before.in(folder);
  }

  /** The record on a line of the file. */
  Planted onLine(int line) {
    return records.get(line - 2);
  }

  int size() {
    return records.size();
  }

  Set<String> numbers() {
    Set<String> numbers = new HashSet<>(Set.of(OTHERS));
    records.forEach(record -> numbers.add(record.number()));
    return numbers;
  }
}
