package jp.totsugo.number.group;

import com.google.common.primitives.Longs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import jp.totsugo.block.Grounds;
import jp.totsugo.block.IssueId;
import jp.totsugo.record.HashMixer;

/**
 * What the findings of one rule on one group of records have in common: a group id, and that they
 * name each other. Made of all of them before any is written; of a large group it keeps only what
 * is named.
 */
public final class GroupFindings {
  /**
   * More related records than this are only counted: a number that a whole upload shares is one
   * mistake.
   */
  private static final int MOST_RELATED = 100;

  /** So many records are one mistake so surely that a few names are enough of it. */
  private static final int MANY = 1000;

  private static final int FEW_RELATED = 10;

  private static final byte[] NOTHING = {};

  private static final String OTHER_INSURER = "other-insurer";

  private final IssueId.Group group = new IssueId.Group();
  private final Map<Integer, Named> byInsurer = new HashMap<>();
  private String firstLocation;
  private byte[] id;
  private long print;

  /** Records of one insurer. */
  private static final class Named {
    private final List<Long> locators = new ArrayList<>();
    private final List<String> locations = new ArrayList<>();
    private int count;
  }

  /**
   * Adds a finding; in the order of the records.
   *
   * @param hash of its issue id
   * @param person fingerprint of whom its record speaks of
   * @param location of its record, {@code file:line}, as others name it
   */
  public void add(int insurer, long locator, byte[] hash, long person, String location) {
    group.add(hash);
    // In whatever order the records come.
    print += HashMixer.mix(Longs.fromByteArray(hash) + person * HashMixer.MULTIPLIER);
    if (firstLocation == null) {
      firstLocation = location;
    }
    Named named = byInsurer.computeIfAbsent(insurer, k -> new Named());
    named.count++;
    // One more than are named, since none names itself.
    if (named.count <= MOST_RELATED + 1) {
      named.locators.add(locator);
      named.locations.add(location);
    }
  }

  /** What a record's finding rests on; once all are added. */
  public Grounds grounds(int insurer, long locator) {
    return new Grounds(id(), related(insurer, locator), NOTHING, print, partners(insurer), NOTHING);
  }

  private byte[] partners(int insurer) {
    SortedSet<Integer> insurers = new TreeSet<>(byInsurer.keySet());
    if (byInsurer.get(insurer).count == 1) {
      insurers.remove(insurer);
    }
    return Grounds.partners(insurers);
  }

  private byte[] id() {
    if (id == null) {
      id = group.id(firstLocation.getBytes(StandardCharsets.UTF_8));
    }
    return id;
  }

  /** The records that the finding of this one names. */
  private byte[] related(int insurer, long locator) {
    Named named = byInsurer.get(insurer);
    int others = named.count - 1;
    int most = others > MANY ? FEW_RELATED : MOST_RELATED;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < named.locations.size() && names.size() < most; i++) {
      if (named.locators.get(i) != locator) {
        names.add(named.locations.get(i));
      }
    }
    if (others > most) {
      names.add("+" + (others - most));
    }
    if (byInsurer.size() > 1) {
      names.add(OTHER_INSURER);
    }
    return String.join(";", names).getBytes(StandardCharsets.UTF_8);
  }
}
