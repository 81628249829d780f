package jp.totsugo.number.mixup;

import static jp.totsugo.number.mixup.Enrolments.family;
import static jp.totsugo.number.mixup.Enrolments.given;
import static jp.totsugo.number.mixup.Enrolments.locator;
import static jp.totsugo.number.mixup.Enrolments.person;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import jp.totsugo.person.PersonFields;

/** Some files with errors of every kind, never two at one place, and what they must come out as. */
final class PlantedNation {
  private static final int FILES = 4;
  private static final int BANDS = 140;
  private static final int BAND_LINES = 40;

  private final Random random;
  private final Enrolments enrolments = new Enrolments();
  private final Map<Long, Explanation> truth = new HashMap<>();
  private final Map<Long, List<Long>> groups = new TreeMap<>();
  private final List<Long> bands = new ArrayList<>();
  private int people;

  PlantedNation(Random random) {
    this.random = random;
    for (int file = 0; file < FILES; file++) {
      for (int band = 0; band < BANDS; band++) {
        bands.add(locator(file, 2 + (long) band * BAND_LINES));
      }
    }
    Collections.shuffle(bands, random);
    ring(50);
    ring(51);
    for (int i = 0; i < 12; i++) {
      ring(2 + random.nextInt(6));
      twins();
      copy();
      single(i);
    }
    for (int offset = -3; offset <= 3; offset++) {
      if (offset != 0) {
        shift(offset, false, bands.remove(0));
        shift(offset, true, bands.remove(0));
      }
    }
    shift(1, false, locator(FILES, 2));
    shift(-1, false, locator(FILES + 1, 2));
  }

  Enrolments enrolments() {
    return enrolments;
  }

  Map<Long, Explanation> truth() {
    return truth;
  }

  /** The locators of every ring and run, in order. */
  Map<Integer, List<Long>> groups() {
    Map<Integer, List<Long>> numbered = new TreeMap<>();
    groups.values().forEach(group -> numbered.put(numbered.size(), group));
    return numbered;
  }

  private void ring(int size) {
    PersonFields[] ring = new PersonFields[size];
    for (int i = 0; i < size; i++) {
      ring[i] = newPerson();
    }
    List<Long> places = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      long place = bands.remove(0) + random.nextInt(BAND_LINES);
      places.add(place);
      plant(
          place,
          ring[i],
          ring[(i + 1) % size],
          size <= 50 ? Explanation.SWAPPED : Explanation.OTHER_PERSON);
    }
    if (size <= 50) {
      addGroup(places);
    }
  }

  private void twins() {
    int birth = people++;
    PersonFields one = person(family(birth) + "　" + given(people++), birth);
    PersonFields other = person(family(birth) + "　" + given(people++), birth);
    long place = bands.remove(0);
    plant(place, one, other, Explanation.SWAPPED);
    plant(place + 1, other, one, Explanation.SWAPPED);
    addGroup(List.of(place, place + 1));
  }

  private void copy() {
    PersonFields owner = newPerson();
    long place = bands.remove(0);
    plant(place, newPerson(), owner, Explanation.COPIED);
    right(random.nextBoolean() ? place + 1 : bands.remove(0), owner);
  }

  private void single(int i) {
    PersonFields owner = newPerson();
    PersonFields married = person("ナノ　" + given(people - 1), people - 1);
    long place = bands.remove(0);
    if (i % 2 == 0) {
      plant(place, newPerson(), owner, Explanation.OTHER_PERSON);
    } else {
      plant(place, married, owner, Explanation.NAME_DIFFERS);
      right(bands.remove(0), owner);
    }
  }

  /**
   * Rows from the first line of a file's band on, so that the first band's are the file's first.
   */
  private void shift(int offset, boolean hasGap, long place) {
    int length = 5 + random.nextInt(8);
    int gap = hasGap ? 2 + random.nextInt(length - 4) : -1;
    PersonFields[] rows = new PersonFields[length + 3];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = newPerson();
    }
    int start = offset < 0 ? -offset : 0;
    List<Long> run = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      if (i < start || i >= start + length - 1 || i == start + gap) {
        right(place + i, rows[i]);
      } else {
        plant(place + i, rows[i], rows[i + offset], Explanation.SHIFTED);
        run.add(place + i);
      }
    }
    addGroup(run);
  }

  private void addGroup(List<Long> places) {
    List<Long> sorted = places.stream().sorted().toList();
    groups.put(sorted.get(0), sorted);
  }

  private PersonFields newPerson() {
    return person(people++);
  }

  private void plant(long place, PersonFields one, PersonFields owner, Explanation explanation) {
    truth.put(place, explanation);
    enrolments.add((int) (place / 1_000_000), place % 1_000_000, one, owner);
  }

  private void right(long place, PersonFields one) {
    enrolments.add((int) (place / 1_000_000), place % 1_000_000, one, one);
  }
}
