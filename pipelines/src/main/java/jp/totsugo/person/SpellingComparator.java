package jp.totsugo.person;

import static jp.totsugo.person.FieldOutcome.DIFFERENT;
import static jp.totsugo.person.FieldOutcome.IDENTICAL;
import static jp.totsugo.person.FieldOutcome.SAME_AFTER_FOLDING;
import static jp.totsugo.person.FieldOutcome.SAME_AFTER_VARIANTS;
import static jp.totsugo.person.FieldOutcome.UNKNOWN;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Compares two names, or two readings, as texts.
 *
 * <p>Not here: initials are taken for a middle name left out, whatever letter they are; names that
 * were cut off at the end of a field are different names.
 */
final class SpellingComparator {
  /** A name of more parts is taken as one part: trying every order would take too long. */
  private static final int MOST_PARTS = 8;

  private final VariantKanji variants;
  private final UnaryOperator<String> folding;
  private final ImmutableList<UnaryOperator<String>> spellings;

  private SpellingComparator(
      VariantKanji variants,
      UnaryOperator<String> folding,
      ImmutableList<UnaryOperator<String>> spellings) {
    this.variants = variants;
    this.folding = folding;
    this.spellings = spellings;
  }

  static SpellingComparator ofNames(VariantKanji variants) {
    return new SpellingComparator(
        variants, Spelling::plainName, ImmutableList.of(Spelling::looseName));
  }

  static SpellingComparator ofReadings(VariantKanji variants) {
    return new SpellingComparator(
        variants, KanaFolding::fold, ImmutableList.of(KanaFolding::fold, Spelling::sound));
  }

  FieldOutcome compare(String one, String other) {
    String foldedOne = folding.apply(one);
    String foldedOther = one.equals(other) ? foldedOne : folding.apply(other);
    if (foldedOne.isEmpty() || foldedOther.isEmpty()) {
      return UNKNOWN;
    }
    if (foldedOne.equals(foldedOther)) {
      return UnknownCharacter.isIn(foldedOne)
          ? UNKNOWN
          : one.equals(other) ? IDENTICAL : SAME_AFTER_FOLDING;
    }
    FieldOutcome closest = DIFFERENT;
    for (String first : NameParts.readings(one)) {
      for (String second : NameParts.readings(other)) {
        for (UnaryOperator<String> spelling : spellings) {
          closest = closest.orCloser(compareParts(first, second, spelling));
        }
      }
    }
    return closest.orFarther(SAME_AFTER_VARIANTS);
  }

  /** Compares what stands first in two names, for Japanese names the family's. */
  FieldOutcome compareFamilyNames(String one, String other) {
    return closest(one, other, this::compareFamilyNamesOfOne);
  }

  private FieldOutcome compareFamilyNamesOfOne(String one, String other) {
    ImmutableList<String> parts = NameParts.of(one);
    ImmutableList<String> others = NameParts.of(other);
    if (parts.size() >= 2 && others.size() >= 2) {
      return compare(parts.get(0), others.get(0));
    }
    if (parts.size() >= 2) {
      return startOf(other, parts.get(0));
    }
    return others.size() >= 2 ? startOf(one, others.get(0)) : UNKNOWN;
  }

  /** Compares what stands last in two names, for Japanese names the given name. */
  FieldOutcome compareGivenNames(String one, String other) {
    return closest(one, other, this::compareGivenNamesOfOne);
  }

  private FieldOutcome compareGivenNamesOfOne(String one, String other) {
    ImmutableList<String> parts = NameParts.of(one);
    ImmutableList<String> others = NameParts.of(other);
    if (parts.size() >= 2 && others.size() >= 2) {
      return compare(parts.get(parts.size() - 1), others.get(others.size() - 1));
    }
    if (parts.size() >= 2) {
      return endOf(other, parts.get(parts.size() - 1));
    }
    return others.size() >= 2 ? endOf(one, others.get(others.size() - 1)) : UNKNOWN;
  }

