package jp.totsugo.upload.file;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens and reads files that are in other people's hands. Only regular files: to open a pipe may be
 * to wait for ever. What fails is tried again after some pauses, since a disk of the network
 * stumbles now and then, and too many files may be open for a moment.
 */
public final class InputFile {
  /** In milliseconds. */
  private static final int[] PAUSES = {50, 250, 1000};

  /** Nothing is waited for any more when so many have waited in vain, and none with success. */
  private static final int MOST_IN_VAIN = 20;

  private static final AtomicInteger IN_VAIN = new AtomicInteger();

  private InputFile() {}

  /** It is there, but is a folder, a pipe or a device. */
  public static final class NoRegularFileException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    NoRegularFileException(Path file) {
      super(file.toString());
    }
  }

  /** A step that may succeed when it is tried again. */
  @FunctionalInterface
  interface Step<T> {
    T take() throws IOException;
  }

  /**
   * Opens a file for reading.
   *
   * @throws NoRegularFileException if it is none
   * @throws TooManyOpenFilesException if nothing can be opened
   */
  public static FileChannel open(Path file) throws IOException {
    return patiently(
        () -> {
          if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
            throw new NoRegularFileException(file);
          }
          return FileChannel.open(file, StandardOpenOption.READ);
        });
  }

  /** The bytes of a file from its beginning on. */
  public static InputStream stream(Path file) throws IOException {
    return new Stream(open(file));
  }

  /** Reads as much as the file gives at once; -1 at its end. */
  public static int read(FileChannel channel, ByteBuffer into, long at) throws IOException {
    return patiently(() -> channel.read(into, at));
  }

  static <T> T patiently(Step<T> step) throws IOException {
    for (int attempt = 0; ; attempt++) {
      try {
        T taken = step.take();
        if (attempt > 0) {
          IN_VAIN.set(0);
        }
        return taken;
      } catch (IOException e) {
        if (!mayPass(e)) {
          throw e;
        }
        if (attempt == PAUSES.length || IN_VAIN.get() >= MOST_IN_VAIN) {
          IN_VAIN.incrementAndGet();
          throw canOpenNothing() ? new TooManyOpenFilesException(e) : e;
        }
        pause(PAUSES[attempt]);
      }
    }
  }

  /** Whether a failure may be another one, or none, a moment later. */
  private static boolean mayPass(IOException failure) {
    return !(failure instanceof NoSuchFileException
        || failure instanceof AccessDeniedException
        || failure instanceof NoRegularFileException
        || saysNothingOfTheFile(failure));
  }

  /** Whether the task was cancelled, or the machine failed, rather than the file. */
  public static boolean saysNothingOfTheFile(IOException failure) {
    return Thread.currentThread().isInterrupted()
        || failure instanceof TooManyOpenFilesException
        || Throwables.getCausalChain(failure).stream().anyMatch(InputFile::isCancellation);
  }

  private static boolean isCancellation(Throwable cause) {
    return cause instanceof ClosedChannelException
        || cause instanceof FileLockInterruptionException
        || cause instanceof InterruptedIOException
        || cause instanceof InterruptedException;
  }

  /** Whether not even what is surely there can be opened; the texts of systems differ. */
  private static boolean canOpenNothing() {
    try (DirectoryStream<Path> java =
        Files.newDirectoryStream(Path.of(System.getProperty("java.home")))) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static void pause(int millis) throws InterruptedIOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a file was read");
    }
  }

  private static final class Stream extends InputStream {
    private final FileChannel channel;
    private final byte[] one = new byte[1];
    private long position;

    Stream(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read() throws IOException {
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = InputFile.read(channel, ByteBuffer.wrap(bytes, from, length), position);
      position += Math.max(read, 0);
      return read;
    }

    @Override
    public long skip(long bytes) {
      position += Math.max(bytes, 0);
      return Math.max(bytes, 0);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
