package jp.totsugo.upload.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import jp.totsugo.upload.file.RejectedFile.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fails because the task was cancelled says nothing of the file. */
class LostFileExceptionTest {
  private static final UploadFile FILE =
      new UploadFile(0, "a.csv", "a.csv", "a.csv", 1, new int[0], -1, null);

  @AfterEach
  void forgetInterrupts() {
    Thread.interrupted();
  }

  static Stream<IOException> cancellations() {
    return Stream.of(
        new ClosedByInterruptException(),
        new AsynchronousCloseException(),
        new FileLockInterruptionException(),
        new InterruptedIOException(),
        new IOException("wrapped", new InterruptedException()),
        new IOException("wrapped", new IOException(new ClosedByInterruptException())));
  }

  @ParameterizedTest
  @MethodSource("cancellations")
  void a_cancellation_is_no_loss(IOException cancellation) {
    assertThat(
        assertThrows(IOException.class, () -> LostFileException.of(FILE, cancellation)),
        sameInstance(cancellation));
  }

  @Test
  void whatever_fails_in_an_interrupted_task_is_no_loss() {
    IOException failure = new IOException();
    Thread.currentThread().interrupt();
    assertThat(
        assertThrows(IOException.class, () -> LostFileException.of(FILE, failure)),
        sameInstance(failure));
  }

  @Test
  void all_else_is_the_file() throws IOException {
    assertThat(LostFileException.of(FILE, new EOFException()).reason(), is(Cause.READ_ERROR));
    assertThat(
        LostFileException.of(FILE, new NoSuchFileException("a")).reason(), is(Cause.CHANGED));
  }
}
