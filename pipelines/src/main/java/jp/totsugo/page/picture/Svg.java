package jp.totsugo.page.picture;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Text of one SVG picture with title and description. Colours and strokes come from the classes of
 * the page's style; every text is escaped.
 */
final class Svg {
  private final StringBuilder out = new StringBuilder(4096);

  /**
   * @param id unique on the page; letters, digits and hyphens
   */
  Svg(String id, int width, int height, String title, String description) {
    out.append("<svg class=\"picture\" role=\"img\" viewBox=\"0 0 ")
        .append(width)
        .append(' ')
        .append(height)
        .append("\" aria-labelledby=\"")
        .append(id)
        .append("-t ")
        .append(id)
        .append("-d\"><title id=\"")
        .append(id)
        .append("-t\">")
        .append(escaped(title))
        .append("</title><desc id=\"")
        .append(id)
        .append("-d\">")
        .append(escaped(description))
        .append("</desc>");
  }

  Svg line(double x1, double y1, double x2, double y2, String style) {
    return path("M" + at(x1, y1) + "L" + at(x2, y2), style);
  }

  /**
   * @param data of numbers by {@link #at} and letters only
   */
  Svg path(String data, String style) {
    out.append("<path class=\"").append(style).append("\" d=\"").append(data).append("\"/>");
    return this;
  }

  Svg rect(double x, double y, double width, double height, String style) {
    out.append("<rect class=\"")
        .append(style)
        .append("\" x=\"")
        .append(number(x))
        .append("\" y=\"")
        .append(number(y))
        .append("\" width=\"")
        .append(number(width))
        .append("\" height=\"")
        .append(number(height))
        .append("\"/>");
    return this;
  }

  Svg circle(double x, double y, double radius, String style) {
    out.append("<circle class=\"")
        .append(style)
        .append("\" cx=\"")
        .append(number(x))
        .append("\" cy=\"")
        .append(number(y))
        .append("\" r=\"")
        .append(number(radius))
        .append("\"/>");
    return this;
  }

  /**
   * @param style of it; "mid" and "end" among its classes say where the text is anchored
   */
  Svg text(double x, double y, String text, String style) {
    out.append("<text class=\"")
        .append(style)
        .append("\" x=\"")
        .append(number(x))
        .append("\" y=\"")
        .append(number(y))
        .append("\">")
        .append(escaped(text))
        .append("</text>");
    return this;
  }

  /** The whole picture. */
  String end() {
    return out.append("</svg>").toString();
  }

  /** A place as paths name it. */
  static String at(double x, double y) {
    return number(x) + " " + number(y);
  }

  /** With one digit behind the point at most. */
  static String number(double number) {
    return BigDecimal.valueOf(number)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
