package jp.totsugo.job;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import jp.totsugo.block.FileCounts;
import jp.totsugo.block.Observation;
import jp.totsugo.history.ExpectedInsurers;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.statistics.Coverage;
import jp.totsugo.statistics.CoverageTable;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.RejectedUploads;

/** What came of each insurer, against the run before and the list of those expected. */
final class ReceivedUploads {
  private final PlanCheck.Checked checked;
  private final PreviousResults previous;

  private final Observation observation;

  private record Content(long bytes, String crc32c) {}

  /**
   * @param rejected files that were not read
   */
  ReceivedUploads(
      PlanCheck.Checked checked,
      PreviousResults previous,
      List<RejectedFile> rejected,
      RuleSettings settings) {
    this.checked = checked;
    this.previous = previous;
    observation =
        new Observation(
            checked.plan(),
            new Observation.Counts(checked.plan()).add(checked.tally()),
            RejectedUploads.of(rejected),
            previous.records(),
            settings.unreadableShare(),
            settings.life());
  }

  /** The insurers of this run and the run before of which not all came. */
  Set<Integer> incomplete() {
    return observation.insurers().stream()
        .filter(insurer -> !observation.isComplete(insurer))
        .collect(Collectors.toSet());
  }

  Coverage coverage(ExpectedInsurers expected) {
    return new Coverage(
        new CoverageTable(observation, expected, previous.isPresent(), withSameFile()).rows(),
        expected);
  }

  /** The insurers that have records in a file of which size and checksum were there before. */
  private Set<Integer> withSameFile() {
    Set<Content> before = new HashSet<>();
    previous.inputs().forEach(input -> before.add(new Content(input.bytes(), input.crc32c())));
    Set<Integer> insurers = new HashSet<>();
    if (!before.isEmpty()) {
      checked
          .tally()
          .insurers()
          .forEach(
              (insurer, counts) ->
                  counts.eachFile(
                      file -> {
                        if (!insurers.contains(insurer) && before.contains(content(file))) {
                          insurers.add(insurer);
                        }
                      }));
    }
    return insurers;
  }

  /** Null for a file without records, of which there are equal ones of several insurers. */
  private Content content(int index) {
    UploadFile file = checked.plan().file(index);
    FileCounts counts = checked.tally().file(index);
    if (counts.records() == 0) {
      return null;
    }
    InputSums.Sums sums = checked.sums().of(file, counts);
    return new Content(sums.bytes(), String.format(Locale.ROOT, "%08x", sums.crc32c()));
  }
}
