package jp.totsugo.statistics.signal;

import java.util.Arrays;

/**
 * How much the rate of a rule varies from run to run without anything having happened: the variance
 * of its logarithm, estimated from the changes of all insurers.
 *
 * <p>It is the one with which the middle half of the standardised changes lie as far apart as those
 * of a normal distribution. A change that all have in common is not spread, and up to half of the
 * insurers may have changed without widening the limits of the others.
 */
final class RunToRun {
  /** Fewer insurers tell nothing. */
  static final int ENOUGH = 10;

  /** The variance that chance gives a count from which on its change is worth looking at. */
  private static final double TELLING = 3;

  /** The median deviation uses 37 % of what a variance would. */
  private static final double EFFICIENCY = 0.37;

  private static final double HIGHEST = 4;

  private double[] deviations = new double[64];
  private double[] chance = new double[64];
  private double[] growth = new double[64];
  private int size;

  /** Takes the change of one insurer and rule into account, if it tells anything. */
  void add(OwnPast past, long count, long records) {
    double found = (double) count + past.count();
    double share = past.share(records);
    double variance = found * share * (1 - share);
    if (variance >= TELLING) {
      if (size == deviations.length) {
        deviations = Arrays.copyOf(deviations, 2 * size);
        chance = Arrays.copyOf(chance, 2 * size);
        growth = Arrays.copyOf(growth, 2 * size);
      }
      deviations[size] = count - found * share;
      chance[size] = variance;
      growth[size++] = variance * (found - 1) * share * (1 - share) * past.driftOfRatio(1);
    }
  }

  void addAll(RunToRun other) {
    while (size + other.size > deviations.length) {
      deviations = Arrays.copyOf(deviations, 2 * deviations.length);
      chance = Arrays.copyOf(chance, 2 * chance.length);
      growth = Arrays.copyOf(growth, 2 * growth.length);
    }
    System.arraycopy(other.deviations, 0, deviations, size, other.size);
    System.arraycopy(other.chance, 0, chance, size, other.size);
    System.arraycopy(other.growth, 0, growth, size, other.size);
    size += other.size;
  }

  boolean isEnough() {
    return size >= ENOUGH;
  }

  /** The variance, widened by what so many insurers leave unsure; 0 if they are not enough. */
  double drift() {
    if (!isEnough() || spread(0) <= 1) {
      return 0;
    }
    double drift = Spread.root(variance -> spread(variance) - 1, 1e-10, HIGHEST);
    return drift * Spread.varianceBound(Math.max(1, EFFICIENCY * (size - 1)));
  }

  private double spread(double drift) {
    double[] scores = new double[size];
    for (int i = 0; i < size; i++) {
      scores[i] = deviations[i] / Math.sqrt(chance[i] + drift * growth[i]);
    }
    return Spread.ofMiddle(scores);
  }
}
