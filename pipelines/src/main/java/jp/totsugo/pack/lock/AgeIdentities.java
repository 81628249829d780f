package jp.totsugo.pack.lock;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * The secret halves of keys that open files of age: a file as {@code age-keygen} writes it, a key a
 * line, comments behind {@code #}.
 */
public final class AgeIdentities {
  /** What an identity begins with. */
  static final String SECRET = "AGE-SECRET-KEY-";

  /** Where there are none. */
  public static final AgeIdentities NONE = new AgeIdentities(List.of());

  private final List<RecipientStanzaReader> readers;

  private AgeIdentities(List<RecipientStanzaReader> readers) {
    this.readers = readers;
  }

  /** Reads and checks all of a file. */
  public static AgeIdentities read(Path file) throws InvalidKeysException {
    List<RecipientStanzaReader> readers = new ArrayList<>();
    long number = 0;
    for (String line : KeyText.read(file).lines().toList()) {
      number++;
      String identity = line.strip();
      if (!identity.isEmpty() && identity.charAt(0) != '#') {
        try {
          readers.add(X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
          // The message holds pieces of the text.
          throw InvalidKeysException.in(file, "identity", number);
        }
      }
    }
    if (readers.isEmpty()) {
      throw InvalidKeysException.in(file, "noIdentity");
    }
    return new AgeIdentities(readers);
  }

  List<RecipientStanzaReader> readers() {
    return readers;
  }
}
