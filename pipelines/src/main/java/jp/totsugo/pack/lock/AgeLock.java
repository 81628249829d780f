package jp.totsugo.pack.lock;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/** Locks for the holder of a key, in the format of age (age-encryption.org/v1). */
final class AgeLock implements Lock {
  /** What a recipient begins with. */
  static final String RECIPIENT = "age1";

  private final String recipient;

  /**
   * @throws GeneralSecurityException if it is no recipient
   */
  AgeLock(String recipient) throws GeneralSecurityException {
    this.recipient = recipient;
    try {
      writer();
    } catch (IllegalArgumentException e) {
      // The library says so of what is no Bech32; its message holds the text.
      throw new GeneralSecurityException("no recipient");
    }
  }

  private RecipientStanzaWriter writer() throws GeneralSecurityException {
    return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient);
  }

  @Override
  public String ending() {
    return ".xlsx.age";
  }

  @Override
  public OutputStream locked(OutputStream file, Path scratch) throws IOException {
    try {
      return Channels.newOutputStream(
          new StandardEncryptingChannelFactory()
              .newEncryptingChannel(Channels.newChannel(file), List.of(writer())));
    } catch (GeneralSecurityException e) {
      throw new IOException("this Java cannot encrypt as age does", e);
    }
  }
}
