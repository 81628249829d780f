package jp.totsugo.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.google.common.collect.Lists;
import com.google.common.collect.Maps;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.totsugo.block.FileCounts;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSet;
import jp.totsugo.storage.ShownName;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.plan.SourceFile;
import jp.totsugo.upload.plan.UploadFinder;
import jp.totsugo.upload.plan.UploadPlan;
import org.apache.beam.sdk.util.ReleaseInfo;

/** {@code run.json}: what went in, what came out, and with which program. */
final class RunManifest {
  private final RunOptions options;
  private final Instant start = Instant.now();

  RunManifest(RunOptions options) {
    this.options = options;
  }

  /** The whole of {@code run.json}. */
  private record Manifest(
      String runId,
      String asOf,
      String start,
      String end,
      Versions versions,
      String ruleSet,
      List<String> runs,
      @JsonInclude(JsonInclude.Include.NON_NULL) Previous previous,
      Options options,
      List<Upload> inputs,
      @JsonInclude(JsonInclude.Include.NON_NULL) List<Input> register,
      @JsonInclude(JsonInclude.Include.NON_NULL) List<Input> earlier,
      List<Rejected> rejected,
      @JsonInclude(JsonInclude.Include.NON_NULL) List<Rejected> rejectedEarlier,
      List<Skipped> skipped,
      Map<String, Map<String, Long>> handovers,
      List<Output> outputs) {}

  /** The run from which this one went on. */
  private record Previous(String path, String runId, String asOf) {}

  private record Versions(String totsugo, String java, String beam, String flink) {}

  private record Options(
      List<String> uploads,
      String layout,
      String layoutSha256,
      @JsonInclude(JsonInclude.Include.NON_NULL) String layouts,
      @JsonInclude(JsonInclude.Include.NON_NULL) String layoutsSha256,
      String register,
      @JsonInclude(JsonInclude.Include.NON_NULL) Integer registerShare,
      @JsonInclude(JsonInclude.Include.NON_NULL) String earlier,
      String out,
      String rules,
      String lang,
      String runner,
      int parallelism,
      List<String> beam) {}

  private record Input(
      String path,
      long bytes,
      String crc32c,
      @JsonInclude(JsonInclude.Include.NON_NULL) String sha256,
      String format,
      String encoding,
      boolean byteOrderMark,
      long records) {}

  private record Upload(
      @JsonUnwrapped Input input,
      String layout,
      @JsonInclude(JsonInclude.Include.NON_NULL) String layoutSha256,
      @JsonInclude(JsonInclude.Include.NON_NULL) Boolean cutOff,
      List<Rule> rulesNotApplied,
      Map<Rule, List<String>> rulesAppliedInPart) {}

  private record Rejected(String cause, String detail, String path) {}

  private record Skipped(String path, String reason) {}

  private record Output(String path, long bytes, String sha256) {}

  Object toJson(
      String runId,
      PlanCheck.Checked checked,
      Map<String, SourceFile> sources,
      Reconciliation reconciliation,
      List<RejectedFile> rejected,
      List<RejectedFile> rejectedEarlier,
      List<UploadFinder.Skipped> skipped,
      RunFolder folder,
      PreviousResults previous,
      List<String> runs)
      throws IOException {
    UploadPlan plan = checked.plan();
    return new Manifest(
        runId,
        options.asOf().toString(),
        start.toString(),
        Instant.now().toString(),
        versions(),
        options.settings().fingerprint(),
        runs,
        previousJson(previous),
        optionsJson(EngineChoice.of(options, plan)),
        // Made when they are written: there may be a million.
        Lists.transform(
            plan.files(), file -> upload(file, checked, sources.get(file.source()).layout())),
        options.settings().hasRegister() ? references(plan.registerFiles(), checked) : null,
        options.settings().hasEarlier() ? references(plan.earlierFiles(), checked) : null,
        rejectedJson(rejected),
        options.settings().hasEarlier() ? rejectedJson(rejectedEarlier) : null,
        skipped.stream().map(file -> new Skipped(file.name(), file.reason())).toList(),
        reconciliation.handoversJson(),
        outputs(folder, checked.queues()));
  }

  private Previous previousJson(PreviousResults previous) {
    return previous.isPresent()
        ? new Previous(
            ShownName.of(options.past().previous()), previous.runId(), previous.asOf().toString())
        : null;
  }

  private static Versions versions() {
    return new Versions(
        Version.TOTSUGO,
        System.getProperty("java.version"),
        ReleaseInfo.getReleaseInfo().getVersion(),
        org.apache.flink.runtime.util.EnvironmentInformation.getVersion());
  }

  private Options optionsJson(RunOptions.Runner engine) {
    return new Options(
        options.uploads().stream().map(ShownName::of).toList(),
        options.layouts().usual().name(),
        options.layouts().usual().sha256(),
        options.layouts().name(),
        options.layouts().name() == null ? null : options.layouts().sha256(),
        options.register() == null ? null : ShownName.of(options.register()),
        options.register() == null ? null : options.registerShare(),
        options.past().earlier() == null ? null : ShownName.of(options.past().earlier()),
        ShownName.of(options.out()),
        options.rulesFile() == null ? null : ShownName.of(options.rulesFile()),
        options.language().name(),
        engine.name(),
        options.parallelism(),
        options.beamArguments().stream().map(ShownName::of).toList());
  }

  private static List<Rejected> rejectedJson(List<RejectedFile> rejected) {
    return rejected.stream()
        .map(file -> new Rejected(file.cause().name(), file.detail().toString(), file.name()))
        .toList();
  }

  private static List<Input> references(List<UploadFile> files, PlanCheck.Checked checked) {
    return files.stream()
        .map(file -> input(file, checked.sums(), checked.tally().referenceFile(file.index())))
        .toList();
  }

  private Upload upload(UploadFile file, PlanCheck.Checked checked, Layout layout) {
    return new Upload(
        input(file, checked.sums(), checked.tally().file(file.index())),
        layout.name(),
        layout.sha256(),
        checked.tally().file(file.index()).isCutOff() ? true : null,
        RuleSet.notApplicable(options.settings(), file.presentColumns()),
        Maps.transformValues(
            RuleSet.appliedInPart(options.settings(), file.presentColumns()),
            lacking -> lacking.stream().map(Column::header).toList()));
  }

  private static Input input(UploadFile file, InputSums inputs, FileCounts counts) {
    InputSums.Sums sums = inputs.of(file, counts);
    return new Input(
        file.name(),
        sums.bytes(),
        crc32c(sums),
        sums.sha256(),
        file.form().format(),
        file.form().encodingLabel(),
        file.form().hasByteOrderMark(),
        counts.records());
  }

  static String crc32c(InputSums.Sums sums) {
    return String.format(Locale.ROOT, "%08x", sums.crc32c());
  }

  private static List<Output> outputs(RunFolder folder, TakenQueues queues) throws IOException {
    return OutputFiles.in(folder.outputs(), folder.work()).parallelStream()
        .map(file -> output(folder.outputs(), file, queues))
        .toList();
  }

  private static Output output(Path folder, Path file, TakenQueues queues) {
    try {
      String known = queues.sha256(file);
      return new Output(
          folder.relativize(file).toString(),
          Files.size(file),
          known != null ? known : MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
