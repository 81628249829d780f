package jp.totsugo.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jp.totsugo.page.text.PageText;
import jp.totsugo.words.Language;

/**
 * Makes files of templates, one for each language. The templates are classes of the program; what
 * they show is escaped by where it stands.
 */
final class PageWriter {
  private static final String TEMPLATES = "jp.totsugo.page.template";

  private final TemplateEngine engine;
  private final Path folder;
  private final Map<Language, PageText> texts =
      Map.of(
          Language.ja, new PageText(Language.ja),
          Language.en, new PageText(Language.en));

  /**
   * @param folder an existing one
   */
  PageWriter(Path folder) {
    this.folder = folder;
    engine =
        TemplateEngine.createPrecompiled(
            null, ContentType.Html, PageWriter.class.getClassLoader(), TEMPLATES);
    engine.setTrimControlStructures(true);
  }

  /**
   * Writes a page in both languages.
   *
   * @param template its name; it takes {@code t}, the texts, and {@code page}
   * @param name of the file below the folder, without its ending
   * @param page what it shows
   */
  void write(String template, String name, Object page) throws IOException {
    for (Language language : Language.values()) {
      Utf8ByteOutput output = new Utf8ByteOutput();
      engine.render(template, Map.of("t", texts.get(language), "page", page), output);
      Path file = folder.resolve(PageText.file(name, language));
      try (OutputStream out = Files.newOutputStream(file)) {
        output.writeTo(out);
      }
    }
  }
}
