package jp.totsugo.pack.lock;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Set;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** A compound file in which Excel and others lock a workbook (MS-OFFCRYPTO). */
final class OfficeContainer {
  /** Excel takes 100,000; a file could ask for so many that trying a password takes minutes. */
  private static final int MOST_ROUNDS = 1_000_000;

  private OfficeContainer() {}

  /** What is locked in the file, by the first of the passwords that opens it. */
  static InputStream open(Path file, Set<String> passwords) throws IOException {
    POIFSFileSystem container = null;
    boolean opened = false;
    try {
      container = new POIFSFileSystem(FileChannel.open(file), true, true);
      if (!container.getRoot().hasEntryCaseInsensitive(Decryptor.DEFAULT_POIFS_ENTRY)) {
        throw new LockedException(LockedException.Reason.OLD_WORKBOOK);
      }
      InputStream content = open(container, Files.size(file), passwords);
      opened = true;
      return content;
    } catch (LockedException e) {
      throw e;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      // The library throws many kinds where foreign bytes are not what they should be.
      throw new LockedException(LockedException.Reason.DAMAGED);
    } finally {
      if (!opened && container != null) {
        container.close();
      }
    }
  }

  private static InputStream open(POIFSFileSystem container, long bytes, Set<String> passwords)
      throws IOException, GeneralSecurityException {
    EncryptionInfo info = new EncryptionInfo(container);
    EncryptionMode mode = info.getEncryptionMode();
    if (mode != EncryptionMode.agile && mode != EncryptionMode.standard
        || info.getVerifier().getSpinCount() > MOST_ROUNDS) {
      throw new LockedException(LockedException.Reason.UNKNOWN_WAY);
    }
    Decryptor decryptor = info.getDecryptor();
    for (String password : passwords) {
      if (decryptor.verifyPassword(password)) {
        InputStream content = decryptor.getDataStream(container);
        if (decryptor.getLength() < 0 || decryptor.getLength() > bytes) {
          throw new LockedException(LockedException.Reason.DAMAGED);
        }
        return new FilterInputStream(content) {
          @Override
          public void close() throws IOException {
            try (container) {
              super.close();
            }
          }
        };
      }
    }
    throw new LockedException(LockedException.Reason.WRONG_PASSWORD);
  }
}
