package jp.totsugo.number.mixup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.totsugo.number.mixup.ShiftedRuns.Run;
import jp.totsugo.person.PersonComparator;

/**
 * Explains mismatches by each other: rows that slipped, rings of swapped numbers, copies; what is
 * left over is explained by its own verdict. Both ends of a swap disagree with the register, so all
 * that is needed are the mismatches of the run and the owners' records that share their numbers.
 *
 * <p>A record of the owner is one that the comparator calls so. Where the verdict is no more than a
 * difference in one field, the legitimate cause of that difference is the likely one; then a record
 * counts as the owner's only if name or kana and birth date agree, and so a ring or run outweighs
 * it.
 */
public final class MismatchResolver {
  private final PersonComparator comparator;

  public MismatchResolver(PersonComparator comparator) {
    this.comparator = comparator;
  }

  /**
   * Returns a resolution for every mismatch, in the order of their locators, whatever the order of
   * the input.
   *
   * @param mismatches all of the run
   */
  public List<Resolution> resolve(List<Mismatch> mismatches) {
    Mismatch[] records = mismatches.toArray(new Mismatch[0]);
    Arrays.sort(records, Comparator.comparingLong(Mismatch::locator));
    int[][] owners = new OwnerSearch(records, comparator).ownersRecords();
    Run[] runs = ShiftedRuns.find(records, owners);
    Rings rings = new Rings(alongRuns(records, owners, runs), shifted -> runs[shifted] != null);

    Map<Object, Integer> groups = new HashMap<>();
    List<Resolution> resolutions = new ArrayList<>(records.length);
    for (int i = 0; i < records.length; i++) {
      Mismatch record = records[i];
      if (runs[i] != null) {
        Run run = runs[i];
        resolutions.add(
            new Resolution(
                record,
                Explanation.SHIFTED,
                groups.computeIfAbsent(run, unseen -> groups.size()),
                List.of(run.ownersRecord(i)),
                Optional.of(run.shift())));
      } else if (rings.isOnRing(i)) {
        resolutions.add(
            new Resolution(
                record,
                Explanation.SWAPPED,
                groups.computeIfAbsent(rings.group(i), unseen -> groups.size()),
                Arrays.stream(rings.others(i)).mapToObj(other -> records[other].locator()).toList(),
                Optional.empty()));
      } else {
        resolutions.add(alone(record, records, owners[i]));
      }
    }
    return resolutions;
  }

  /** The records of the owners, for shifted rows only the one that their run says. */
  private static int[][] alongRuns(Mismatch[] records, int[][] owners, Run[] runs) {
    int[][] along = owners.clone();
    for (int i = 0; i < along.length; i++) {
      if (runs[i] != null) {
        long owner = runs[i].ownersRecord(i);
        along[i] =
            Arrays.stream(owners[i]).filter(each -> records[each].locator() == owner).toArray();
      }
    }
    return along;
  }

  private static Resolution alone(Mismatch record, Mismatch[] records, int[] owners) {
    List<Long> copiedFrom =
        record.holders().stream().filter(record::isCopyOf).map(Mismatch.Holder::locator).toList();
    if (!copiedFrom.isEmpty()) {
      return new Resolution(
          record, Explanation.COPIED, Resolution.NO_GROUP, copiedFrom, Optional.empty());
    }
    List<Long> related = new ArrayList<>();
    for (int owner : owners) {
      related.add(records[owner].locator());
    }
    record.holders().forEach(holder -> related.add(holder.locator()));
    return new Resolution(
        record, Explanation.of(record.verdict()), Resolution.NO_GROUP, related, Optional.empty());
  }
}
