package jp.totsugo.job;

import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import jp.totsugo.block.BlockReader;
import jp.totsugo.block.CheckedFiles;
import jp.totsugo.block.FileCounts;
import jp.totsugo.block.LineNumbers;
import jp.totsugo.block.MiscountException;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.check.UnreadableLines;
import jp.totsugo.history.ExpectedInsurers;
import jp.totsugo.history.answer.Answers;
import jp.totsugo.job.RunResult.Incomplete;
import jp.totsugo.job.RunResult.Kind;
import jp.totsugo.number.earlier.UnfitEarlierException;
import jp.totsugo.number.register.UnfitRegisterException;
import jp.totsugo.statistics.Coverage;
import jp.totsugo.statistics.StatisticsWriter;
import jp.totsugo.storage.PathText;
import jp.totsugo.storage.ShownName;
import jp.totsugo.table.CsvWriter;
import jp.totsugo.table.JsonFile;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.upload.file.UnreadableCause;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.layout.Layouts;
import jp.totsugo.upload.plan.SourceFile;
import jp.totsugo.upload.plan.UploadFinder;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.upload.plan.UploadPlanner;
import jp.totsugo.upload.text.FieldCount;
import jp.totsugo.words.Saying;

/** The main job from the given paths to the published folder. */
public final class CheckJob {
  /** Lines with another number of fields that are named beside the list of unreadable lines. */
  private static final int MOST_LINES_NAMED = 5;

  private final RunOptions options;
  private final Observer observer;
  private final Checker checker;
  private boolean checksSpace;
  private Addition addition = results -> {};

  /** Adds to the results before they appear. */
  @FunctionalInterface
  public interface Addition {
    void addTo(Path results) throws IOException;
  }

  /** Told how the job goes on. */
  public interface Observer {
    /** Something that the user should know, but that is no failure. */
    void notice(Saying message);

    /** The uploads are known, and reading begins. */
    void begins(int files, long bytes);

    /** All is read and matched; the outputs are being finished. */
    void finishes();
  }

  public CheckJob(RunOptions options, Observer observer) {
    this(options, observer, Checker.of(options));
  }

  /**
   * @param checker checks the files of a plan
   */
  CheckJob(RunOptions options, Observer observer, Checker checker) {
    this.options = options;
    this.observer = observer;
    this.checker = checker;
  }

  /** Whether the job ends before the work if the disk of the outputs is likely to get full. */
  public CheckJob checkingSpace(boolean checks) {
    checksSpace = checks;
    return this;
  }

  /** Has something added to the results that is made of them, and is none of their files. */
  public CheckJob adding(Addition more) {
    addition = more;
    return this;
  }

