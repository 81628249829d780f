package jp.totsugo.pack.lock;

import com.exceptionfactory.jagged.DecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.armor.ArmoredDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.storage.PathText;

/**
 * Opens packs that came back locked. What stands in them is as untrusted as any other file; it is
 * read as a stream and never longer than the file that it comes from.
 */
public final class PackKeys {
  /** Where nothing is locked. */
  public static final PackKeys NONE = new PackKeys(new TreeMap<>(), AgeIdentities.NONE);

  /**
   * A password takes about a tenth of a second; so many are tried where the name of a file does not
   * say whose it is.
   */
  private static final int MOST_TRIED = 100;

  private static final Pattern NUMBER = Pattern.compile("(?<![0-9])(?:[0-9]{8}|[0-9]{6})(?![0-9])");

  private final SortedMap<Integer, String> passwords;
  private final AgeIdentities identities;

  private PackKeys(SortedMap<Integer, String> passwords, AgeIdentities identities) {
    this.passwords = passwords;
    this.identities = identities;
  }

  /** The keys with the passwords of a lock file, those with which the packs went out. */
  public PackKeys with(LockFile locks) {
    return new PackKeys(locks.passwords(), identities);
  }

  /** The keys with the identities to whose recipients the answers were locked. */
  public PackKeys with(AgeIdentities answers) {
    return new PackKeys(passwords, answers);
  }

  /**
   * What stands in a file, unlocked if it is locked. A password is looked for by the insurer whose
   * number stands in the file's name.
   *
   * @throws LockedException if it cannot be opened, also while it is read
   */
  public InputStream open(Path file) throws IOException {
    return switch (LockForm.of(file)) {
      case NONE -> Files.newInputStream(file);
      case PASSWORD -> new UnlockedStream(OfficeContainer.open(file, passwords(file)));
      case AGE -> openAge(file, new StandardDecryptingChannelFactory());
      case AGE_IN_LETTERS -> openAge(file, new ArmoredDecryptingChannelFactory());
    };
  }

  private Set<String> passwords(Path file) throws LockedException {
    if (passwords.isEmpty()) {
      throw new LockedException(LockedException.Reason.NO_PASSWORDS);
    }
    Set<String> tried = new LinkedHashSet<>();
    NUMBER
        .matcher(PathText.text(file.getFileName()))
        .results()
        .map(MatchResult::group)
        .map(InsurerNumber::parse)
        .filter(passwords::containsKey)
        .map(passwords::get)
        .forEach(tried::add);
    if (passwords.size() <= MOST_TRIED) {
      tried.addAll(passwords.values());
    }
    if (tried.isEmpty()) {
      throw new LockedException(LockedException.Reason.NO_INSURER);
    }
    return tried;
  }

  private InputStream openAge(Path file, DecryptingChannelFactory factory) throws IOException {
    if (identities.readers().isEmpty()) {
      throw new LockedException(LockedException.Reason.NO_IDENTITY);
    }
    FileChannel channel = FileChannel.open(file);
    boolean opened = false;
    try {
      InputStream content =
          Channels.newInputStream(factory.newDecryptingChannel(channel, identities.readers()));
      opened = true;
      return new UnlockedStream(content);
    } catch (GeneralSecurityException e) {
      throw new LockedException(LockedException.Reason.WRONG_IDENTITY);
    } catch (RuntimeException e) {
      // The library's readers of foreign bytes throw many of these.
      throw new LockedException(LockedException.Reason.DAMAGED);
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }
}
