package jp.totsugo.page.text;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.State;
import jp.totsugo.statistics.signal.RateChange;
import jp.totsugo.statistics.signal.RateInterval;
import jp.totsugo.words.Language;

/** What pages say, and how they write numbers and days, in one language. */
public final class PageText {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final long MAN = 10_000;

  /** Of fewer the rounded tens of thousands of the ministry say nothing. */
  private static final long WORTH_ROUNDING = MAN / 10;

  private final Language language;
  private final Properties patterns = new Properties();
  private final Messages messages;
  private final DateTimeFormatter dayFormat;
  private final DateTimeFormatter monthFormat;

  public PageText(Language language) {
    this.language = language;
    messages = new Messages(language);
    boolean isJapanese = language == Language.ja;
    dayFormat =
        DateTimeFormatter.ofPattern(isJapanese ? "yyyy年M月d日" : "d MMM yyyy", Locale.ENGLISH);
    monthFormat = DateTimeFormatter.ofPattern(isJapanese ? "yyyy年M月" : "MMM yyyy", Locale.ENGLISH);
    String name = "texts_" + language + ".properties";
    try (Reader reader =
        new InputStreamReader(PageText.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      patterns.load(reader);
    } catch (IOException e) {
      throw new IllegalStateException("the texts " + name + " cannot be read", e);
    }
  }

  public Language language() {
    return language;
  }

  /** The other one of the two. */
  public Language otherLanguage() {
    return language == Language.ja ? Language.en : Language.ja;
  }

  /** What the rules say to people. */
  public Messages messages() {
    return messages;
  }

  /** The text of a key; its {@code %s} are filled in order. */
  public String of(String key, Object... values) {
    String pattern = patterns.getProperty(key);
    if (pattern == null) {
      throw new IllegalStateException("no text for " + key);
    }
    return values.length == 0 ? pattern : String.format(Locale.ROOT, pattern, values);
  }

  /** The text of a key, or of another where there is none. */
  public String orElse(String key, String other) {
    return patterns.containsKey(key) ? of(key) : other;
  }

  /** The name of a rule in people's words; its own where this program does not know it. */
  public String rule(String rule) {
    for (Rule known : Rule.values()) {
      if (known.name().equals(rule)) {
        return messages.meaning(known);
      }
    }
    return rule;
  }

  /** A file of the same page: the Japanese one has the plain name. */
  public static String file(String name, Language language) {
    return name + (language == Language.ja ? "" : "." + language) + ".html";
  }

  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** With one digit behind the point, from 100 on with none. */
  public static String number(double number) {
    return String.format(Locale.ROOT, Math.abs(number) >= 100 ? "%,.0f" : "%.1f", number);
  }

  /** As axes have it: no digits that say nothing. */
  public static String tick(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().scale() <= 0
        ? String.format(Locale.ROOT, "%,.0f", number)
        : BigDecimal.valueOf(number).round(new MathContext(2)).stripTrailingZeros().toPlainString();
  }

  /** A number of people or records as the ministry writes it: rounded to tens of thousands. */
  public String about(long number) {
    if (number < WORTH_ROUNDING) {
      return number(number);
    }
    if (language == Language.en) {
      return of("about", number(new BigDecimal(number).round(new MathContext(2)).longValue()));
    }
    BigDecimal tens = BigDecimal.valueOf(number).divide(BigDecimal.valueOf(MAN));
    if (number < 100 * MAN) {
      return of("about", tens.setScale(1, RoundingMode.HALF_UP).toPlainString() + "万");
    }
    long whole = tens.setScale(0, RoundingMode.HALF_UP).longValue();
    String hundredMillions = whole < MAN ? "" : whole / MAN + "億";
    return of("about", hundredMillions + number(whole % MAN) + "万");
  }

  /** A share in percent with two digits that count, as 0.051; or a dash of nothing. */
  public String percent(long part, long whole) {
    if (whole <= 0 || part < 0) {
      return of("none");
    }
    return percent((double) part / whole);
  }

  /** A share in percent with two digits that count. */
  public String percent(double share) {
    BigDecimal percent = BigDecimal.valueOf(share).multiply(HUNDRED);
    if (percent.signum() == 0) {
      return "0%";
    }
    BigDecimal rounded = percent.round(new MathContext(2, RoundingMode.HALF_UP));
    if (percent.abs().compareTo(BigDecimal.TEN) >= 0) {
      rounded = percent.setScale(1, RoundingMode.HALF_UP);
    }
    return rounded.toPlainString() + "%";
  }

  /** A share as the ministry's table of March 2021 writes it: with one digit that counts. */
  public String roughPercent(long part, long whole) {
    if (whole <= 0 || part < 0) {
      return of("none");
    }
    if (part == 0) {
      return "0%";
    }
    BigDecimal percent = BigDecimal.valueOf(100.0 * part / whole);
    BigDecimal rounded =
        percent.compareTo(BigDecimal.ONE) >= 0
            ? percent.setScale(1, RoundingMode.HALF_UP)
            : percent.round(new MathContext(1, RoundingMode.HALF_UP));
    return rounded.toPlainString() + "%";
  }

  /** Records for a million; a dash of nothing. */
  public String perMillion(long part, long whole) {
    return whole <= 0 || part < 0 ? of("none") : number(1e6 * part / whole);
  }

  /** A number of records; a dash where it is not known. */
  public String count(long number) {
    return number < 0 ? of("none") : number(number);
  }

  /** A rate for a million with its exact 95 % interval, as short as can be. */
  public String rate(long part, long whole) {
    return whole == 0 ? of("none") : of("rate", perMillion(part, whole), interval(part, whole));
  }

  /** The exact 95 % interval of a rate, for a million. */
  public String interval(long part, long whole) {
    if (whole == 0) {
      return of("none");
    }
    RateInterval interval = RateInterval.of(part, whole);
    return range(number(1e6 * interval.lower()), number(1e6 * interval.upper()));
  }

  /** The interval of a change. */
  public String interval(RateChange change) {
    return range(ratio(change.lower()), ratio(change.upper()));
  }

  private static String range(String from, String to) {
    return from + "–" + to;
  }

  /** How many times as high. */
  public String ratio(double ratio) {
    if (Double.isNaN(ratio)) {
      return of("none");
    }
    if (Double.isInfinite(ratio)) {
      return "∞";
    }
    String text = String.format(Locale.ROOT, "%.2f", ratio);
    // Whether an end of an interval is 1 decides what is said.
    return text.equals("1.00") && ratio != 1 ? String.format(Locale.ROOT, "%.3f", ratio) : text;
  }

  /** A change in a few words: by how much, and the interval. */
  public String change(RateChange change) {
    if (Double.isNaN(change.ratio())) {
      return of("change.fromNothing");
    }
    return of(
        "change.short",
        signed(100 * (change.ratio() - 1)),
        signed(100 * (change.lower() - 1)),
        signed(100 * (change.upper() - 1)));
  }

  /** A change in percent, with its sign. */
  public String signed(double percent) {
    if (Double.isInfinite(percent)) {
      return "+∞%";
    }
    String text =
        String.format(Locale.ROOT, Math.abs(percent) >= 100 ? "%+,.0f" : "%+.1f", percent);
    return (text.equals("-0.0") || text.equals("+0.0") ? "±0.0" : text.replace('-', '−')) + "%";
  }

  /** What a rule is called, in a few words; its own name where this program does not know it. */
  public String ruleName(String rule) {
    return orElse("rule." + rule, rule);
  }

  /** The type of an insurer in a word or two; empty where it is not known. */
  public String typeShort(String type) {
    return type.isEmpty() ? "" : of("type.short." + type);
  }

  /** A prefecture, by its two digits; empty where it is not known. */
  public String prefectureShort(String prefecture) {
    return prefecture.isEmpty() ? "" : of("prefecture.short." + prefecture);
  }

  /** A state of records, in words; its own name where this program does not know it. */
  public String state(String state) {
    for (State known : State.values()) {
      if (known.name().equals(state)) {
        return messages.state(known);
      }
    }
    return state;
  }

  /** Whether two counts agree, with a sign that is seen without colours. */
  public String yes(boolean agrees) {
    return of(agrees ? "steward.yes" : "steward.no");
  }

  /** The notes on uploads, in words. */
  public String notes(String notes) {
    StringBuilder words = new StringBuilder();
    for (String note : Splitter.on(';').omitEmptyStrings().split(notes)) {
      words.append(words.isEmpty() ? "" : of("gap")).append(orElse("note." + note, note));
    }
    return words.toString();
  }

  public String day(String day) {
    return LocalDate.parse(day).format(dayFormat);
  }

  /** As axes have it: year and month. */
  public String shortDay(String day) {
    return day.substring(0, 4) + "/" + Integer.parseInt(day.substring(5, 7));
  }

  public String month(String day) {
    return LocalDate.parse(day).format(monthFormat);
  }
}
