package jp.totsugo.publication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.totsugo.record.InsurerType;
import jp.totsugo.record.Prefecture;
import jp.totsugo.table.JsonFile;
import jp.totsugo.words.Language;

/**
 * What the tables, columns, codes and symbols mean, in Japanese and English. What does not depend
 * on the figures stands in {@code dictionary.json} beside this class.
 */
final class Dictionary {
  static final String FILE = "dictionary.json";

  private final Publication publication;
  private final ObjectNode words;

  Dictionary(Publication publication) throws IOException {
    this.publication = publication;
    try (InputStream in = Dictionary.class.getResourceAsStream(FILE)) {
      words = (ObjectNode) JsonFile.MAPPER.readTree(in);
    }
    ObjectNode codes = (ObjectNode) words.get("codes");
    ArrayNode types = codes.putArray("insurer_type");
    for (InsurerType type : InsurerType.values()) {
      addCode(types, type.name(), type.japanese(), type.english());
    }
    ArrayNode prefectures = codes.putArray("prefecture");
    for (int i = 1; i <= Prefecture.COUNT; i++) {
      addCode(prefectures, Prefecture.code(i), Prefecture.japanese(i), Prefecture.english(i));
    }
    addCode(prefectures, Insurer.prefectureCode(0), "不明", "Unknown");
    ArrayNode symbols = codes.putArray("symbol");
    for (JsonNode symbol : words.get("symbols")) {
      addCode(
          symbols,
          symbol.get("symbol").asText(),
          symbol.get("ja").asText(),
          symbol.get("en").asText());
    }
    words.remove("symbols");
    PublicationSettings settings = publication.settings();
    words.put("licence", settings.licence());
    words
        .putObject("protection")
        .put("scheme", settings.scheme().name())
        .put("small", settings.small())
        .put("base", settings.base());
  }

  private static void addCode(ArrayNode codes, String code, String japanese, String english) {
    codes.addObject().put("code", code).put("ja", japanese).put("en", english);
  }

  /** All of it, as {@code dictionary.json} has it. */
  JsonNode words() {
    return words;
  }

  /** Writes it as JSON, and as a page in each language. */
  void write(Path folder) throws IOException {
    JsonFile.write(words, folder.resolve(FILE));
    for (Language language : Language.values()) {
      PublicationPage page = new PublicationPage(publication, words, language);
      Files.writeString(folder.resolve(PublicationPage.file(language)), page.html());
    }
  }
}
