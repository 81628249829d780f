package jp.totsugo.page.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleFunction;

/**
 * Rates by number of records, with the limits between which they usually lie. The number of records
 * is drawn by its logarithm. Points of one place are drawn once.
 */
public final class FunnelPicture {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 360;
  private static final int LEFT = 66;
  private static final int RIGHT = 706;
  private static final int TOP = 24;
  private static final int BOTTOM = 312;
  private static final int ROOM_OF_WORDS = 150;

  /** How a point is drawn: by its form as well as by its colour. */
  public enum Mark {
    /** A dot. */
    USUAL,
    /** A small hollow ring. */
    TOO_SMALL,
    /** A triangle that points up. */
    HIGH,
    /** A triangle that points down. */
    LOW
  }

  /**
   * @param records above 0
   * @param label of a point that stands out; empty for none
   */
  public record Point(long records, double rate, Mark mark, String label) {}

  /** The limits at a number of records. */
  public record Limits(
      long records, double outerLow, double innerLow, double innerHigh, double outerHigh) {}

  /** What is written into it. */
  public record Words(
      String title, String description, String records, String rate, String tooSmall) {}

  private final Words words;
  private final double lowest;
  private final double highest;
  private final Axis axis;

  private FunnelPicture(Words words, List<Limits> limits, double topRate) {
    this.words = words;
    lowest = Math.log10(limits.get(0).records());
    highest = Math.max(lowest + 0.1, Math.log10(limits.get(limits.size() - 1).records()));
    axis = Axis.holding(topRate, BOTTOM, TOP);
  }

  /**
   * @param id unique on the page
   * @param mean the usual rate
   * @param limits from the smallest number of records to the largest
   * @param smallestJudged below which is the zone of those that are too small
   * @param topRate rates above it are drawn at the upper edge
   */
  public static String of(
      String id,
      Words words,
      double mean,
      List<Limits> limits,
      long smallestJudged,
      double topRate,
      List<Point> points,
      DoubleFunction<String> format) {
    return new FunnelPicture(words, limits, topRate)
        .draw(id, mean, limits, smallestJudged, points, format);
  }

  private String draw(
      String id,
      double mean,
      List<Limits> limits,
      long smallestJudged,
      List<Point> points,
      DoubleFunction<String> format) {
    Svg svg = new Svg(id, WIDTH, HEIGHT, words.title(), words.description());
    double judged = Math.min(RIGHT, Math.max(LEFT, x(smallestJudged)));
    if (judged > LEFT) {
      svg.rect(LEFT, TOP, judged - LEFT, BOTTOM - TOP, "zone");
      boolean hasRoom = judged - LEFT > ROOM_OF_WORDS;
      svg.text(LEFT + 6.0, TOP + 14.0, hasRoom ? words.tooSmall() : "", "tick");
    }
    for (double tick : axis.ticks()) {
      svg.line(LEFT, axis.at(tick), RIGHT, axis.at(tick), tick == 0 ? "axis" : "grid");
      svg.text(LEFT - 6.0, axis.at(tick) + 4, format.apply(tick), "tick end");
    }
    for (int power = (int) Math.ceil(lowest - 1e-9); power <= highest; power++) {
      double x = x(Math.pow(10, power));
      svg.line(x, BOTTOM, x, BOTTOM + 5.0, "axis");
      svg.text(x, BOTTOM + 19.0, format.apply(Math.pow(10, power)), "tick mid");
    }
    svg.text(4, TOP - 9.0, words.rate(), "tick");
    svg.text(RIGHT, BOTTOM + 38.0, words.records(), "tick end");
    svg.path(curve(limits, Limits::outerHigh) + curve(limits, Limits::outerLow), "outer");
    svg.path(curve(limits, Limits::innerHigh) + curve(limits, Limits::innerLow), "inner");
    svg.line(LEFT, axis.at(mean), RIGHT, axis.at(mean), "mean");
    svg.path(dots(points, Mark.TOO_SMALL), "small");
    svg.path(dots(points, Mark.USUAL), "usual");
    svg.path(triangles(points, Mark.HIGH, -1), "high");
    svg.path(triangles(points, Mark.LOW, 1), "low");
    label(svg, points);
    return svg.end();
  }

  private interface Limit {
    double of(Limits limits);
  }

  /** Where a limit is above the picture its line is left out. */
  private String curve(List<Limits> limits, Limit limit) {
    StringBuilder path = new StringBuilder();
    boolean isBroken = true;
    for (Limits at : limits) {
      double rate = limit.of(at);
      if (rate > axis.top()) {
        isBroken = true;
        continue;
      }
      path.append(isBroken ? 'M' : 'L').append(Svg.at(x(at.records()), y(rate)));
      isBroken = false;
    }
    return path.toString();
  }

  /** As short as paths can say it: many thousands of them stand in one page. */
  private String dots(List<Point> points, Mark mark) {
    Set<String> places = new TreeSet<>();
    for (Point point : points) {
      if (point.mark() == mark) {
        places.add(Math.round(x(point.records())) + " " + Math.round(y(point.rate())));
      }
    }
    StringBuilder path = new StringBuilder();
    places.forEach(place -> path.append('M').append(place).append("h0"));
    return path.toString();
  }

  private String triangles(List<Point> points, Mark mark, int direction) {
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      if (point.mark() == mark) {
        double x = x(point.records());
        double y = y(point.rate());
        path.append('M')
            .append(Svg.at(x, y + 5 * direction))
            .append('L')
            .append(Svg.at(x + 5, y - 4 * direction))
            .append("H")
            .append(Svg.number(x - 5))
            .append('Z');
      }
    }
    return path.toString();
  }

  /** Labels that would lie on another one are left out: the table beside has them all. */
  private void label(Svg svg, List<Point> points) {
    List<double[]> taken = new ArrayList<>();
    for (Point point : points) {
      double x = x(point.records());
      double y = y(point.rate());
      boolean isFree =
          !point.label().isEmpty()
              && taken.stream()
                  .noneMatch(at -> Math.abs(at[0] - x) < 80 && Math.abs(at[1] - y) < 13);
      if (isFree) {
        taken.add(new double[] {x, y});
        boolean isRight = x > RIGHT - 90;
        svg.text(isRight ? x - 8 : x + 8, y + 4, point.label(), isRight ? "label end" : "label");
      }
    }
  }

  private double x(double records) {
    return LEFT + (RIGHT - LEFT) * (Math.log10(records) - lowest) / (highest - lowest);
  }

  private double y(double rate) {
    return axis.at(Math.min(rate, axis.top()));
  }
}
