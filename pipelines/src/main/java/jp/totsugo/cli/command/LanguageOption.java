package jp.totsugo.cli.command;

import jp.totsugo.words.Language;
import jp.totsugo.words.Saying;
import jp.totsugo.words.Words;
import picocli.CommandLine.Option;

/** {@code --lang}, which every command takes. Without it the value is {@link Language#ja}. */
public final class LanguageOption {
  @Option(names = "--lang", defaultValue = "ja", paramLabel = "LANG")
  Language language;

  Words words() {
    return new Words(language);
  }

  /** To people on stderr. */
  void say(Saying saying) {
    Runs.say(words().text(saying));
  }
}
