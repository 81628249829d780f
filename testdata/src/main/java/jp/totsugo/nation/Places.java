package jp.totsugo.nation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Prefectures, municipalities and the pieces of an address. */
final class Places {
  /** A prefecture with its population in thousands and its number of municipalities. */
  record Prefecture(
      int code, String name, int population, int municipalities, Municipality[] places) {}

  /** A municipality as an address begins, and the first three digits of its postal codes. */
  record Municipality(int prefecture, Word name, int postal) {}

  final Prefecture[] prefectures;
  final Word[] towns = words("towns.txt");
  final Word[] buildings = words("buildings.txt");
  final Word[] blocks = numbered("丁目");
  final Word[] lots = numbered("番");
  final Word[] houses = numbered("号");
  private final Prefecture[] byPopulation;

  Places() {
    List<Prefecture> all = new ArrayList<>();
    List<Prefecture> slots = new ArrayList<>();
    for (String line : Resource.lines("municipalities.txt")) {
      String[] parts = line.split(" ", 5);
      int code = Integer.parseInt(parts[0]);
      List<Municipality> places = new ArrayList<>();
      for (String place : parts[4].split(",")) {
        String[] nameAndPostal = place.split(" ");
        places.add(
            new Municipality(
                code, new Word(parts[1] + nameAndPostal[0]), Integer.parseInt(nameAndPostal[1])));
      }
      Prefecture prefecture =
          new Prefecture(
              code,
              parts[1],
              Integer.parseInt(parts[2]),
              Integer.parseInt(parts[3]),
              places.toArray(Municipality[]::new));
      all.add(prefecture);
      for (int slot = 0; slot < prefecture.population() / 100; slot++) {
        slots.add(prefecture);
      }
    }
    prefectures = all.toArray(Prefecture[]::new);
    byPopulation = slots.toArray(Prefecture[]::new);
  }

  Prefecture prefecture(int code) {
    return prefectures[code - 1];
  }

  Prefecture anywhere(Draw draw) {
    return draw.oneOf(byPopulation);
  }

  private static Word[] words(String table) {
    return Resource.lines(table).stream()
        .flatMap(line -> Arrays.stream(line.split(" ")))
        .map(Word::new)
        .toArray(Word[]::new);
  }

  private static Word[] numbered(String unit) {
    Word[] numbered = new Word[40];
    for (int n = 1; n < numbered.length; n++) {
      numbered[n] = new Word(wide(n) + unit);
    }
    return numbered;
  }

  static String wide(long number) {
    StringBuilder wide = new StringBuilder();
    Long.toString(number).chars().forEach(c -> wide.append((char) (c - '0' + '０')));
    return wide.toString();
  }
}
