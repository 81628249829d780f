package jp.totsugo.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.hash.Hashing;
import com.google.common.util.concurrent.Uninterruptibles;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jp.totsugo.block.WorkFolder;

/**
 * The job on a cluster that serves a run. It ends with the run: while this process lives it tells
 * the cluster so, and the cluster cancels a job of which it has not heard for a minute. Who removes
 * the work folder of a run, be it the run itself or the next one in its place, ends its job before.
 */
final class ClusterJob implements Closeable {
  /** In milliseconds: after so long without a word the cluster cancels the job. */
  static final long PATIENCE_OF_CLUSTER = 60_000;

  private static final Duration BETWEEN_WORDS = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  /** So long a job that was cancelled may go on. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");

  /** In the folder of an attempt: the cluster and the job, a line each. */
  private static final String FILE = "job";

  private static final int DEPTH_OF_FILE = 3;

  private final Path file;
  private final Thread words;

  /** Where a job is, for people. */
  record Place(String cluster, String job) {}

  private ClusterJob(Path file, Thread words) {
    this.file = file;
    this.words = words;
  }

  /** The id of the job that serves an attempt. Another attempt or run has another. */
  static String idOf(WorkFolder work) {
    return Hashing.sha256()
        .hashString(work.run() + " " + work.folder(), StandardCharsets.UTF_8)
        .toString()
        .substring(0, 32);
  }

  /** Leaves word of a job that is about to begin, and tells the cluster that this process lives. */
  static ClusterJob begin(Cluster cluster, WorkFolder work) throws IOException {
    Path file = work.path().resolve(FILE);
    String id = idOf(work);
    Files.write(file, List.of(cluster.address(), id));
    Thread words = new Thread(() -> tellThatThisLives(cluster, id), "cluster job");
    words.setDaemon(true);
    words.start();
    return new ClusterJob(file, words);
  }

  private static void tellThatThisLives(Cluster cluster, String id) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        // The clock of the cluster counts.
        JsonNode job = cluster.get("/jobs/" + id);
        if (job != null) {
          cluster.patch(
              "/jobs/" + id + "/clientHeartbeat",
              "{\"expiredTimestamp\":" + (job.get("now").asLong() + PATIENCE_OF_CLUSTER) + "}");
        }
        Thread.sleep(BETWEEN_WORDS.toMillis());
      } catch (InterruptedException e) {
        return;
      } catch (IOException e) {
        // A word that is lost is followed by others.
        if (!sleep(BETWEEN_LOOKS)) {
          return;
        }
      }
    }
  }

  private static boolean sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** The job has ended. */
  void ended() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Stops telling the cluster. */
  @Override
  public void close() {
    words.interrupt();
  }

  /**
   * Ends the jobs of which there is word in a work folder. Where nobody answers any more, there is
   * no job that could be ended; a worker that is left writes to nothing that counts.
   *
   * @param patience so long a job that was cancelled may go on
   * @return one that goes on nevertheless, or null
   */
  static Place endAllIn(Path work, Duration patience) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(work, DEPTH_OF_FILE)) {
      files =
          all.filter(path -> path.endsWith(FILE) && Files.isRegularFile(path)).sorted().toList();
    } catch (UncheckedIOException e) {
      // Something of it has just gone.
      return null;
    }
    for (Path file : files) {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() == 2 && !end(Cluster.at(lines.get(0)), lines.get(1), patience)) {
        return new Place(lines.get(0), lines.get(1));
      }
    }
    return null;
  }

  private static boolean end(Cluster cluster, String id, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (lives(cluster, id)) {
        cluster.patch("/jobs/" + id + "?mode=cancel", "");
        if (System.nanoTime() > end) {
          return false;
        }
        Uninterruptibles.sleepUninterruptibly(BETWEEN_LOOKS);
      }
    } catch (IOException e) {
      return true;
    }
    return true;
  }

  private static boolean lives(Cluster cluster, String id) throws IOException {
    JsonNode job = cluster.get("/jobs/" + id);
    return job != null && !ENDED.contains(job.get("state").asText());
  }
}
