package jp.totsugo.page.picture;

import java.util.List;
import java.util.function.LongFunction;

/** Lying bars in parts: light to dark, each part that has room with its number. */
public final class BarPicture {
  private static final int WIDTH = 720;
  private static final int LEFT = 190;
  private static final int RIGHT = 640;
  private static final int TOP = 34;
  private static final int ROW = 38;
  private static final int BAR = 24;
  private static final int DIGIT = 8;
  private static final int SHADES = 5;

  /** One bar; its parts are as many as the picture's legend has. */
  public record Bar(String label, List<Long> parts) {
    long total() {
      return parts.stream().mapToLong(Long::longValue).sum();
    }
  }

  private BarPicture() {}

  /**
   * @param id unique on the page
   * @param legend a word for each part, at most five
   */
  public static String of(
      String id,
      String title,
      String description,
      List<String> legend,
      List<Bar> bars,
      LongFunction<String> format) {
    Svg svg = new Svg(id, WIDTH, TOP + ROW * bars.size() + 6, title, description);
    double x = LEFT;
    for (int part = 0; part < legend.size(); part++) {
      svg.rect(x, 4, 14, 14, "shade" + shade(part, legend.size()));
      svg.text(x + 19, 16, legend.get(part), "tick");
      x += 104;
    }
    long longest = Math.max(1, bars.stream().mapToLong(Bar::total).max().orElse(1));
    for (int i = 0; i < bars.size(); i++) {
      draw(svg, bars.get(i), TOP + ROW * i, (double) (RIGHT - LEFT) / longest, format);
    }
    return svg.end();
  }

  private static void draw(Svg svg, Bar bar, double y, double scale, LongFunction<String> format) {
    double baseline = y + BAR / 2.0 + 5;
    svg.text(LEFT - 10.0, baseline, bar.label(), "barname end");
    double x = LEFT;
    for (int part = 0; part < bar.parts().size(); part++) {
      double width = bar.parts().get(part) * scale;
      if (width > 0) {
        int shade = shade(part, bar.parts().size());
        svg.rect(x, y, width, BAR, "shade" + shade);
        String number = format.apply(bar.parts().get(part));
        if (width > DIGIT * (number.length() + 1)) {
          String ink = shade >= SHADES - 2 ? " inverse" : "";
          svg.text(x + width / 2, baseline, number, "tick mid" + ink);
        }
      }
      x += width;
    }
    svg.text(x + 8, baseline, format.apply(bar.total()), "value");
  }

  private static int shade(int part, int parts) {
    return parts == 1 ? 2 : part * (SHADES - 1) / (parts - 1);
  }
}
