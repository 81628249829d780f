import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts a Flink cluster on this machine from the class path of the program, a JobManager and two
 * TaskManagers, runs the program there, breaks something in the middle, and compares every byte
 * with a run on one machine. Needs a JDK and the built program, nothing else.
 *
 * <p>{@code java -cp 'LIBRARIES/*' .ci/ClusterTrial.java SCRATCH [FAULT...]}; without faults: a
 * worker killed in CheckSlices, in MatchKeys and in WriteQueues. Others: healthy, stop STEP, cancel
 * STEP, client STEP, jobmanager STEP, hidden uploads. Ends with 0 only if nothing wrong was
 * published.
 */
public final class ClusterTrial {
  private static final List<String> USUAL =
      List.of("kill CheckSlices", "kill MatchKeys", "kill WriteQueues");
  private static final List<String> OPENS =
      Stream.of("lang", "util", "time", "nio", "util.concurrent")
          .map(name -> "--add-opens=java.base/java." + name + "=ALL-UNNAMED")
          .toList();

  /** A run may miss the step at which something is to happen: it is short. */
  private static final int MOST_TRIES = 5;

  private static final int RECORDS = Integer.getInteger("records", 150_000);
  private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("patience", 240));

  private final Path scratch;
  private final String classPath = System.getProperty("java.class.path");
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper json = new ObjectMapper();
  private final int rest;
  private final Path configuration;
  private final Map<String, Process> workers = new TreeMap<>();
  private Process jobManager;
  private int started;
  private int referenceCode;

  /** What starts the next process, if it is not started as it is. */
  private List<String> shell = List.of();

  private ClusterTrial(Path scratch) throws IOException {
    this.scratch = Files.createDirectories(scratch).toRealPath();
    rest = freePort();
    configuration = Files.createDirectories(this.scratch.resolve("conf"));
    Files.writeString(
        configuration.resolve("flink-conf.yaml"),
        String.join(
            "\n",
            "jobmanager.rpc.address: 127.0.0.1",
            "jobmanager.rpc.port: " + freePort(),
            "jobmanager.bind-host: 127.0.0.1",
            "rest.address: 127.0.0.1",
            "rest.bind-address: 127.0.0.1",
            "rest.port: " + rest,
            "taskmanager.host: 127.0.0.1",
            "taskmanager.bind-host: 127.0.0.1",
            "taskmanager.numberOfTaskSlots: 1",
            "heartbeat.timeout: 10000",
            "heartbeat.interval: 2000",
            "web.refresh-interval: 200",
            "restart-strategy.type: fixed-delay",
            "restart-strategy.fixed-delay.attempts: 10",
            "restart-strategy.fixed-delay.delay: 1 s",
            System.getProperty("conf", "").replace(';', '\n'),
            ""));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  public static void main(String[] args) throws Exception {
    ClusterTrial trial = new ClusterTrial(Path.of(args[0]));
    Runtime.getRuntime().addShutdownHook(new Thread(trial::stop));
    List<String> faults = args.length > 1 ? List.of(args).subList(1, args.length) : USUAL;
    trial.start();
    boolean right = true;
    for (String fault : faults) {
      long start = System.nanoTime();
      String outcome;
      try {
        outcome = trial.suffer(fault);
      } catch (AssertionError e) {
        outcome = "FAILED: " + e.getMessage();
        right = false;
      }
      System.out.printf(
          java.util.Locale.ROOT,
          "%-20s %5.1f s  %s%n",
          fault,
          (System.nanoTime() - start) / 1e9,
          outcome);
    }
    System.exit(right ? 0 : 1);
  }

  private void start() throws Exception {
    Path nation = scratch.resolve("nation");
    if (!Files.exists(nation)) {
      expect(
          0,
          program("generate", "--records", "" + RECORDS, "--out", nation.toString()),
          "generate");
    }
    Path reference = scratch.resolve("reference");
    remove(reference);
    referenceCode = finish(run("reference", List.of()));
    check(Files.exists(reference.resolve("run.json")), "no results without a cluster");
    startJobManager();
    startWorker();
    startWorker();
    awaitWorkers(2);
  }

  private void startJobManager() throws IOException {
    jobManager =
        java(
            "jobmanager",
            List.of("-Xmx600m"),
            "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
            List.of(
                "--configDir",
                configuration.toString(),
                "-Djobmanager.memory.process.size=1000m",
                "-Dio.tmp.dirs=" + Files.createDirectories(scratch.resolve("jm")),
                "-Dprocess.working-dir=" + scratch.resolve("jm")));
  }

  private void startWorker() throws IOException {
    String name = "worker" + ++started;
    Path folder = Files.createDirectories(scratch.resolve(name));
    workers.put(
        name,
        java(
            name,
            List.of("-Xmx1000m", "-XX:+UseSerialGC"),
            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
            List.of(
                "--configDir",
                configuration.toString(),
                "-Dtaskmanager.resource-id=" + name,
                "-Dio.tmp.dirs=" + folder,
                "-Dprocess.working-dir=" + folder,
                "-Dtaskmanager.cpu.cores=1.0",
                "-Dtaskmanager.memory.task.heap.size=800m",
                "-Dtaskmanager.memory.task.off-heap.size=0b",
                "-Dtaskmanager.memory.framework.heap.size=128m",
                "-Dtaskmanager.memory.framework.off-heap.size=128m",
                "-Dtaskmanager.memory.managed.size=128m",
                "-Dtaskmanager.memory.network.min=128m",
                "-Dtaskmanager.memory.network.max=128m",
                "-Dtaskmanager.memory.jvm-metaspace.size=256m",
                "-Dtaskmanager.memory.jvm-overhead.min=192m",
                "-Dtaskmanager.memory.jvm-overhead.max=192m")));
  }

  private void awaitWorkers(int count) throws Exception {
    await(() -> ask("/overview").path("taskmanagers").asInt() >= count, "no " + count + " workers");
  }

  /** What happens to a run in the middle, and what must come of it. */
  private String suffer(String fault) throws Exception {
    String[] words = fault.split(" ");
    if (words[0].equals("hidden")) {
      return hide(words[1]);
    }
    for (int attempt = 1; attempt <= MOST_TRIES; attempt++) {
      remove(scratch.resolve("out"));
      Process run = run("out", List.of("--", "--flinkMaster=127.0.0.1:" + rest));
      String outcome =
          switch (words[0]) {
            case "healthy" -> equal(run, "nothing happened");
            case "kill" -> kill(run, words[1]);
            case "stop" -> stop(run, words[1]);
            case "cancel" -> cancel(run, words[1]);
            case "client" -> killClient(run, words[1]);
            case "jobmanager" -> killJobManager(run, words[1]);
            default -> throw new IllegalArgumentException(fault);
          };
      awaitWorkers(2);
      if (outcome != null) {
        return outcome;
      }
    }
    throw new AssertionError("the step was missed " + MOST_TRIES + " times");
  }

  /** A worker that does not see a folder of the nation, in a mount namespace of its own. */
  private String hide(String folder) throws Exception {
    if (finish(new ProcessBuilder("unshare", "-m", "true").start()) != 0) {
      return "skipped: no mount namespaces here";
    }
    Path hidden = scratch.resolve(folder.equals("work") ? ".out.inprogress" : "nation/" + folder);
    workers.remove(workers.keySet().iterator().next()).destroyForcibly();
    String blind = "worker" + (started + 1);
    shell =
        List.of(
            "unshare",
            "-m",
            "bash",
            "-c",
            "mount --make-rprivate / && mkdir -p "
                + hidden
                + " && mount -t tmpfs none "
                + hidden
                + " && exec \"$@\"",
            "worker");
    startWorker();
    shell = List.of();
    await(() -> send("GET", "/taskmanagers").contains("\"" + blind + "\""), "no blind worker");
    remove(scratch.resolve("out"));
    long start = System.nanoTime();
    Process run = run("out", List.of("--", "--flinkMaster=127.0.0.1:" + rest));
    expect(5, finish(run), "out");
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    check(!Files.exists(scratch.resolve("out")), "something was published");
    check(
        log("out").contains("does not see"), "does not say what is not seen: " + lastLines("out"));
    workers.remove(blind).destroyForcibly();
    startWorker();
    awaitWorkers(2);
    return "ends with 5 after " + seconds + " s: " + lastLines("out");
  }

  private String kill(Process run, String step) throws Exception {
    String worker = awaitWorkerIn(step, run);
    if (worker != null) {
      workers.remove(worker).destroyForcibly();
      startWorker();
    }
    String outcome = equal(run, worker + " was killed, another took over");
    return worker == null ? null : outcome;
  }

  /** Stops a worker for longer than the heartbeat, and lets it go on as one believed dead. */
  private String stop(Process run, String step) throws Exception {
    String worker = awaitWorkerIn(step, run);
    if (worker == null) {
      equal(run, "");
      return null;
    }
    Process stopped = workers.get(worker);
    signal("STOP", stopped);
    startWorker();
    Thread.sleep(Duration.ofSeconds(16).toMillis());
    signal("CONT", stopped);
    String outcome = equal(run, worker + " was stopped for 16 s and went on");
    workers.remove(worker).destroyForcibly();
    return outcome;
  }

  private String cancel(Process run, String step) throws Exception {
    if (awaitWorkerIn(step, run) == null) {
      finish(run);
      return null;
    }
    send("PATCH", "/jobs/" + job() + "?mode=cancel");
    expect(5, finish(run), "out");
    check(!Files.exists(scratch.resolve("out")), "something was published");
    check(log("out").contains("cancelled on the cluster"), "does not say that it was cancelled");
    return "ends with 5, nothing is published";
  }

  /** The run after finds the job of the run before, and ends it. */
  private String killClient(Process run, String step) throws Exception {
    if (awaitWorkerIn(step, run) == null) {
      finish(run);
      return null;
    }
    String job = job();
    run.destroyForcibly().waitFor();
    String outcome =
        equal(
            run("out", List.of("--", "--flinkMaster=127.0.0.1:" + rest)),
            "the next run ended the job of the one that was killed");
    check(ask("/jobs/" + job).path("state").asText().equals("CANCELED"), "the job lived on");
    return outcome;
  }

  private String killJobManager(Process run, String step) throws Exception {
    if (awaitWorkerIn(step, run) == null) {
      finish(run);
      return null;
    }
    jobManager.destroyForcibly().waitFor();
    expect(5, finish(run), "out");
    check(!Files.exists(scratch.resolve("out")), "something was published");
    startJobManager();
    return "ends with 5: " + lastLines("out");
  }

  /** The worker that runs a step now; null if the run has ended before. */
  private String awaitWorkerIn(String step, Process run) throws Exception {
    while (run.isAlive()) {
      for (JsonNode one : ask("/jobs/overview").path("jobs")) {
        if (!one.path("state").asText().equals("RUNNING")) {
          continue;
        }
        String id = one.path("jid").asText();
        for (JsonNode vertex : ask("/jobs/" + id).path("vertices")) {
          if (vertex.path("name").asText().contains(step)
              && vertex.path("tasks").path("RUNNING").asInt() > 0) {
            for (JsonNode task :
                ask("/jobs/" + id + "/vertices/" + vertex.path("id").asText()).path("subtasks")) {
              String worker = task.path("taskmanager-id").asText();
              if (task.path("status").asText().equals("RUNNING") && workers.containsKey(worker)) {
                return worker;
              }
            }
          }
        }
      }
      Thread.sleep(30);
    }
    return null;
  }

  private String job() throws Exception {
    for (JsonNode one : ask("/jobs/overview").path("jobs")) {
      if (one.path("state").asText().equals("RUNNING")) {
        return one.path("jid").asText();
      }
    }
    throw new AssertionError("no job runs");
  }

  private String equal(Process run, String what) throws Exception {
    expect(referenceCode, finish(run), "out");
    Path reference = scratch.resolve("reference");
    List<Path> files = files(reference);
    check(files.equals(files(scratch.resolve("out"))), "other files");
    for (Path file : files) {
      check(
          file.endsWith("run.json")
              || Files.mismatch(reference.resolve(file), scratch.resolve("out").resolve(file)) < 0,
          file + " differs");
    }
    return what + "; all " + files.size() + " files equal";
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
    }
  }

  private Process run(String out, List<String> more) throws IOException {
    Path nation = scratch.resolve("nation");
    List<String> command =
        new ArrayList<>(
            List.of(
                "run",
                "--uploads",
                nation.resolve("uploads").toString(),
                "--register",
                nation.resolve("register").toString(),
                "--out",
                scratch.resolve(out).toString(),
                "--as-of",
                "2026-04-01",
                "--lang",
                "en",
                "--runner",
                "flink",
                "--parallelism",
                "2"));
    command.addAll(more);
    return java(out, List.of("-Xmx800m", "-XX:+UseSerialGC"), "jp.totsugo.cli.Main", command);
  }

  private int program(String... command) throws Exception {
    return finish(
        java(
            command[0],
            List.of("-Xmx800m", "-XX:+UseSerialGC"),
            "jp.totsugo.cli.Main",
            List.of(command)));
  }

  private Process java(String log, List<String> options, String main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(shell);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(OPENS);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(scratch.resolve(log + ".log").toFile())
        .start();
  }

  private int finish(Process process) throws Exception {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("does not end");
    }
    return process.exitValue();
  }

  private void expect(int code, int got, String log) throws IOException {
    check(code == got, "ends with " + got + " instead of " + code + ": " + lastLines(log));
  }

  private String log(String name) throws IOException {
    return Files.readString(scratch.resolve(name + ".log"));
  }

  private String lastLines(String name) throws IOException {
    List<String> said = log(name).lines().filter(line -> line.startsWith("totsugo: ")).toList();
    return String.join(" | ", said.subList(Math.max(0, said.size() - 3), said.size()));
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition, String otherwise) throws Exception {
    for (int i = 0; i < 600; i++) {
      try {
        if (condition.holds()) {
          return;
        }
      } catch (IOException e) {
        // It is not there yet.
      }
      Thread.sleep(100);
    }
    throw new AssertionError(otherwise);
  }

  private JsonNode ask(String path) throws Exception {
    return json.readTree(send("GET", path));
  }

  private String send(String method, String path) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + rest + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static void signal(String name, Process process) throws Exception {
    new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private void stop() {
    workers.values().forEach(Process::destroyForcibly);
    if (jobManager != null) {
      jobManager.destroyForcibly();
    }
  }
}
