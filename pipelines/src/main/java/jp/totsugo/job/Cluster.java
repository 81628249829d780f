package jp.totsugo.job;

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
import jp.totsugo.words.Said;
import jp.totsugo.words.Saying;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** The cluster that the options for Beam name, if they do. */
final class Cluster {
  /** Nobody answers at the address of the cluster; the message names it. */
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

  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final int USUAL_PORT = 8081;

  private Cluster() {}

  /**
   * Makes sure that somebody answers at the cluster's address, before any work is done for it. The
   * engine itself would try for minutes, and then not say where.
   */
  static void refuseUnreachable(List<String> beamArguments) throws IOException {
    String master =
        PipelineOptionsFactory.fromArgs(beamArguments.toArray(String[]::new))
            .as(FlinkPipelineOptions.class)
            .getFlinkMaster();
    if (!master.startsWith("[")) {
      refuseUnreachable(master);
    }
  }

  private static void refuseUnreachable(String master) throws IOException {
    URI config;
    try {
      config =
          URI.create(
              master.contains("://")
                  ? master.replaceFirst("/*$", "/config")
                  : "http://"
                      + HostAndPort.fromString(master).withDefaultPort(USUAL_PORT)
                      + "/config");
    } catch (IllegalArgumentException e) {
      throw new UnreachableException(Saying.of("cluster.noAddress", master), e);
    }
    HttpResponse<Void> answer;
    try {
      answer =
          HttpClient.newBuilder()
              .proxy(HttpClient.Builder.NO_PROXY)
              .connectTimeout(PATIENCE)
              .build()
              .send(
                  HttpRequest.newBuilder(config).timeout(PATIENCE).build(),
                  HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UnreachableException(
          Saying.of("cluster.noAnswer", master, config.getAuthority()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
      throw new UnreachableException(
          Saying.of("cluster.otherAnswer", master, config.getAuthority()), null);
    }
  }
}
