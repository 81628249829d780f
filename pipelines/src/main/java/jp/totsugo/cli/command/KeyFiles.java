package jp.totsugo.cli.command;

import java.nio.file.Path;
import jp.totsugo.pack.lock.AgeIdentities;
import jp.totsugo.pack.lock.InvalidKeysException;
import jp.totsugo.pack.lock.KeyText;
import jp.totsugo.pack.lock.LockFile;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Language;
import jp.totsugo.words.Words;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Reads the files of passwords and keys that a command is given, before it does anything else, and
 * says so if others can read them too.
 */
final class KeyFiles {
  private final CommandSpec spec;
  private final Words words;

  KeyFiles(CommandSpec spec, Language language) {
    this.spec = spec;
    words = new Words(language);
  }

  /** What {@code --lock} names. */
  LockFile locks(Path file) {
    return read(file, LockFile::read);
  }

  /** What {@code --age-identity} names. */
  AgeIdentities identities(Path file) {
    return read(file, AgeIdentities::read);
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(Path file) throws InvalidKeysException;
  }

  private <T> T read(Path file, Reader<T> reader) {
    T keys;
    try {
      keys = reader.read(file);
    } catch (InvalidKeysException e) {
      throw new WrongUsage(spec, e.saying(), e);
    }
    if (KeyText.isOpenToOthers(file)) {
      Runs.say(words.text("lock.openToOthers", ShownName.of(file)));
    }
    return keys;
  }
}