  /** Runs the job. Whatever is thrown, nothing was published and no work file is left. */
  public RunResult run()
      throws UploadFinder.NotFoundException,
          RunFolder.UnusableException,
          PreviousResults.UnusableException,
          Answers.NoAnswersException,
          NotEnoughSpaceException,
          ExpectedInsurers.InvalidListException,
          CountsDifferException,
          UnfitRegisterException,
          UnfitEarlierException,
          RunFailedException {
    Instant start = Instant.now();
    try {
      UploadFinder finder = new UploadFinder();
      finder.find(options.uploads());
      if (EngineChoice.isWorthLoading(options, finder.files().values())) {
        Engine.warmUp();
      }
      refuseOutputAmongInputs();
      sayWhatIsSkipped(finder);
      ExpectedInsurers expected = ExpectedInsurers.read(options.past().insurers());
      PreviousResults previous =
          PreviousResults.open(options.past().previous(), options.asOf(), options.out());
      if (!options.beamArguments().isEmpty()) {
        Cluster.refuseUnreachable(options.beamArguments());
      }
      try (RunFolder folder = RunFolder.begin(options.out(), observer::notice)) {
        return run(folder, finder, previous, expected, start);
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      refuseCounts(e);
      throw Failures.explained(e);
    }
  }

  /** What a worker has found out of the run as a whole is no failure of the program. */
  private static void refuseCounts(Throwable failure) throws CountsDifferException {
    for (Throwable cause : Failures.causes(failure)) {
      if (cause instanceof MiscountException miscount) {
        throw new CountsDifferException(miscount.differences());
      }
      if (cause instanceof UnfitRegisterException unfit) {
        throw unfit;
      }
      if (cause instanceof UnfitEarlierException unfit) {
        throw unfit;
      }
    }
  }

  private void sayWhatIsSkipped(UploadFinder finder) {
    long skipped = finder.skipped().stream().filter(file -> !file.isHidden()).count();
    if (skipped > 0) {
      observer.notice(Saying.ofCount("notice.skipped", skipped));
    }
  }

  private void refuseOutputAmongInputs() throws RunFolder.UnusableException, IOException {
    Path out = OutputPlace.realPath(options.out().toAbsolutePath());
    List<String> inputs = new ArrayList<>(options.uploads());
    if (options.past().earlier() != null) {
      inputs.add(options.past().earlier());
    }
    for (String input : inputs) {
      Path path = PathText.path(input);
      if (Files.isDirectory(path) && out.startsWith(path.toRealPath())) {
        throw new RunFolder.UnusableException("out.inUploads", ShownName.of(options.out()));
      }
    }
  }

  private RunResult run(
      RunFolder folder,
      UploadFinder finder,
      PreviousResults previous,
      ExpectedInsurers expected,
      Instant start)
      throws IOException,
          CountsDifferException,
          UploadFinder.NotFoundException,
          PreviousResults.UnusableException,
          Answers.NoAnswersException,
          NotEnoughSpaceException {
    RunManifest manifest = new RunManifest(options);
    UploadPlanner planner = new UploadPlanner(options.layouts(), folder.work());
    UploadPlan uploads = planner.plan(finder.files(), options.sliceBytes());
    List<String> unusedLayouts = options.layouts().idle(finder.files().keySet());
    finder.forgetFiles();
    Map<String, SourceFile> sources = new HashMap<>(planner.sources());
    List<UploadFile> register = registerFiles(uploads, folder, sources);
    EarlierUploads earlier = new EarlierUploads(options);
    UploadPlan wanted =
        new UploadPlan(
            uploads.files(),
            register,
            earlier.open(
                uploads.files(), uploads.files().size() + register.size(), folder.work(), sources),
            options.sliceBytes());
    if (checksSpace) {
      SpaceCheck.refuse(wanted, previous.outputBytes(), folder.work());
    }
    List<RejectedFile> notPlanned = new ArrayList<>(finder.rejected());
    notPlanned.addAll(planner.rejected());
    IssueHistory history = new IssueHistory(options, previous);
    history.layOut(folder.ownWork());
    PlanCheck.Checked checked =
        new PlanCheck(
                options,
                checker,
                folder,
                sources,
                observer,
                notPlanned,
                missing -> history.before(missing, packedRegister(wanted, sources)))
            .check(wanted);
    observer.finishes();
    UploadPlan plan = checked.plan();
    Tally tally = checked.tally();
    previous.refuseOtherNation(tally.insurers().keySet(), options.settings().life());
    Reconciliation reconciliation =
        new Reconciliation(plan, tally, checked.queues(), options.settings(), history.notClosed());
    if (!reconciliation.isBalanced()) {
      throw new CountsDifferException(reconciliation.differences());
    }
    Path outputs = folder.outputs();
    List<RejectedFile> rejected = new ArrayList<>(notPlanned);
    rejected.addAll(checked.lost());
    rejected.sort(RejectedFile.BY_NAME);

    if (tally.funnel(Tally.Funnel.AMBIGUOUS) > 0) {
      observer.notice(Saying.ofCount("notice.ambiguous", tally.funnel(Tally.Funnel.AMBIGUOUS)));
    }
    sayUnreadable("notice.registerUnreadable", plan.registerFiles(), tally);
    sayUnreadable("notice.earlierUnreadable", plan.earlierFiles(), tally);

    ReceivedUploads received = new ReceivedUploads(checked, previous, rejected, options.settings());
    Coverage coverage = received.coverage(expected);
    StatisticsWriter.write(
        tally, coverage, options.settings(), options.asOf(), outputs.resolve("statistics"));
    List<Remark> remarks = new ArrayList<>(previous.remarks());
    remarks.addAll(history.remarks());
    remarks.addAll(remarks(unusedLayouts, planner.likelierEncodings(), plan));
    remarks.addAll(earlier.remarks(plan, tally, checked, previous));
    remarks.addAll(new LayoutDoubts(options.settings()).of(plan, tally));
    writeUnreadable(plan, tally, checked.work(), outputs, remarks);
    String runId = RunId.of(options, checked, rejected, previous);
    new HistoryWriter(options, checked, previous, history.atRest())
        .write(received, coverage, runId, folder);
    writeRejected(rejected, outputs.resolve("rejected_files.csv"));
    if (options.past().answers() != null) {
      Answers.write(history.refusedAnswers(), outputs.resolve("answers_refused.csv"));
    }
    JsonFile.write(reconciliation.toJson(), outputs.resolve("reconciliation.json"));
    JsonFile.write(
        manifest.toJson(
            runId,
            checked,
            sources,
            reconciliation,
            rejected,
            earlier.rejected(),
            finder.skipped(),
            folder,
            previous,
            history.runs()),
        outputs.resolve("run.json"));
    ManifestSeal.put(outputs.resolve("run.json"));
    addition.addTo(outputs);
    folder.publish();
    return new RunResult(
        tally,
        coverage,
        Lists.newArrayList(Iterables.concat(rejected, earlier.rejectedAsNamed())),
        tooManyUnreadable(plan, tally),
        history.refusedAnswers(),
        remarks,
        incomplete(plan, tally),
        Duration.between(start, Instant.now()));
  }

  private void sayUnreadable(String key, List<UploadFile> files, Tally tally) {
    long unreadable =
        files.stream().mapToLong(file -> tally.referenceFile(file.index()).unreadable()).sum();
    if (unreadable > 0) {
      observer.notice(Saying.ofCount(key, unreadable));
    }
  }

  /** A register with one file that cannot be read would make numbers wrong that are right. */
  private List<UploadFile> registerFiles(
      UploadPlan uploads, RunFolder folder, Map<String, SourceFile> sources)
      throws IOException, UploadFinder.NotFoundException {
    if (options.register() == null) {
      return List.of();
    }
    UploadFinder finder = new UploadFinder();
    finder.find(List.of(options.register()));
    UploadPlanner planner =
        new UploadPlanner(Layouts.of(Layout.register()), folder.work(), uploads.files().size());
    List<UploadFile> files = planner.plan(finder.files(), options.sliceBytes()).files();
    for (RejectedFile file : Iterables.concat(finder.rejected(), planner.rejected())) {
      throw new UploadFinder.NotFoundException(Saying.of("register.rejected", file.saying()));
    }
    sources.putAll(planner.sources());
    if (files.isEmpty()) {
      throw new UploadFinder.NotFoundException(
          Saying.of("register.noFile", ShownName.of(options.register())));
    }
    return files;
  }

  private static Map<Integer, Long> packedRegister(
      UploadPlan plan, Map<String, SourceFile> sources) {
    Map<Integer, Long> packed = new HashMap<>();
    for (UploadFile file : plan.registerFiles()) {
      Long checksum = sources.get(file.source()).packedChecksum();
      if (checksum != null) {
        packed.put(file.index(), checksum);
      }
    }
    return packed;
  }

  private static List<Remark> remarks(
      List<String> unusedLayouts, Map<String, Encoding> likelier, UploadPlan plan) {
    List<Remark> remarks = new ArrayList<>();
    unusedLayouts.forEach(location -> remarks.add(Remark.of(Remark.Kind.LAYOUT_UNUSED, location)));
    for (UploadFile file : likelier.isEmpty() ? List.<UploadFile>of() : plan.files()) {
      Encoding likely = likelier.get(file.name());
      if (likely != null) {
        remarks.add(
            Remark.of(
                Remark.Kind.ENCODING,
                file.name(),
                likely.label(),
                file.form().encodingLabel(),
                ShownName.of(file.source())));
      }
    }
    return remarks;
  }

  /** Says of the first lines with another number of fields than expected how many they have. */
  private static void remark(
      UploadFile file, long line, long offset, UnreadableCause cause, List<Remark> remarks)
      throws IOException {
    if (cause != UnreadableCause.FIELD_COUNT
        || remarks.stream().filter(Remark::isOfALine).count() >= MOST_LINES_NAMED) {
      return;
    }
    FieldCount count = FieldCount.at(file, offset);
    remarks.add(
        Remark.of(
            count.isInBytes() ? Remark.Kind.LINE_BYTES : Remark.Kind.FIELD_COUNT,
            file.name(),
            line,
            count.found(),
            count.expected()));
  }

  private static void writeUnreadable(
      UploadPlan plan, Tally tally, WorkFolder work, Path outputs, List<Remark> remarks)
      throws IOException {
    LineNumbers lineNumbers = CheckedFiles.of(plan, tally).lineNumbers();
    try (BlockReader blocks = new BlockReader(work.blocks());
        CsvWriter csv =
            new CsvWriter(
                outputs.resolve("unreadable.csv"),
                List.of("file", "line", "byte_offset", "cause"))) {
      for (UploadFile file : plan.files()) {
        long unreadable = tally.file(file.index()).unreadable();
        if (unreadable == 0) {
          continue;
        }
        AtomicLong listed = new AtomicLong();
        UnreadableLines.read(
            blocks,
            tally.unreadable(file.index()),
            (slice, line, offset, cause) -> {
              long number = lineNumbers.line(file.index(), slice, line);
              remark(file, number, offset, cause, remarks);
              csv.cell(file.name()).cell(number).cell(offset).cell(cause.name()).endRow();
              listed.incrementAndGet();
            });
        if (listed.get() != unreadable) {
          throw new MiscountException(
              List.of(Saying.of("counts.listed", file.name(), listed.get(), unreadable)));
        }
      }
    }
  }

  private static void writeRejected(List<RejectedFile> rejected, Path path) throws IOException {
    try (CsvWriter csv = new CsvWriter(path, List.of("file", "cause"))) {
      for (RejectedFile file : rejected) {
        csv.cell(file.name()).cell(file.cause().name()).endRow();
      }
    }
  }

  private static List<Incomplete> incomplete(UploadPlan plan, Tally tally) {
    List<Incomplete> incomplete = new ArrayList<>();
    for (UploadFile file : plan.files()) {
      FileCounts counts = tally.file(file.index());
      if (counts.isCutOff()) {
        incomplete.add(new Incomplete(Kind.CUT_OFF, file.name(), file.uploader()));
      }
      if (counts.records() + counts.unreadable() == 0) {
        incomplete.add(new Incomplete(Kind.NO_RECORDS, file.name(), file.uploader()));
      }
    }
    return incomplete;
  }

  private List<Saying> tooManyUnreadable(UploadPlan plan, Tally tally) {
    List<Saying> messages = new ArrayList<>();
    for (UploadFile file : plan.files()) {
      addIfTooMany(file.name(), tally.file(file.index()), messages);
    }
    for (UploadFile file : plan.registerFiles()) {
      addIfTooMany("--register: " + file.name(), tally.referenceFile(file.index()), messages);
    }
    for (UploadFile file : plan.earlierFiles()) {
      addIfTooMany(EarlierUploads.named(file), tally.referenceFile(file.index()), messages);
    }
    return messages;
  }

  private void addIfTooMany(String name, FileCounts counts, List<Saying> messages) {
    long lines = counts.records() + counts.unreadable();
    if (counts.unreadable() > options.settings().unreadableShare() * lines) {
      messages.add(Saying.of("unreadable.tooMany", name, counts.unreadable(), lines));
    }
  }
}
