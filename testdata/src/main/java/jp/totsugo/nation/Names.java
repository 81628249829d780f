package jp.totsugo.nation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws names as the population has them: few common ones, many rare ones, given names by sex and
 * by the time of birth.
 */
final class Names {
  private static final int[] ERA_ENDS = {1946, 1975, 2000};

  private final Map<String, List<String>> variants = new LinkedHashMap<>();
  private final Name[] families;
  private final Name[][] given = new Name[8][];
  private final Name[] foreignFamilies;
  private final Name[] foreignMen;
  private final Name[] foreignWomen;

  Names() {
    for (String line : Resource.lines("variants.txt")) {
      List<String> forms = List.of(line.split(" "));
      variants.put(forms.get(0), forms.subList(1, forms.size()));
    }
    families =
        byRank(
            Resource.lines("surnames.txt").stream()
                .map(line -> line.split(" "))
                .map(this::name)
                .toArray(Name[]::new),
            12,
            4096);
    for (String line : Resource.lines("given-names.txt")) {
      String[] parts = line.split(" ", 3);
      int sex = Integer.parseInt(parts[0]);
      int era = Integer.parseInt(parts[1]);
      given[4 * (sex - 1) + era] = byRank(list(parts[2]), 10, 1024);
    }
    Map<String, Name[]> foreign = new LinkedHashMap<>();
    for (String line : Resource.lines("foreign-names.txt")) {
      foreign.put(line.substring(0, 1), foreignList(line.substring(2)));
    }
    foreignFamilies = foreign.get("F");
    foreignMen = foreign.get("M");
    foreignWomen = foreign.get("W");
  }

  Name family(Draw draw) {
    return draw.oneOf(families);
  }

  Name foreignFamily(Draw draw) {
    return draw.oneOf(foreignFamilies);
  }

  Name given(Draw draw, boolean foreign, int sex, int birthYear) {
    if (foreign) {
      return draw.oneOf(sex == 1 ? foreignMen : foreignWomen);
    }
    int era = 0;
    while (era < ERA_ENDS.length && birthYear >= ERA_ENDS[era]) {
      era++;
    }
    return draw.oneOf(given[4 * (sex - 1) + era]);
  }

  private Name[] list(String names) {
    List<Name> list = new ArrayList<>();
    for (String each : names.split(",")) {
      list.add(name(each.split(" ")));
    }
    return list.toArray(Name[]::new);
  }

  private Name name(String[] nameAndKana) {
    String usual = nameAndKana[0];
    List<String> forms = new ArrayList<>(List.of(usual));
    variants.forEach(
        (character, others) -> {
          if (usual.contains(character)) {
            others.forEach(other -> forms.add(usual.replace(character, other)));
          }
        });
    return new Name(forms, nameAndKana[1], false);
  }

  private static Name[] foreignList(String names) {
    List<Name> list = new ArrayList<>();
    for (String each : names.split(",")) {
      int kana = firstKana(each);
      list.add(new Name(List.of(wide(each.substring(0, kana - 1))), each.substring(kana), true));
    }
    return list.toArray(Name[]::new);
  }

  private static int firstKana(String text) {
    int at = 0;
    while (text.charAt(at) < 'ァ') {
      at++;
    }
    return at;
  }

  private static String wide(String latin) {
    StringBuilder wide = new StringBuilder();
    latin.chars().forEach(c -> wide.append((char) (c == ' ' ? '　' : c - '!' + '！')));
    return wide.toString();
  }

  /**
   * The names again, each as often as its rank earns: 1 / (rank + {@code flatness}), in {@code
   * size} slots.
   */
  private static Name[] byRank(Name[] names, int flatness, int size) {
    double total = 0;
    for (int rank = 0; rank < names.length; rank++) {
      total += 1.0 / (rank + flatness);
    }
    Name[] slots = new Name[size];
    double reached = 0;
    int slot = 0;
    for (int rank = 0; rank < names.length; rank++) {
      reached += 1.0 / (rank + flatness) / total;
      while (slot < size && (slot < reached * size || rank == names.length - 1)) {
        slots[slot++] = names[rank];
      }
    }
    return slots;
  }
}
