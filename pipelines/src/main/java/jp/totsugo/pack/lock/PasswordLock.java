package jp.totsugo.pack.lock;

import java.io.File;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import jp.totsugo.storage.PathText;
import org.apache.poi.poifs.crypt.ChainingMode;
import org.apache.poi.poifs.crypt.CipherAlgorithm;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.crypt.HashAlgorithm;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.util.TempFile;
import org.apache.poi.util.TempFileCreationStrategy;

/**
 * Locks as Excel does (MS-OFFCRYPTO, agile encryption): AES-256, the key made of the password by
 * 100,000 rounds of SHA-512.
 */
final class PasswordLock implements Lock {
  /** Excel takes no more characters. */
  static final int LONGEST = 255;

  private final String password;

  PasswordLock(String password) {
    this.password = password;
  }

  @Override
  public String ending() {
    return ".xlsx";
  }

  @Override
  public OutputStream locked(OutputStream file, Path scratch) throws IOException {
    EncryptionInfo info =
        new EncryptionInfo(
            EncryptionMode.agile,
            CipherAlgorithm.aes256,
            HashAlgorithm.sha512,
            -1,
            -1,
            ChainingMode.cbc);
    Encryptor encryptor = info.getEncryptor();
    encryptor.confirmPassword(password);
    POIFSFileSystem container = new POIFSFileSystem();
    return new LockedWorkbook(lockedContent(encryptor, container, scratch), container, file);
  }

  /** The library keeps the locked content in a temporary file: the length comes first in it. */
  private static OutputStream lockedContent(
      Encryptor encryptor, POIFSFileSystem container, Path scratch) throws IOException {
    TempFile.setThreadLocalTempFileCreationStrategy(new InFolder(scratch));
    try {
      return encryptor.getDataStream(container);
    } catch (GeneralSecurityException e) {
      throw new IOException("this Java cannot encrypt as Excel does", e);
    } finally {
      TempFile.setThreadLocalTempFileCreationStrategy(null);
    }
  }

  /** Temporary files that only their owner can read, in a folder that is given. */
  private record InFolder(Path folder) implements TempFileCreationStrategy {
    @Override
    public File createTempFile(String prefix, String suffix) throws IOException {
      return PathText.file(Files.createTempFile(folder, ".locked", ".part"));
    }

    @Override
    public File createTempDirectory(String prefix) throws IOException {
      return PathText.file(Files.createTempDirectory(folder, ".locked"));
    }
  }

  private static final class LockedWorkbook extends FilterOutputStream {
    private final POIFSFileSystem container;
    private final OutputStream file;
    private boolean closed;

    LockedWorkbook(OutputStream content, POIFSFileSystem container, OutputStream file) {
      super(content);
      this.container = container;
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      try (file;
          container) {
        out.close();
        container.writeFilesystem(file);
      }
    }
  }
}
