package jp.totsugo.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jp.totsugo.block.FileCounts;
import jp.totsugo.block.Tally;
import jp.totsugo.block.Tally.Step;
import jp.totsugo.storage.PathText;
import jp.totsugo.storage.ShownName;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.SourceFile;
import jp.totsugo.upload.plan.UploadFinder;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.upload.plan.UploadPlanner;
import jp.totsugo.words.Saying;

/**
 * The uploads of the run before, as far as they can be read. A file that cannot is said, and the
 * others count: its records are compared with nothing, and no finding comes of that.
 */
final class EarlierUploads {
  /** How messages name one of their files. */
  private static final String NAMED = "--earlier: ";

  private final RunOptions options;
  private final List<RejectedFile> rejected = new ArrayList<>();
  private List<UploadFile> files = List.of();

  EarlierUploads(RunOptions options) {
    this.options = options;
  }

  /**
   * Finds and opens them.
   *
   * @param uploads of this run
   * @param firstIndex of their files
   * @param sources gets where they come from
   */
  List<UploadFile> open(
      List<UploadFile> uploads, int firstIndex, Path work, Map<String, SourceFile> sources)
      throws IOException, UploadFinder.NotFoundException {
    String given = options.past().earlier();
    if (given == null) {
      return files;
    }
    UploadFinder finder = new UploadFinder();
    try {
      finder.find(List.of(given));
    } catch (UploadFinder.NotFoundException e) {
      throw new UploadFinder.NotFoundException(Saying.of("earlier.notFound", e.saying()));
    }
    UploadPlanner planner = new UploadPlanner(options.layouts(), work, firstIndex);
    files = planner.plan(finder.files(), options.sliceBytes()).files();
    rejected.addAll(finder.rejected());
    rejected.addAll(planner.rejected());
    rejected.sort(RejectedFile.BY_NAME);
    if (files.isEmpty()) {
      throw new UploadFinder.NotFoundException(
          rejected.isEmpty()
              ? Saying.of("earlier.noFile", ShownName.of(given))
              : Saying.of("earlier.noneReadable", ShownName.of(given), rejected.get(0).saying()));
    }
    refuseUploads(uploads);
    sources.putAll(planner.sources());
    return files;
  }

  private void refuseUploads(List<UploadFile> uploads) throws UploadFinder.NotFoundException {
    Set<Path> places = uploads.stream().map(EarlierUploads::place).collect(Collectors.toSet());
    for (UploadFile file : files) {
      if (places.contains(place(file))) {
        throw new UploadFinder.NotFoundException(Saying.of("earlier.isUpload", file.name()));
      }
    }
  }

  private static Path place(UploadFile file) {
    Path path = PathText.path(file.source());
    try {
      return path.toRealPath();
    } catch (IOException e) {
      // Whoever reads it says so.
      return path.toAbsolutePath().normalize();
    }
  }

  /** The files that cannot be read, under their own names. */
  List<RejectedFile> rejected() {
    return List.copyOf(rejected);
  }

  /** The same, as messages name them. */
  List<RejectedFile> rejectedAsNamed() {
    return rejected.stream()
        .map(file -> new RejectedFile(NAMED + file.name(), file.cause(), file.detail()))
        .toList();
  }

  static String named(UploadFile file) {
    return NAMED + file.name();
  }

  /** What the user should know of them. */
  List<Remark> remarks(
      UploadPlan plan, Tally tally, PlanCheck.Checked checked, PreviousResults previous) {
    List<Remark> remarks = new ArrayList<>();
    if (plan.earlierFiles().isEmpty()) {
      return remarks;
    }
    String given = ShownName.of(options.past().earlier());
    long records =
        plan.earlierFiles().stream()
            .map(file -> tally.referenceFile(file.index()))
            .mapToLong(FileCounts::records)
            .sum();
    if (records == 0) {
      remarks.add(Remark.of(Remark.Kind.EARLIER_EMPTY, given));
    } else if (tally.step(Step.PERSONS_IN_BOTH) == 0) {
      remarks.add(Remark.of(Remark.Kind.EARLIER_STRANGE, given));
    }
    Set<String> now = checksums(plan.files(), checked, tally.files());
    Set<String> before = checksums(plan.earlierFiles(), checked, tally.referenceFiles());
    if (now.equals(before)) {
      remarks.add(Remark.of(Remark.Kind.EARLIER_SAME, given));
    } else if (previous.isPresent() && records > 0) {
      Set<String> known =
          previous.inputs().stream().map(PreviousResults.Input::crc32c).collect(Collectors.toSet());
      if (before.stream().noneMatch(known::contains)) {
        remarks.add(Remark.of(Remark.Kind.EARLIER_NOT_PREVIOUS, given, previous.asOf().toString()));
      }
    }
    return remarks;
  }

  private static Set<String> checksums(
      List<UploadFile> files, PlanCheck.Checked checked, Map<Integer, FileCounts> counts) {
    Set<String> sums = new HashSet<>();
    for (UploadFile file : files) {
      sums.add(RunManifest.crc32c(checked.sums().of(file, counts.get(file.index()))));
    }
    return sums;
  }
}