  /** Compares every name of one side with every name of the other. */
  private static FieldOutcome closest(
      String one, String other, BiFunction<String, String, FieldOutcome> comparison) {
    FieldOutcome closest = DIFFERENT;
    for (String first : NameParts.names(one)) {
      for (String second : NameParts.names(other)) {
        closest = closest.orCloser(comparison.apply(first, second));
      }
    }
    return closest;
  }

  private FieldOutcome startOf(String unparted, String part) {
    FieldOutcome closest = folding.apply(unparted).isEmpty() ? UNKNOWN : DIFFERENT;
    for (UnaryOperator<String> spelling : spellings) {
      int[] whole = codePoints(spelling, unparted);
      int[] start = codePoints(spelling, part);
      if (start.length < whole.length) {
        closest = closest.orCloser(alike(start, whole, 0));
      }
    }
    return closest;
  }

  private FieldOutcome endOf(String unparted, String part) {
    FieldOutcome closest = folding.apply(unparted).isEmpty() ? UNKNOWN : DIFFERENT;
    for (UnaryOperator<String> spelling : spellings) {
      int[] whole = codePoints(spelling, unparted);
      int[] end = codePoints(spelling, part);
      if (end.length < whole.length) {
        closest = closest.orCloser(alike(end, whole, whole.length - end.length));
      }
    }
    return closest;
  }

  private FieldOutcome compareParts(String one, String other, UnaryOperator<String> spelling) {
    int[] whole = codePoints(spelling, one);
    int[] otherWhole = codePoints(spelling, other);
    FieldOutcome inOrder =
        whole.length == otherWhole.length ? alike(whole, otherWhole, 0) : DIFFERENT;
    if (inOrder != DIFFERENT) {
      return inOrder;
    }
    List<int[]> parts = parts(spelling, one);
    List<int[]> otherParts = parts(spelling, other);
    return assembled(parts, 0, joined(otherParts), 0)
        .orCloser(assembled(otherParts, 0, joined(parts), 0));
  }

  /**
   * Tries to make the rest of a name, from one of its characters on, of parts of the other name
   * that are not used yet: in any order, and of two parts at least.
   */
  private FieldOutcome assembled(List<int[]> parts, int used, int[] whole, int from) {
    if (from == whole.length) {
      return Integer.bitCount(used) >= 2 ? SAME_AFTER_VARIANTS : DIFFERENT;
    }
    FieldOutcome closest = DIFFERENT;
    for (int i = 0; i < parts.size(); i++) {
      int[] part = parts.get(i);
      if ((used & 1 << i) == 0 && part.length <= whole.length - from) {
        FieldOutcome here = alike(part, whole, from);
        if (here != DIFFERENT) {
          FieldOutcome rest = assembled(parts, used | 1 << i, whole, from + part.length);
          closest = closest.orCloser(here.orFarther(rest));
        }
      }
    }
    return closest;
  }

  private FieldOutcome alike(int[] part, int[] whole, int from) {
    FieldOutcome farthest = SAME_AFTER_FOLDING;
    for (int i = 0; i < part.length; i++) {
      farthest = farthest.orFarther(alike(part[i], whole[from + i]));
    }
    return farthest;
  }

  private FieldOutcome alike(int one, int other) {
    if (UnknownCharacter.is(one) || UnknownCharacter.is(other)) {
      return UNKNOWN;
    }
    if (one == other) {
      return SAME_AFTER_FOLDING;
    }
    return variants.interchangeable(one, other) ? SAME_AFTER_VARIANTS : DIFFERENT;
  }

  private static List<int[]> parts(UnaryOperator<String> spelling, String name) {
    List<int[]> parts =
        NameParts.of(name).stream()
            .map(part -> codePoints(spelling, part))
            .filter(part -> part.length > 0)
            .toList();
    return parts.size() > MOST_PARTS ? List.of(joined(parts)) : parts;
  }

  private static int[] joined(List<int[]> parts) {
    return Ints.concat(parts.toArray(new int[0][]));
  }

  private static int[] codePoints(UnaryOperator<String> spelling, String text) {
    return spelling.apply(text).codePoints().toArray();
  }
}
