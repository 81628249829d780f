package jp.totsugo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the program makes is the same in Turkey: nothing in it goes by the locale of the machine.
 */
class LocaleTest {
  private static final Pattern BY_LOCALE =
      Pattern.compile(
          "(String\\.format|printf)\\(\\s*\""
              + "|\\.formatted\\("
              + "|to(Lower|Upper)Case\\(\\)"
              // Bytes of Parquet are no text.
              + "|getBytes\\(\\)(?!\\.toByteArray\\(\\))"
              + "|BreakIterator\\.get\\w+\\(\\)"
              + "|(NumberFormat|Collator)\\.getInstance\\(\\)"
              + "|new (DecimalFormat|SimpleDateFormat|FileReader|FileWriter|Scanner)\\("
              + "|Charset\\.defaultCharset\\(\\)"
              + "|Locale\\.getDefault\\(\\)"
              // Java reads and writes these names by the locale; PathText does not.
              + "|\\.toFile\\(\\)|new File\\("
              + "|\\bPaths?\\.(of|get)\\((?!\"|System\\.getProperty)");

  @Test
  void nothing_is_formatted_or_encoded_by_the_locale_of_the_machine() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (String module : List.of("../schemas", "../testdata", ".")) {
      Path sources = Path.of(module, "src/main/java");
      if (!Files.exists(sources)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(path -> isSource(path)).toList()) {
          Matcher matcher = BY_LOCALE.matcher(Files.readString(file));
          while (matcher.find()) {
            wrong.add(sources.relativize(file) + ": " + matcher.group());
          }
        }
      }
    }
    assertThat(wrong, is(empty()));
  }

  private static boolean isSource(Path path) {
    return path.toString().endsWith(".java") && !path.endsWith("storage/PathText.java");
  }
}
