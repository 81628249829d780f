package jp.totsugo.upload.layout;

import java.util.regex.Pattern;
import jp.totsugo.words.SaidException;
import jp.totsugo.words.Saying;

/**
 * A glob over names of files: {@code *} any characters but a slash, {@code **} any, {@code ?} one
 * but a slash, {@code [a-c]} and {@code [!a-c]} one of these and none of these, {@code {a,b}} one
 * or the other, a backslash before a character that means itself. Without a slash it is held
 * against the last part of a name, else against all of it. Names are text here, whatever the locale
 * makes of them.
 */
final class NamePattern {
  /** A glob that is none. */
  static final class InvalidException extends SaidException {
    private static final long serialVersionUID = 1L;

    InvalidException(String key) {
      super(Saying.of(key));
    }
  }

  private final Pattern pattern;
  private final boolean isOfLastPart;

  private NamePattern(Pattern pattern, boolean isOfLastPart) {
    this.pattern = pattern;
    this.isOfLastPart = isOfLastPart;
  }

  /**
   * @throws InvalidException with what is wrong with the glob
   */
  static NamePattern of(String glob) throws InvalidException {
    StringBuilder regex = new StringBuilder();
    boolean isChoice = false;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> {
          boolean isTwice = glob.startsWith("**", i);
          regex.append(isTwice ? ".*" : "[^/]*");
          i += isTwice ? 1 : 0;
        }
        case '?' -> regex.append("[^/]");
        case '[' -> i = characters(glob, i, regex);
        case '{' -> {
          if (isChoice) {
            throw new InvalidException("glob.nested");
          }
          isChoice = true;
          regex.append("(?:");
        }
        case '}' -> {
          regex.append(isChoice ? ")" : "\\}");
          isChoice = false;
        }
        case ',' -> regex.append(isChoice ? "|" : ",");
        case '\\' -> {
          if (i + 1 == glob.length()) {
            throw new InvalidException("glob.escape");
          }
          regex.append(Pattern.quote(glob.substring(i + 1, i + 2)));
          i++;
        }
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    if (isChoice) {
      throw new InvalidException("glob.brace");
    }
    return new NamePattern(
        Pattern.compile(regex.toString(), Pattern.DOTALL), glob.indexOf('/') < 0);
  }

  /** Returns the index of the closing bracket. */
  private static int characters(String glob, int open, StringBuilder regex)
      throws InvalidException {
    int at = open + 1;
    boolean isNone = at < glob.length() && glob.charAt(at) == '!';
    at += isNone ? 1 : 0;
    int close = glob.indexOf(']', at + 1);
    if (close < 0) {
      throw new InvalidException("glob.bracket");
    }
    regex.append(isNone ? "[^/" : "[");
    for (; at < close; at++) {
      char c = glob.charAt(at);
      boolean isRange = at + 2 < close && glob.charAt(at + 1) == '-';
      if (isRange && glob.charAt(at + 2) < c) {
        throw new InvalidException("glob.range");
      }
      regex.append(literal(c));
      if (isRange) {
        regex.append('-').append(literal(glob.charAt(at + 2)));
        at += 2;
      }
    }
    regex.append("&&[^/]]");
    return close;
  }

  private static String literal(char c) {
    return String.format(java.util.Locale.ROOT, "\\u%04X", (int) c);
  }

  boolean matches(String name) {
    String held = isOfLastPart ? name.substring(name.lastIndexOf('/') + 1) : name;
    return pattern.matcher(held).matches();
  }
}
