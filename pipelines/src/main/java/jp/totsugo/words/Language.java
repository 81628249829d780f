package jp.totsugo.words;

import com.google.common.base.Ascii;

/** The languages of {@code --lang}; {@link #ja} is the usual one. */
public enum Language {
  ja,
  en;

  private static final String OPTION = "--lang";

  /**
   * The language that a command line asks for, wherever it does. It is looked for before the
   * arguments are parsed, so that what is wrong with them can be said in it.
   */
  public static Language of(String... arguments) {
    Language language = ja;
    for (int i = 0; i < arguments.length && !arguments[i].equals("--"); i++) {
      boolean isNext = arguments[i].equals(OPTION) && i + 1 < arguments.length;
      if (isNext || arguments[i].startsWith(OPTION + "=")) {
        String name = isNext ? arguments[i + 1] : arguments[i].substring(OPTION.length() + 1);
        for (Language known : values()) {
          language = Ascii.equalsIgnoreCase(known.name(), name) ? known : language;
        }
      }
    }
    return language;
  }
}
