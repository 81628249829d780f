package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterTest {
  @Test
  void nobody_at_the_port_is_named_with_host_and_port() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    assertThat(
        refusal("127.0.0.1:" + port),
        startsWith(
            "--flinkMaster=127.0.0.1:" + port + ": 127.0.0.1:" + port + " does not answer; "));
  }

  @Test
  void somebody_who_takes_the_call_and_says_nothing_is_named_within_20_seconds()
      throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      Instant start = Instant.now();
      assertThat(
          refusal("127.0.0.1:" + silent.getLocalPort()), containsString(" does not answer; "));
      assertThat(Duration.between(start, Instant.now()), lessThan(Duration.ofSeconds(20)));
    }
  }

  @Test
  void a_host_that_does_not_exist_is_named() {
    assertThat(
        refusal("no-such-host.invalid:1234"),
        containsString("no-such-host.invalid:1234 does not answer"));
    assertThat(
        refusal("no-such-host.invalid"),
        containsString("no-such-host.invalid:8081 does not answer"));
  }

  @Test
  void what_is_no_address_is_refused() {
    assertThat(refusal("a b:c"), containsString("--flinkMaster=a b:c is no host:port"));
  }

  @Test
  void a_cluster_is_known_by_its_answer() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/config",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      int port = server.getAddress().getPort();
      Cluster.refuseUnreachable(List.of("--flinkMaster=127.0.0.1:" + port));
      server.removeContext("/config");
      assertThat(refusal("127.0.0.1:" + port), containsString("not as a Flink cluster does"));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void heap_is_that_of_a_slot_of_the_smallest_worker_and_must_be_enough() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] workers =
        ("{\"taskmanagers\":[{\"slotsNumber\":2,\"hardware\":{\"freeMemory\":209715200}},"
                + "{\"slotsNumber\":1,\"hardware\":{\"freeMemory\":1000000000}}]}")
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/taskmanagers",
        exchange -> {
          exchange.sendResponseHeaders(200, workers.length);
          exchange.getResponseBody().write(workers);
          exchange.close();
        });
    server.start();
    try {
      String master = "127.0.0.1:" + server.getAddress().getPort();
      Cluster cluster = Cluster.at(master);
      assertThat(cluster.heapOfSlot().getAsLong(), is(100L << 20));
      assertThat(
          assertThrows(Cluster.UnreachableException.class, cluster::refuseLittleHeap).getMessage(),
          startsWith(
              "--flinkMaster="
                  + master
                  + ": a worker has 100 MB of heap for each slot, and needs"));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void where_no_cluster_is_named_none_is_asked() throws IOException {
    Cluster.refuseUnreachable(List.of());
    Cluster.refuseUnreachable(List.of("--flinkMaster=[local]"));
  }

  private static String refusal(String master) {
    return assertThrows(
            Cluster.UnreachableException.class,
            () -> Cluster.refuseUnreachable(List.of("--flinkMaster=" + master)))
        .getMessage();
  }
}
