package jp.totsugo.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import jp.totsugo.block.BlindWorkerException;
import jp.totsugo.block.FilesLostException;
import jp.totsugo.block.SliceCounts;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.history.Before;
import jp.totsugo.storage.PathText;
import jp.totsugo.upload.file.LostFileException;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.RejectedUploads;
import jp.totsugo.upload.plan.SourceFile;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.words.Saying;

/**
 * Checks the files of a plan. If any of them fails or changes while it is read, everything is
 * thrown away and checked again without it, as if it had never been there: its records may be
 * related to any others. What a worker could not read is lost only if it cannot be read from here
 * either; else the worker failed, and everything is checked again with it.
 */
final class PlanCheck {
  /** Times that workers may fail at files which can be read. */
  private static final int MOST_WORKER_FAILURES = 2;

  private final RunOptions options;
  private final Checker checker;
  private final RunFolder folder;
  private final Map<String, SourceFile> sources;
  private final CheckJob.Observer observer;
  private final List<RejectedFile> rejected;
  private final Function<RejectedUploads, Before> before;
  private final List<RejectedFile> lost = new ArrayList<>();
  private int attempts;
  private int workerFailures;

  /**
   * @param rejected files that are not in the plan
   * @param before what workers must know of the run before, given all that is not read
   */
  PlanCheck(
      RunOptions options,
      Checker checker,
      RunFolder folder,
      Map<String, SourceFile> sources,
      CheckJob.Observer observer,
      List<RejectedFile> rejected,
      Function<RejectedUploads, Before> before) {
    this.options = options;
    this.checker = checker;
    this.folder = folder;
    this.sources = sources;
    this.observer = observer;
    this.rejected = rejected;
    this.before = before;
  }

  /**
   * What became of a plan.
   *
   * @param plan the files that are left
   * @param work what workers left of these
   * @param sums of these
   * @param lost the others
   * @param queues of these, among the outputs
   */
  record Checked(
      UploadPlan plan,
      WorkFolder work,
      Tally tally,
      InputSums sums,
      List<RejectedFile> lost,
      TakenQueues queues) {}

  Checked check(UploadPlan whole) throws IOException {
    UploadPlan plan = withoutRegisterIfEmpty(whole);
    while (true) {
      attempts++;
      WorkFolder work =
          WorkFolder.create(folder.ownWork().resolve("check-" + attempts), folder.id());
      work.writePlan(plan);
      before().write(work);
      observer.begins(plan.files().size(), plan.totalBytes());
      InputSums sums = new InputSums(plan, sources, options.sha256());
      Tally tally = null;
      Map<Integer, Cause> missed;
      try {
        tally = plan.files().isEmpty() ? new Tally() : checker.check(plan, work);
        missed = new TreeMap<>(tally.lost());
      } catch (IOException | RuntimeException e) {
        missed = lostIn(e, plan);
        if (missed.isEmpty()) {
          throw e;
        }
      }
      if (missed.isEmpty()) {
        new SliceCounts(plan).add(tally).refuseMiscount();
        missed = changed(plan, tally, sums);
        if (missed.isEmpty()) {
          return new Checked(
              plan, work, tally, sums, lost, TakenQueues.take(tally, work, folder.outputs()));
        }
      } else {
        missed.keySet().removeAll(readableFromHere(unreadFiles(missed), plan, sums));
      }
      plan = without(missed, plan);
      RunFolder.remove(work.path());
    }
  }

  /** What a worker does not see is lost if it is not to be seen from here either. */
  private static Map<Integer, Cause> unseen(Path path, UploadPlan plan) {
    return Files.isReadable(path)
        ? Map.of()
        : plan.files().stream()
            .filter(file -> file.file().equals(path))
            .collect(Collectors.toMap(UploadFile::index, file -> Cause.CHANGED));
  }

  /** The files of which a failure tells that they were lost. */
  private static Map<Integer, Cause> lostIn(Throwable failure, UploadPlan plan) {
    for (Throwable cause : Failures.causes(failure)) {
      if (cause instanceof FilesLostException lost) {
        return new TreeMap<>(lost.files());
      }
      if (cause instanceof BlindWorkerException blind) {
        return unseen(PathText.path(blind.path()), plan);
      }
    }
    return Map.of();
  }

  private Before before() {
    List<RejectedFile> notRead = new ArrayList<>(rejected);
    notRead.addAll(lost);
    return before.apply(RejectedUploads.of(notRead));
  }

  private UploadPlan without(Map<Integer, Cause> missed, UploadPlan plan) {
    if (missed.isEmpty()) {
      return plan;
    }
    observer.notice(Saying.of("notice.again", missed.size(), plan.files().size()));
    for (Map.Entry<Integer, Cause> file : missed.entrySet()) {
      lost.add(
          new RejectedFile(
              plan.file(file.getKey()).name(), file.getValue(), RejectedFile.NO_DETAIL));
    }
    return withoutRegisterIfEmpty(plan.without(missed.keySet()));
  }

  /** With nothing to hold against it, the register is not read. */
  private static UploadPlan withoutRegisterIfEmpty(UploadPlan plan) {
    return plan.files().isEmpty() ? new UploadPlan(List.of(), plan.sliceBytes()) : plan;
  }

  /** Those of the files that were missed because they could not be read: a bomb can. */
  private static List<Integer> unreadFiles(Map<Integer, Cause> missed) {
    return missed.keySet().stream()
        .filter(file -> missed.get(file) != Cause.UNPACKS_TOO_LARGE)
        .toList();
  }

  /**
   * Which of the files that workers could not read are what they were, and can be read.
   *
   * @throws WorkerFailureException if that has happened too often
   */
  private List<Integer> readableFromHere(Iterable<Integer> files, UploadPlan plan, InputSums sums)
      throws IOException {
    List<Integer> readable = new ArrayList<>();
    for (int file : files) {
      if (sums.isAsOpened(plan.file(file))) {
        readable.add(file);
      }
    }
    if (!readable.isEmpty()) {
      workerFailures++;
      String first = plan.file(readable.get(0)).name();
      int more = readable.size() - 1;
      if (workerFailures == MOST_WORKER_FAILURES) {
        throw new WorkerFailureException(
            more == 0
                ? Saying.of("workers.failed", first)
                : Saying.of("workers.failedAtMore", first, more));
      }
      observer.notice(
          more == 0
              ? Saying.of("notice.worker", first)
              : Saying.of("notice.workerAtMore", first, more));
    }
    return readable;
  }

  /** The files that are not any more what workers read. */
  private static Map<Integer, Cause> changed(UploadPlan plan, Tally tally, InputSums sums)
      throws IOException {
    Map<Integer, Cause> changed = new TreeMap<>();
    for (UploadFile file : plan.files()) {
      if (tally.file(file.index()).textBytes() > file.form().mostText()) {
        changed.put(file.index(), Cause.UNPACKS_TOO_LARGE);
      }
      try {
        sums.check(file, tally.file(file.index()));
      } catch (LostFileException e) {
        changed.put(file.index(), e.reason());
      }
    }
    for (UploadFile file : plan.referenceFiles()) {
      sums.check(file, tally.referenceFile(file.index()));
    }
    return changed;
  }
}
