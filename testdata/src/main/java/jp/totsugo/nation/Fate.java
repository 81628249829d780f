package jp.totsugo.nation;

import java.util.Set;
import java.util.function.IntPredicate;
import jp.totsugo.schema.Nature;

/**
 * What becomes of one thing that was planted, month by month: it stands, is written otherwise, is
 * corrected, comes back. It follows from a key alone, and is the same whoever asks.
 */
final class Fate {
  /** Of those that were corrected, in each month. */
  private static final double COMES_BACK = 0.25;

  /** Of the corrections: the row gets another error instead. */
  private static final double REPLACED = 0.12;

  /** Of those that stand, in each month: the error is still there, and looks otherwise. */
  private static final double REWRITTEN = 0.08;

  /** Of those that stand, in each month: the row gets another qualification date. */
  private static final double REQUALIFIED = 0.07;

  /** Of those that stand, in each month: the register comes to say what the row says. */
  private static final double FOLLOWED = 0.3;

  private static final Set<String> REWRITABLE =
      Set.of(
          "digit_mistyped",
          "number_eleven_digits",
          "name_with_placeholder",
          "kana_with_other_characters",
          "reason_despite_number");

  private static final Set<String> REQUALIFIABLE =
      Set.of(
          "digit_mistyped",
          "number_eleven_digits",
          "name_with_placeholder",
          "address_with_placeholder",
          "symbol_with_black_circle",
          "number_with_black_circle",
          "kana_with_other_characters",
          "branch_malformed");

  private static final Set<String> FOLLOWABLE = Set.of("number_invented");

  private static final int NEVER = Integer.MAX_VALUE;

  final int since;

  /** How many days earlier the row's qualification is once it has changed. */
  final int daysEarlier;

  private final boolean[] stands;
  private final int[] version;
  private int requalifiedIn = NEVER;
  private int replacedIn = NEVER;
  private int followedIn = NEVER;

  /**
   * @param since the month in which it is planted
   * @param last the last month
   * @param corrected the share that is corrected in each month
   * @param pauses months in which nothing changes
   */
  Fate(
      String kind,
      Nature nature,
      long key,
      int since,
      int last,
      double corrected,
      IntPredicate pauses) {
    this.since = since;
    stands = new boolean[last + 2];
    version = new int[last + 2];
    Draw luck = new Draw(Draw.key(key, 1));
    daysEarlier = new Draw(Draw.key(key, 2)).between(1, 20);
    boolean passes = nature == Nature.ERROR || AbsencePlants.PASSING.contains(kind);
    boolean cameBack = false;
    stands[since] = true;
    for (int month = since + 1; month <= last; month++) {
      stands[month] = stands[month - 1];
      version[month] = version[month - 1];
      if (!passes || pauses.test(month)) {
        continue;
      }
      double chance = luck.fraction();
      if (stands[month]) {
        if (chance < corrected) {
          stands[month] = false;
          if (nature == Nature.ERROR && luck.chance(REPLACED)) {
            replacedIn = month;
          }
        } else if (FOLLOWABLE.contains(kind) && chance < corrected + FOLLOWED) {
          stands[month] = false;
          followedIn = month;
        } else if (REWRITABLE.contains(kind) && chance < corrected + REWRITTEN) {
          version[month]++;
        } else if (REQUALIFIABLE.contains(kind)
            && requalifiedIn == NEVER
            && !cameBack
            && chance >= 1 - REQUALIFIED) {
          requalifiedIn = month;
        }
      } else if (nature == Nature.ERROR && mayComeBack() && !cameBack && chance < COMES_BACK) {
        stands[month] = true;
        cameBack = true;
      }
    }
  }

  private boolean mayComeBack() {
    return replacedIn == NEVER && requalifiedIn == NEVER && followedIn == NEVER;
  }

  boolean standsIn(int month) {
    return stands[month];
  }

  /** How often it was written otherwise up to a month. */
  int version(int month) {
    return version[month];
  }

  boolean isRequalifiedIn(int month) {
    return requalifiedIn <= month;
  }

  boolean isFollowedIn(int month) {
    return followedIn <= month;
  }

  /** The month in which another error takes its place; later than every month if none does. */
  int replacedIn() {
    return replacedIn;
  }
}
