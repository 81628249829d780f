package jp.totsugo.page.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * A straight scale from 0 to a round number: which ticks it has, and where a value lies.
 *
 * @param top the last tick
 * @param step between two ticks
 * @param from where 0 is in the picture
 * @param to where the top is
 */
record Axis(double top, double step, double from, double to) {
  private static final double[] ROUND = {1, 2, 2.5, 5, 10};
  private static final int TICKS = 4;

  /** The smallest of such scales that holds a value. */
  static Axis holding(double highest, double from, double to) {
    if (highest <= 0) {
      return new Axis(1, 1, from, to);
    }
    double power = Math.pow(10, Math.floor(Math.log10(highest / TICKS)));
    double step = power;
    for (double round : ROUND) {
      step = round * power;
      if (step * TICKS >= highest) {
        break;
      }
    }
    return new Axis(step * Math.ceil(highest / step - 1e-9), step, from, to);
  }

  double at(double value) {
    return from + (to - from) * value / top;
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; i * step <= top * (1 + 1e-9); i++) {
      ticks.add(i * step);
    }
    return ticks;
  }
}
