package jp.totsugo.page.picture;

import java.util.function.DoubleFunction;

/**
 * One rate on a strip, with the limits between which those of others usually lie. Nothing in it is
 * of another one.
 */
public final class StripPicture {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 78;
  private static final int LEFT = 16;
  private static final int RIGHT = 464;
  private static final int TOP = 26;
  private static final int BOTTOM = 50;
  private static final int MARK = 7;
  private static final int ROOM_OF_LABEL = 90;

  /** Between which limits a rate usually lies, and what is usual. */
  public record Limits(
      double outerLow, double innerLow, double mean, double innerHigh, double outerHigh) {}

  private StripPicture() {}

  /**
   * @param id unique on the page
   * @param rate what is marked
   * @param label of the mark
   * @param format writes what stands at the axis
   */
  public static String of(
      String id,
      String title,
      String description,
      Limits limits,
      double rate,
      String label,
      DoubleFunction<String> format) {
    Svg svg = new Svg(id, WIDTH, HEIGHT, title, description);
    Axis axis = Axis.holding(Math.max(rate, limits.outerHigh()), LEFT, RIGHT);
    band(svg, axis, limits.outerLow(), limits.outerHigh(), "shade0");
    band(svg, axis, limits.innerLow(), limits.innerHigh(), "shade1");
    svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, "axis");
    for (double tick : axis.ticks()) {
      double x = axis.at(tick);
      svg.line(x, BOTTOM, x, BOTTOM + 5.0, "axis");
      svg.text(x, BOTTOM + 20.0, format.apply(tick), "tick mid");
    }
    double mean = axis.at(limits.mean());
    svg.line(mean, TOP, mean, BOTTOM, "mean");
    double x = axis.at(rate);
    double y = (TOP + BOTTOM) / 2.0;
    svg.path(
        "M"
            + Svg.at(x, y - MARK)
            + "L"
            + Svg.at(x + MARK, y)
            + "L"
            + Svg.at(x, y + MARK)
            + "L"
            + Svg.at(x - MARK, y)
            + "Z",
        "own");
    boolean isRight = x > RIGHT - ROOM_OF_LABEL;
    svg.text(isRight ? x + MARK : x - MARK, TOP - 8.0, label, isRight ? "value end" : "value");
    return svg.end();
  }

  private static void band(Svg svg, Axis axis, double from, double to, String style) {
    svg.rect(axis.at(from), TOP, Math.max(1, axis.at(to) - axis.at(from)), BOTTOM - TOP, style);
  }
}
