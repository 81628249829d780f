package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import jp.totsugo.number.shard.ShardFullException;
import jp.totsugo.upload.file.LostFileException;
import jp.totsugo.upload.file.RejectedFile;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.runtime.io.network.netty.exception.RemoteTransportException;
import org.apache.flink.runtime.jobmaster.JobMasterException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
  private static final String RESTART_STRATEGY =
      " `restart-strategy.type: fixed-delay` (with `.attempts` and `.delay`) in the cluster's"
          + " configuration, by which other workers take over; nothing is published";

  private static final String NUMBER = "621498320257";

  @Test
  void a_limit_that_was_met_is_told_with_what_to_do() {
    assertThat(
        explained(new ShardFullException(1_000)),
        is(
            "more than 1,000 records came together in one shard, as those do that share one My"
                + " Number or one card; correct them in the uploads, or name the number under"
                + " fillers in --rules (with --runner inProcess all records come together: take"
                + " flink)"));
  }

  @Test
  void a_worker_that_was_lost_is_called_so() {
    assertThat(
        explained(new JobMasterException("tm1 unreachable")),
        is(
            "the cluster lost a worker in the middle of its work; run again, or set"
                + RESTART_STRATEGY));
  }

  @ParameterizedTest
  @MethodSource
  void a_worker_that_was_lost_is_named_as_the_engine_names_it(Throwable failure, String name) {
    assertThat(
        explained(new IOException("job failed", failure)),
        is(
            "the cluster lost worker "
                + name
                + " in the middle of its work; run again, or set"
                + RESTART_STRATEGY));
  }

  static Stream<Arguments> a_worker_that_was_lost_is_named_as_the_engine_names_it() {
    return Stream.of(
        Arguments.of(
            new JobMasterException(
                "TaskManager with id tm1-77(127.0.0.2:41) is no longer reachable."),
            "tm1-77(127.0.0.2:41)"),
        Arguments.of(
            new TimeoutException("Heartbeat of TaskManager with id tm2 timed out."), "tm2"),
        Arguments.of(
            new RemoteTransportException(
                "Connection unexpectedly closed by remote task manager '127.0.0.2/10.0.0.1:41 [ tm1"
                    + " ] '. This might indicate that the remote task manager was lost.",
                null),
            "127.0.0.2/10.0.0.1:41"));
  }

  @Test
  void what_a_worker_said_is_known_though_the_engine_packed_it() {
    assertThat(
        explained(
            new IOException(
                new SerializedThrowable(
                    new JobMasterException("TaskManager with id tm3 is no longer reachable.")))),
        containsString("lost worker tm3 "));
  }

  @Test
  void a_job_that_somebody_cancelled_is_called_so() {
    assertThat(
        explained(new JobCancellationException(new JobID(), "Job was cancelled.", null)),
        is("the job was cancelled on the cluster; nothing is published"));
  }

  /** Libraries put into their messages what they could not read. */
  @ParameterizedTest
  @MethodSource
  void of_an_unknown_exception_only_its_kind_and_place_are_told(Throwable failure, String kind) {
    String told = explained(failure);
    assertThat(told, not(containsString(NUMBER)));
    assertThat(
        told,
        matchesPattern(
            "the program failed with \\Q" + kind + "\\E at \\S+\\(.*\\); nothing is published"));
  }

  static Stream<Arguments> of_an_unknown_exception_only_its_kind_and_place_are_told() {
    return Stream.of(
        Arguments.of(
            assertThrows(NumberFormatException.class, () -> Integer.parseInt(NUMBER)),
            "java.lang.NumberFormatException"),
        Arguments.of(
            new DateTimeParseException(NUMBER, NUMBER, 0),
            "java.time.format.DateTimeParseException"),
        Arguments.of(new IOException(NUMBER), "java.io.IOException"),
        Arguments.of(new Error(NUMBER), "java.lang.Error"));
  }

  @ParameterizedTest
  @MethodSource
  void of_a_file_its_name_and_what_is_wrong_with_it_are_told(Throwable failure, String told) {
    assertThat(explained(failure), is(told));
  }

  static Stream<Arguments> of_a_file_its_name_and_what_is_wrong_with_it_are_told() {
    return Stream.of(
        Arguments.of(
            new NoSuchFileException("a.csv"),
            "a.csv: there is no such file or folder; nothing is published"),
        Arguments.of(
            new AccessDeniedException("a.csv"), "a.csv: permission denied; nothing is published"),
        Arguments.of(
            new FileSystemException("a.csv", null, "Is a directory"),
            "a.csv: Is a directory; nothing is published"),
        Arguments.of(
            new FileSystemException("a.csv"), "a.csv: FileSystemException; nothing is published"),
        Arguments.of(
            new LostFileException("a.csv", RejectedFile.Cause.READ_ERROR, new IOException(NUMBER)),
            "a.csv: reading the file failed on the way; look after its disk, copy the file anew;"
                + " nothing is published"));
  }

  @Test
  void a_full_disk_is_told_with_what_needs_room() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no disk that is always full");
    IOException failure =
        assertThrows(
            IOException.class,
            () -> {
              try (OutputStream out = Files.newOutputStream(full)) {
                out.write(1);
              }
            });
    assertThat(explained(failure), startsWith("the disk is full; the folder of --out needs room"));
  }

  @Test
  void too_little_memory_is_told_with_what_gives_more() {
    assertThat(
        explained(new OutOfMemoryError("Java heap space")),
        startsWith("the memory is not enough; set TOTSUGO_HEAP to more, or --parallelism to less"));
  }

  /** As an engine hands it over: wrapped several times. */
  private static String explained(Throwable failure) {
    Throwable wrapped =
        failure instanceof IOException io
            ? new UncheckedIOException(NUMBER, io)
            : new IllegalStateException(NUMBER, failure);
    RunFailedException explained = Failures.explained(new RuntimeException(NUMBER, wrapped));
    assertThat("the cause is kept", explained.getCause().getCause(), is(wrapped));
    return explained.getMessage();
  }
}
