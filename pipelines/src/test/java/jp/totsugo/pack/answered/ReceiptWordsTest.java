package jp.totsugo.pack.answered;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import jp.totsugo.words.Language;
import org.junit.jupiter.api.Test;

class ReceiptWordsTest {
  private static Set<String> keys(Language language) throws IOException {
    Properties texts = new Properties();
    try (Reader reader =
        new InputStreamReader(
            ReceiptWords.class.getResourceAsStream("receipt_" + language + ".properties"),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
    }
    return new TreeSet<>(texts.stringPropertyNames());
  }

  @Test
  void both_languages_say_the_same_things() throws IOException {
    assertThat(keys(Language.ja), is(keys(Language.en)));
  }

  @Test
  void everything_that_a_receipt_may_say_has_its_words() throws IOException {
    List<String> needed = new ArrayList<>();
    for (Refusal refusal : Refusal.values()) {
      needed.add("refusal." + refusal);
    }
    for (Note note : Note.values()) {
      needed.add("note." + note);
    }
    ReceiptColumn.OF_SHEET.forEach(column -> needed.add("column." + column.name()));

    assertThat(needed, everyItem(is(in(keys(Language.ja)))));
  }
}
