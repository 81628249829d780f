package jp.totsugo.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.net.HostAndPort;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import jp.totsugo.table.JsonFile;
import jp.totsugo.words.Said;
import jp.totsugo.words.Saying;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** The cluster that the options for Beam name, if they do, asked by its web page's interface. */
final class Cluster {
  /** Nobody answers at the address of the cluster, or its workers are too small. */
  static final class UnreachableException extends IOException implements Said {
    private static final long serialVersionUID = 1L;

    private final Saying saying;

    UnreachableException(Saying saying, Exception failure) {
      super(saying.toString(), failure);
      this.saying = saying;
    }

    @Override
    public Saying saying() {
      return saying;
    }
  }

  /** How the engine's own names for this machine begin. */
  private static final String HERE = "[";

  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final int USUAL_PORT = 8081;

  /** Bytes of heap for each slot; with less no run was tried. */
  private static final long LEAST_HEAP = 128L << 20;

  private final String master;
  private final URI address;
  private final HttpClient client =
      HttpClient.newBuilder()
          .proxy(HttpClient.Builder.NO_PROXY)
          .connectTimeout(PATIENCE)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  private Cluster(String master, URI address) {
    this.master = master;
    this.address = address;
  }

  /**
   * The cluster of a run; none if it runs on this machine.
   *
   * @throws UnreachableException if its address is none
   */
  static Optional<Cluster> of(RunOptions options) throws UnreachableException {
    return options.runner() == RunOptions.Runner.flink || options.runner() == RunOptions.Runner.auto
        ? of(options.beamArguments())
        : Optional.empty();
  }

  private static Optional<Cluster> of(List<String> beamArguments) throws UnreachableException {
    String master = beamArguments.isEmpty() ? HERE : master(beamArguments);
    if (master.startsWith(HERE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(at(master));
    } catch (IllegalArgumentException e) {
      throw new UnreachableException(Saying.of("cluster.noAddress", master), e);
    }
  }

  private static String master(List<String> beamArguments) {
    return PipelineOptionsFactory.fromArgs(beamArguments.toArray(String[]::new))
        .as(FlinkPipelineOptions.class)
        .getFlinkMaster();
  }

  /**
   * The cluster at an address.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Cluster at(String master) {
    return new Cluster(
        master,
        URI.create(
            master.contains("://")
                ? master.replaceFirst("/*$", "")
                : "http://" + HostAndPort.fromString(master).withDefaultPort(USUAL_PORT)));
  }

  /** As the user gave it. */
  String address() {
    return master;
  }

  /**
   * Makes sure that somebody answers at the address of the cluster, if there is to be one, before
   * any work is done for it. The engine itself would try for minutes, and then not say where.
   */
  static void refuseUnreachable(List<String> beamArguments) throws IOException {
    Optional<Cluster> cluster = of(beamArguments);
    if (cluster.isPresent()) {
      cluster.get().refuseUnreachable();
    }
  }

  private void refuseUnreachable() throws IOException {
    int status;
    try {
      status =
          send(request("/config").build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      throw new UnreachableException(
          Saying.of("cluster.noAnswer", master, address.getAuthority()), e);
    }
    if (status != HttpURLConnection.HTTP_OK) {
      throw new UnreachableException(
          Saying.of("cluster.otherAnswer", master, address.getAuthority()), null);
    }
  }

  /** The heap of a slot where it is least; nothing if the cluster has no workers yet. */
  OptionalLong heapOfSlot() throws IOException {
    JsonNode workers = get("/taskmanagers");
    return workers == null
        ? OptionalLong.empty()
        : StreamSupport.stream(workers.path("taskmanagers").spliterator(), false)
            .filter(worker -> worker.path("slotsNumber").asInt() > 0)
            .mapToLong(
                worker ->
                    worker.path("hardware").path("freeMemory").asLong()
                        / worker.path("slotsNumber").asInt())
            .filter(heap -> heap > 0)
            .min();
  }

  /** Refuses a cluster with a worker that has too little memory for its slots. */
  void refuseLittleHeap() throws IOException {
    long heap = heapOfSlot().orElse(LEAST_HEAP);
    if (heap < LEAST_HEAP) {
      throw new UnreachableException(
          Saying.of("cluster.littleHeap", master, heap >> 20, LEAST_HEAP >> 20), null);
    }
  }

  /** What the cluster answers; null if it does not know that. */
  JsonNode get(String path) throws IOException {
    HttpResponse<String> answer = send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() == HttpURLConnection.HTTP_OK
        ? JsonFile.MAPPER.readTree(answer.body())
        : null;
  }

  /** Tells the cluster something; it may refuse that. */
  void patch(String path, String json) throws IOException {
    send(
        request(path)
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(json))
            .build(),
        HttpResponse.BodyHandlers.discarding());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException {
    try {
      return client.send(request, handler);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
