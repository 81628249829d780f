package jp.totsugo.upload.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jp.totsugo.words.Saying;

/** Characters in the names of a header that nobody sees, and that make other names of them. */
final class InvisibleCharacters {
  private static final int MOST = 5;

  private InvisibleCharacters() {}

  /** Names them and their fields; none if there are none. */
  static List<Saying> in(List<String> names) {
    List<Saying> found = new ArrayList<>();
    for (int field = 0; field < names.size() && found.size() < MOST; field++) {
      String name = names.get(field);
      String codes = codes(name);
      if (!codes.isEmpty()) {
        found.add(Saying.of("header.invisibleIn", field + 1, codes));
      }
    }
    return found;
  }

  private static String codes(String name) {
    StringBuilder codes = new StringBuilder();
    name.codePoints()
        .filter(InvisibleCharacters::isInvisible)
        .distinct()
        .limit(MOST)
        .forEach(c -> codes.append(codes.isEmpty() ? "" : " ").append(code(c)));
    // Within a name these are seen.
    if (codes.isEmpty() && !name.equals(name.strip())) {
      codes.append(code(name.startsWith(" ") || name.endsWith(" ") ? ' ' : '\u3000'));
    }
    return codes.toString();
  }

  private static String code(int c) {
    return String.format(Locale.ROOT, "U+%04X", c);
  }

  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT,
          Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.SPACE_SEPARATOR -> c != ' ' && c != '\u3000';
      default ->
          // What joins or varies the character before it, and letters without a shape.
          c >= 0xFE00 && c <= 0xFE0F
              || c >= 0xE0100 && c <= 0xE01EF
              || c == 0x034F
              || c == 0x115F
              || c == 0x1160
              || c == 0x3164
              || c == 0xFFA0;
    };
  }
}
