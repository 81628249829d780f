package jp.totsugo.person;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Which characters are written for one another in names: old and new forms, vulgar forms, forms
 * that a smaller character set puts in place of one it lacks.
 *
 * <p>The relation is not one-to-one and does not chain: 弁 is written for 辨 and for 辯, and these two
 * are still different characters.
 */
public final class VariantKanji {
  private final ImmutableSetMultimap<Integer, Integer> variants;

  private VariantKanji(ImmutableSetMultimap<Integer, Integer> variants) {
    this.variants = variants;
  }

  /** Returns the groups that come with the program. */
  public static VariantKanji standard() {
    try {
      return parse(
          Resources.readLines(
              Resources.getResource(VariantKanji.class, "variant-kanji.tsv"), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads lines of a group and its source, separated by a tab; {@code #} starts a comment. */
  static VariantKanji parse(List<String> lines) {
    ImmutableSetMultimap.Builder<Integer, Integer> variants = ImmutableSetMultimap.builder();
    for (String line : lines) {
      if (!line.startsWith("#") && !line.isBlank()) {
        int[] group = Splitter.on('\t').splitToList(line).get(0).codePoints().toArray();
        for (int member : group) {
          for (int other : group) {
            if (member != other) {
              variants.put(member, other);
            }
          }
        }
      }
    }
    return new VariantKanji(variants.build());
  }

  /** Returns the characters that may stand for this one, itself not among them. */
  public ImmutableSet<Integer> of(int codePoint) {
    return variants.get(codePoint);
  }

  /** Returns whether the one may be written for the other, or is it. */
  public boolean interchangeable(int codePoint, int other) {
    return codePoint == other || variants.containsEntry(codePoint, other);
  }
}
