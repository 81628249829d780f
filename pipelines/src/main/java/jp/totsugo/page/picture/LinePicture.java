package jp.totsugo.page.picture;

import java.util.List;
import java.util.function.DoubleFunction;

/** One value a month as a line; months that are not whole are hollow squares on it. */
public final class LinePicture {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 220;
  private static final int LEFT = 58;
  private static final int RIGHT = 466;
  private static final int TOP = 16;
  private static final int BOTTOM = 180;
  private static final int MOST_LABELS = 6;

  /**
   * Of one month.
   *
   * @param value NaN where it is not known: the line is broken there
   * @param isWhole whether all that was to come had come
   */
  public record Point(String label, double value, boolean isWhole) {}

  private LinePicture() {}

  /**
   * @param id unique on the page
   * @param points the oldest first
   * @param tick writes what stands at the axis
   * @param value writes the last value
   * @param unit written above the axis
   */
  public static String of(
      String id,
      String title,
      String description,
      List<Point> points,
      DoubleFunction<String> tick,
      DoubleFunction<String> value,
      String unit) {
    Svg svg = new Svg(id, WIDTH, HEIGHT, title, description);
    double highest = points.stream().mapToDouble(Point::value).filter(v -> v >= 0).max().orElse(0);
    Axis axis = Axis.holding(highest, BOTTOM, TOP + 10.0);
    for (double at : axis.ticks()) {
      double y = axis.at(at);
      svg.line(LEFT, y, RIGHT, y, at == 0 ? "axis" : "grid");
      svg.text(LEFT - 6.0, y + 4, tick.apply(at), "tick end");
    }
    svg.text(4, TOP - 3.0, unit, "tick");
    StringBuilder line = new StringBuilder();
    boolean isBroken = true;
    for (int i = 0; i < points.size(); i++) {
      double of = points.get(i).value();
      if (Double.isNaN(of)) {
        isBroken = true;
        continue;
      }
      line.append(isBroken ? 'M' : 'L').append(Svg.at(x(i, points.size()), axis.at(of)));
      isBroken = false;
    }
    svg.path(line.toString(), "line");
    int every = (points.size() + MOST_LABELS - 1) / MOST_LABELS;
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      double x = x(i, points.size());
      if ((points.size() - 1 - i) % Math.max(1, every) == 0) {
        svg.text(x, BOTTOM + 18.0, point.label(), "tick mid");
      }
      if (Double.isNaN(point.value())) {
        continue;
      }
      double y = axis.at(point.value());
      if (point.isWhole()) {
        svg.circle(x, y, 3.5, "dot");
      } else {
        svg.rect(x - 4.5, y - 4.5, 9, 9, "part");
      }
      if (i == points.size() - 1) {
        svg.text(Math.min(x, RIGHT - 4.0), y - 9, value.apply(point.value()), "value end");
      }
    }
    return svg.end();
  }

  private static double x(int i, int size) {
    double from = LEFT + 24.0;
    double to = RIGHT - 20.0;
    return size == 1 ? (from + to) / 2 : from + (to - from) * i / (size - 1);
  }
}
