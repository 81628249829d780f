package jp.totsugo.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.storage.PathText;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Words;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.flink.client.cli.ClientOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;

/** Sets up the engine of a run: embedded Flink for speed, the direct runner for its checks. */
final class Engine {
  private Engine() {}

  /** Begins to load the engine beside whatever comes first: it takes a third of a small run. */
  static void warmUp() {
    Thread loader =
        new Thread(
            () -> PipelineOptionsFactory.create().as(FlinkPipelineOptions.class), "load engine");
    loader.setDaemon(true);
    loader.start();
  }

  /** The options of the pipeline. The engine's files stay in the run's work folder. */
  static PipelineOptions options(RunOptions run, WorkFolder work) throws IOException {
    List<String> arguments = new ArrayList<>(run.beamArguments());
    PipelineOptions options =
        PipelineOptionsFactory.fromArgs(arguments.toArray(String[]::new)).create();
    options.setJobName("totsugo");
    Path own = ownFolder(work.path(), new Words(run.language()));
    options.setTempLocation(own.toString());
    if (run.runner() == RunOptions.Runner.direct) {
      options.setRunner(DirectRunner.class);
      options.as(DirectOptions.class).setTargetParallelism(run.parallelism());
    } else {
      FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
      options.setRunner(FlinkRunner.class);
      if (flink.getFlinkMaster().equals("[auto]")) {
        flink.setFlinkMaster("[local]");
      }
      flink.setParallelism(run.parallelism());
      // The tally of the run is told as one.
      flink.setDisableMetrics(false);
      flink.setObjectReuse(true);
      flink.setFasterCopy(true);
      flink.setFlinkConfDir(
          writeConfiguration(run, own, ofCluster(Cluster.of(run).isPresent(), work)).toString());
    }
    return options;
  }

  /**
   * Where the engine has its own files: the work folder, unless the engine cannot take its name.
   * Its settings hold no colons, commas or line breaks, and it reads names by the locale. Then it
   * is a folder for temporary files, readable by its owner alone, which goes with the process.
   */
  private static Path ownFolder(Path work, Words words) throws IOException {
    String name = PathText.text(work);
    if (name.equals(work.toString()) && name.matches("[\\p{L}\\p{N}/._+ -]+")) {
      return work;
    }
    Path folder = Files.createTempDirectory("totsugo-engine-");
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> remove(folder, words), "remove engine files"));
    return folder;
  }

  private static void remove(Path folder, Words words) {
    try {
      RunFolder.remove(folder);
    } catch (IOException e) {
      System.err.println("totsugo: " + words.text("notice.notRemoved", ShownName.of(folder)));
    }
  }

  /** What lets the cluster know the job, and end it when nobody waits for it any more. */
  private static List<String> ofCluster(boolean isOnCluster, WorkFolder work) {
    return isOnCluster
        ? List.of(
            PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID.key() + ": " + ClusterJob.idOf(work),
            DeploymentOptions.SHUTDOWN_IF_ATTACHED.key() + ": true",
            ClientOptions.CLIENT_HEARTBEAT_TIMEOUT.key() + ": " + ClusterJob.PATIENCE_OF_CLUSTER)
        : List.of();
  }

  private static Path writeConfiguration(RunOptions run, Path work, List<String> more)
      throws IOException {
    Path temporary = Files.createDirectories(work.resolve("flink"));
    Path folder = Files.createDirectories(work.resolve("flink-conf"));
    int slots = run.parallelism();
    // What is sent and sorted are places of a dozen bytes, so small pages do. Four of them from
    // every subtask to every other are four times what a run was seen to need.
    int pageKb = 4;
    long networkMb = Math.max(64, (slots + 1L) * (slots + 1L) * 4 * pageKb / 1024);
    // A sorter wants at least 12 pages, and every subtask has several.
    long managedMb = Math.max(64, slots);
    String yaml =
        String.join(
            "\n",
            "io.tmp.dirs: " + temporary,
            "web.tmpdir: " + temporary,
            "blob.storage.directory: " + temporary,
            "process.working-dir: " + temporary,
            "taskmanager.numberOfTaskSlots: " + slots,
            "taskmanager.memory.segment-size: " + pageKb + "kb",
            "taskmanager.memory.network.min: " + networkMb + "mb",
            "taskmanager.memory.network.max: " + networkMb + "mb",
            "taskmanager.memory.managed.size: " + managedMb + "mb",
            "rest.bind-address: 127.0.0.1",
            "jobmanager.bind-host: 127.0.0.1",
            "taskmanager.bind-host: 127.0.0.1",
            "akka.ask.timeout: 600 s",
            "heartbeat.timeout: 600000",
            String.join("\n", more),
            "");
    Files.writeString(folder.resolve("flink-conf.yaml"), yaml, StandardCharsets.UTF_8);
    return folder;
  }
}
