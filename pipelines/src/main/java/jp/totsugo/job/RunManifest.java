package jp.totsugo.job;

import com.google.common.collect.Lists;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jp.totsugo.block.FileCounts;
import jp.totsugo.block.Tally;
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

  Map<String, Object> toJson(
      PlanCheck.Checked checked,
      Map<String, SourceFile> sources,
      Reconciliation reconciliation,
      List<RejectedFile> rejected,
      List<UploadFinder.Skipped> skipped,
      RunFolder folder)
      throws IOException {
    UploadPlan plan = checked.plan();
    Tally tally = checked.tally();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("runId", folder.id());
    json.put("asOf", options.asOf().toString());
    json.put("start", start.toString());
    json.put("end", Instant.now().toString());
    json.put("versions", versions());
    json.put("ruleSet", options.settings().fingerprint());
    json.put("options", optionsJson());
    // Made when they are written: there may be a million.
    json.put(
        "inputs",
        Lists.transform(
            plan.files(), file -> upload(file, checked, sources.get(file.source()).layout())));
    if (options.settings().hasRegister()) {
      List<Object> register = new ArrayList<>();
      for (UploadFile file : plan.registerFiles()) {
        register.add(input(file, checked.sums(), tally.registerFile(file.index())));
      }
      json.put("register", register);
    }
    json.put(
        "rejected",
        rejected.stream()
            .map(r -> Map.of("path", r.name(), "cause", r.cause().name(), "detail", r.detail()))
            .map(java.util.TreeMap::new)
            .toList());
    json.put(
        "skipped",
        skipped.stream()
            .map(s -> new java.util.TreeMap<>(Map.of("path", s.name(), "reason", s.reason())))
            .toList());
    json.put("handovers", reconciliation.handoversJson());
    json.put("outputs", outputsJson(folder));
    return json;
  }

  private static Map<String, Object> versions() {
    Map<String, Object> versions = new LinkedHashMap<>();
    versions.put("totsugo", Version.TOTSUGO);
    versions.put("java", System.getProperty("java.version"));
    versions.put("beam", ReleaseInfo.getReleaseInfo().getVersion());
    versions.put("flink", org.apache.flink.runtime.util.EnvironmentInformation.getVersion());
    return versions;
  }

  private Map<String, Object> optionsJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("uploads", options.uploads().stream().map(ShownName::of).toList());
    json.put("layout", options.layouts().usual().name());
    json.put("layoutSha256", options.layouts().usual().sha256());
    if (options.layouts().name() != null) {
      json.put("layouts", options.layouts().name());
      json.put("layoutsSha256", options.layouts().sha256());
    }
    json.put("register", options.register() == null ? null : ShownName.of(options.register()));
    if (options.register() != null) {
      json.put("registerShare", options.registerShare());
    }
    json.put("out", ShownName.of(options.out()));
    json.put("rules", options.rulesFile() == null ? null : ShownName.of(options.rulesFile()));
    json.put("lang", options.language().name());
    json.put("runner", options.runner().name());
    json.put("parallelism", options.parallelism());
    json.put("beam", options.beamArguments().stream().map(ShownName::of).toList());
    return json;
  }

  private Map<String, Object> upload(UploadFile file, PlanCheck.Checked checked, Layout layout) {
    Map<String, Object> json = input(file, checked.sums(), checked.tally().file(file.index()));
    json.put("layout", layout.name());
    if (layout.sha256() != null) {
      json.put("layoutSha256", layout.sha256());
    }
    json.put(
        "rulesNotApplied",
        RuleSet.notApplicable(options.settings(), file.presentColumns()).stream()
            .map(Rule::name)
            .toList());
    json.put("rulesAppliedInPart", appliedInPart(file));
    return json;
  }

  private Map<String, Object> appliedInPart(UploadFile file) {
    Map<String, Object> json = new LinkedHashMap<>();
    RuleSet.appliedInPart(options.settings(), file.presentColumns())
        .forEach(
            (rule, lacking) ->
                json.put(rule.name(), lacking.stream().map(Column::header).toList()));
    return json;
  }

  private static Map<String, Object> input(UploadFile file, InputSums inputs, FileCounts counts) {
    InputSums.Sums sums = inputs.of(file, counts);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("path", file.name());
    json.put("bytes", sums.bytes());
    json.put("crc32c", String.format(Locale.ROOT, "%08x", sums.crc32c()));
    if (sums.sha256() != null) {
      json.put("sha256", sums.sha256());
    }
    json.put("format", file.form().format());
    json.put("encoding", file.form().encodingLabel());
    json.put("byteOrderMark", file.form().hasByteOrderMark());
    json.put("records", counts.records());
    return json;
  }

  private static List<Object> outputsJson(RunFolder folder) throws IOException {
    return OutputFiles.in(folder.outputs(), folder.work()).parallelStream()
        .<Object>map(file -> output(folder.outputs(), file))
        .toList();
  }

  private static Map<String, Object> output(Path folder, Path file) {
    try {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("path", folder.relativize(file).toString());
      json.put("bytes", Files.size(file));
      json.put("sha256", MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString());
      return json;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
