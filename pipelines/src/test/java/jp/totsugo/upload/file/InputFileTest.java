package jp.totsugo.upload.file;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import jp.totsugo.upload.file.RejectedFile.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputFileTest {
  private static final IOException STUMBLE = new IOException("Input/output error");

  @TempDir Path folder;
  private final Deque<IOException> failures = new ArrayDeque<>();
  private int tried;

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "folder", "device"})
  void what_is_no_regular_file_is_not_opened_and_nothing_waits_for_it(String what)
      throws Exception {
    Path path = folder.resolve("a.csv");
    switch (what) {
      case "pipe" -> new ProcessBuilder("mkfifo", path.toString()).start().waitFor();
      case "folder" -> Files.createDirectory(path);
      default -> Files.createSymbolicLink(path, Path.of("/dev/zero"));
    }
    assertThat(Files.exists(path), is(true));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertThrows(
                InputFile.NoRegularFileException.class, () -> InputFile.open(path).close()));
  }

  @Test
  void the_bytes_of_a_file_come_in_their_order() throws IOException {
    byte[] bytes = new byte[100_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 >> 3);
    }
    Path path = Files.write(folder.resolve("a"), bytes);
    try (InputStream in = InputFile.stream(path)) {
      assertThat(in.read(), is(bytes[0] & 0xFF));
      in.skipNBytes(10);
      assertThat(in.readNBytes(5), is(java.util.Arrays.copyOfRange(bytes, 11, 16)));
      assertThat(in.readAllBytes().length, is(bytes.length - 16));
      assertThat(in.read(), is(-1));
    }
  }

  @Test
  void a_step_that_stumbles_is_tried_again() throws IOException {
    failures.addAll(List.of(STUMBLE, STUMBLE));
    assertThat(InputFile.patiently(this::step), is("taken"));
    assertThat(tried, is(3));
  }

  @Test
  void a_step_that_goes_on_failing_is_given_up() {
    failures.addAll(Collections.nCopies(100, STUMBLE));
    assertThat(
        assertThrows(IOException.class, () -> InputFile.patiently(this::step)),
        sameInstance(STUMBLE));
    assertThat(tried, is(4));
  }

  @Test
  void what_a_pause_does_not_change_is_not_tried_again() {
    for (IOException failure :
        List.of(
            new NoSuchFileException("a"),
            new AccessDeniedException("a"),
            new ClosedByInterruptException(),
            new AsynchronousCloseException(),
            new InterruptedIOException())) {
      tried = 0;
      failures.clear();
      failures.add(failure);
      assertThat(
          assertThrows(IOException.class, () -> InputFile.patiently(this::step)),
          sameInstance(failure));
      assertThat(tried, is(1));
    }
  }

  @Test
  void a_task_that_is_cancelled_while_it_waits_ends() {
    failures.addAll(Collections.nCopies(100, STUMBLE));
    Thread.currentThread().interrupt();
    try {
      assertThrows(IOException.class, () -> InputFile.patiently(this::step));
      assertThat(tried, is(1));
      assertThat(Thread.currentThread().isInterrupted(), is(true));
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void a_cancelled_task_has_lost_no_file() throws IOException {
    UploadFile file = new UploadFile(0, "a.csv", "a.csv", "a.csv", 1, new int[0], 0, null);
    for (IOException cancelled :
        List.of(
            new ClosedByInterruptException(),
            new AsynchronousCloseException(),
            new InterruptedIOException(),
            new TooManyOpenFilesException(STUMBLE))) {
      assertThat(
          assertThrows(IOException.class, () -> LostFileException.of(file, cancelled)),
          sameInstance(cancelled));
      assertThat(
          assertThrows(IOException.class, () -> Rejection.notReadable(cancelled)),
          sameInstance(cancelled));
    }
    Thread.currentThread().interrupt();
    try {
      assertThrows(IOException.class, () -> LostFileException.of(file, STUMBLE));
    } finally {
      Thread.interrupted();
    }
    assertThat(LostFileException.of(file, STUMBLE), instanceOf(LostFileException.class));
    assertThat(LostFileException.of(file, STUMBLE).reason(), is(Cause.READ_ERROR));
  }

  private String step() throws IOException {
    tried++;
    if (!failures.isEmpty()) {
      throw failures.remove();
    }
    return "taken";
  }
}
