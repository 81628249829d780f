package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jp.totsugo.block.WorkFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job on a cluster ends with the run that it serves. */
class ClusterJobTest {
  @TempDir Path folder;
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch heard = new CountDownLatch(1);
  private HttpServer server;
  private String address;
  private Path out;
  private WorkFolder work;
  private volatile String state = "RUNNING";
  private volatile boolean obeys = true;

  /** What a run leaves that was killed while its job went on. */
  @BeforeEach
  void leaveJob() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/jobs/", this::answer);
    server.start();
    address = "127.0.0.1:" + server.getAddress().getPort();
    out = folder.resolve("out");
    Path own = Files.createDirectories(folder.resolve(".out.inprogress/work/some-run"));
    work = WorkFolder.create(own.resolve("check-1"), "some-run");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = ("{\"state\":\"" + state + "\",\"now\":5}").getBytes(StandardCharsets.UTF_8);
    if (exchange.getRequestMethod().equals("PATCH")) {
      String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      told.add(exchange.getRequestURI() + " " + request);
      if (obeys && exchange.getRequestURI().toString().endsWith("?mode=cancel")) {
        state = "CANCELED";
      }
      heard.countDown();
    }
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void while_the_run_lives_it_tells_the_cluster_so() throws Exception {
    try (ClusterJob job = ClusterJob.begin(Cluster.at(address), work)) {
      assertThat(heard.await(20, TimeUnit.SECONDS), is(true));
      job.ended();
    }
    assertThat(
        told,
        contains(
            "/jobs/" + ClusterJob.idOf(work) + "/clientHeartbeat {\"expiredTimestamp\":60005}"));
    assertThat(Files.exists(work.path().resolve("job")), is(false));
  }

  @Test
  void the_next_run_ends_the_job_of_one_that_was_killed() throws Exception {
    leaveWord();
    List<String> notices = new ArrayList<>();
    RunFolder.begin(out, saying -> notices.add(saying.toString())).close();
    assertThat(told, contains("/jobs/" + ClusterJob.idOf(work) + "?mode=cancel "));
    assertThat(notices.get(0), containsString("left by a run that did not end"));
  }

  @Test
  void a_job_that_does_not_end_keeps_the_folder_and_is_named() throws Exception {
    leaveWord();
    obeys = false;
    RunFolder.UnusableException refused =
        assertThrows(
            RunFolder.UnusableException.class,
            () -> RunFolder.begin(out, saying -> {}, Duration.ofMillis(300)));
    assertThat(
        refused.getMessage(),
        is(
            folder.resolve(".out.inprogress")
                + ": job "
                + ClusterJob.idOf(work)
                + " of a run that was killed still lives on the cluster "
                + address
                + "; cancel it there (its web page, or `flink cancel`), then run again"));
    assertThat(Files.exists(work.path()), is(true));
    state = "FAILED";
    RunFolder.begin(out, saying -> {}).close();
    assertThat(Files.exists(work.path()), is(false));
  }

  @Test
  void where_no_cluster_answers_any_more_nothing_is_waited_for() throws Exception {
    leaveWord();
    server.stop(0);
    RunFolder.begin(out, saying -> {}).close();
    assertThat(told, is(empty()));
  }

  @Test
  void a_job_that_has_ended_is_left_alone() throws Exception {
    leaveWord();
    state = "FINISHED";
    RunFolder.begin(out, saying -> {}).close();
    assertThat(told, is(empty()));
  }

  @Test
  void another_attempt_and_another_run_have_other_jobs() throws IOException {
    assertThat(ClusterJob.idOf(work).matches("[0-9a-f]{32}"), is(true));
    WorkFolder next = WorkFolder.create(work.path().resolveSibling("check-2"), "some-run");
    assertThat(ClusterJob.idOf(next), is(not(ClusterJob.idOf(work))));
    assertThat(
        ClusterJob.idOf(new WorkFolder(work.folder(), "other")), is(not(ClusterJob.idOf(work))));
  }

  private void leaveWord() throws IOException {
    Files.write(work.path().resolve("job"), List.of(address, ClusterJob.idOf(work)));
  }
}
