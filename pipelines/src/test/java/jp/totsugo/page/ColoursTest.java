package jp.totsugo.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The colours of pages for people who see fewer of them, and for printers that have one. */
class ColoursTest {
  private static final double[] WHITE = {1, 1, 1};

  /** Full protanopia, deuteranopia and tritanopia (Machado, Oliveira and Fernandes 2009). */
  private static final double[][][] VISIONS = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {
      {0.152286, 1.052583, -0.204868},
      {0.114503, 0.786281, 0.099216},
      {-0.003882, -0.048116, 1.051998}
    },
    {
      {0.367322, 0.860646, -0.227968},
      {0.280085, 0.672501, 0.047413},
      {-0.011820, 0.042940, 0.968881}
    },
    {
      {1.255528, -0.076749, -0.178779},
      {-0.078411, 0.930809, 0.147602},
      {0.004733, 0.691367, 0.303900}
    }
  };

  /** The linear red, green and blue of what a class of the style is filled or drawn with. */
  private static double[] colour(String selector, String property) {
    Matcher rule =
        Pattern.compile(Pattern.quote(selector) + "\\{([^}]*)\\}").matcher(PageFrame.style());
    while (rule.find()) {
      Matcher colour =
          Pattern.compile("(?:^|;)" + property + ":#([0-9a-f]{6})").matcher(rule.group(1));
      if (colour.find()) {
        return linear(Integer.parseInt(colour.group(1), 16));
      }
    }
    throw new IllegalArgumentException(selector + " has no " + property);
  }

  private static double[] linear(int rgb) {
    double[] linear = new double[3];
    for (int i = 0; i < 3; i++) {
      double part = (rgb >> (16 - 8 * i) & 0xFF) / 255.0;
      linear[i] = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
    return linear;
  }

  private static double luminance(double[] colour) {
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2];
  }

  /** As WCAG counts it. */
  private static double contrast(double[] a, double[] b) {
    double lighter = Math.max(luminance(a), luminance(b)) + 0.05;
    double darker = Math.min(luminance(a), luminance(b)) + 0.05;
    return lighter / darker;
  }

  private static double[] seen(double[] colour, double[][] vision) {
    double[] seen = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        seen[i] += vision[i][j] * colour[j];
      }
      seen[i] = Math.min(1, Math.max(0, seen[i]));
    }
    return seen;
  }

  private static List<double[]> shades() {
    List<double[]> shades = new ArrayList<>();
    for (int shade = 0; shade < 5; shade++) {
      shades.add(colour("svg .shade" + shade, "fill"));
    }
    return shades;
  }

  @Test
  void shades_get_darker_step_by_step_for_every_eye_and_in_grey() {
    for (double[][] vision : VISIONS) {
      List<double[]> shades = shades().stream().map(shade -> seen(shade, vision)).toList();
      for (int i = 1; i < shades.size(); i++) {
        assertThat(contrast(shades.get(i - 1), shades.get(i)), is(greaterThan(1.25)));
        assertThat(luminance(shades.get(i - 1)), is(greaterThan(luminance(shades.get(i)))));
      }
    }
  }

  @Test
  void text_is_read_on_every_shade() {
    double[] ink = colour(":root", "--ink");
    for (int shade = 0; shade < 5; shade++) {
      // The two darkest have white text.
      assertThat(
          contrast(shades().get(shade), shade < 3 ? ink : WHITE), is(greaterThanOrEqualTo(4.5)));
    }
  }

  @Test
  void marks_and_words_of_a_verdict_stand_out_from_the_paper() {
    for (String name : List.of("--ink", "--soft", "--blue", "--bad", "--good")) {
      assertThat(name, contrast(colour(":root", name), WHITE), is(greaterThanOrEqualTo(4.5)));
    }
    for (String mark : List.of("svg .usual", "svg .outer", "svg .inner", "svg .mean")) {
      assertThat(mark, contrast(colour(mark, "stroke"), WHITE), is(greaterThanOrEqualTo(3.0)));
    }
    assertThat(contrast(colour("svg .high", "fill"), WHITE), is(greaterThanOrEqualTo(3.0)));
    assertThat(contrast(colour("svg .low", "stroke"), WHITE), is(greaterThanOrEqualTo(3.0)));
  }
}
