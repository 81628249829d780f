package jp.totsugo.block;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.Multimap;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.rule.LifeSettings;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.RejectedUploads;
import jp.totsugo.upload.plan.UploadPlan;

/**
 * What has come of each insurer, and whether that is all: only then the absence of a record proves
 * that it has left. Whoever is in doubt is not observed.
 */
public final class Observation {
  private static final Insurer NOTHING = new Insurer();

  private final Map<Integer, Insurer> insurers = new HashMap<>();
  private final Map<Integer, Long> before = new HashMap<>();
  private final LifeSettings life;

  /** Whether there is a file that names nobody: only in such are records of nobody. */
  private boolean isAnyUnnamed;

  /** Whether there is a file that is not read and whose insurer is unknown: it may be anyone's. */
  private boolean isAnyoneMissing;

  /** What keeps uploads of an insurer from being all that it has. */
  public enum Flaw {
    /** A file of it is rejected. */
    REJECTED,
    /** The last line of a file is unreadable and has no end. */
    CUT_OFF,
    /** A file has no records. */
    NO_RECORDS,
    /** A file has more unreadable lines than allowed. */
    UNREADABLE
  }

  private static final Set<Flaw> PROVE_NOTHING =
      EnumSet.of(Flaw.REJECTED, Flaw.CUT_OFF, Flaw.UNREADABLE);

  /** What is known of an insurer. */
  private static final class Insurer {
    private long records;
    private int files;
    private int named;
    private final EnumSet<Flaw> flaws = EnumSet.noneOf(Flaw.class);
  }

  /**
   * @param counts of all slices
   * @param rejected files that are not in the plan
   * @param before records of the run before by insurer; empty without one
   * @param unreadableShare of the lines of a file that is allowed
   */
  public Observation(
      UploadPlan plan,
      Counts counts,
      RejectedUploads rejected,
      Map<Integer, Long> before,
      double unreadableShare,
      LifeSettings life) {
    this.life = life;
    before.forEach(
        (insurer, records) -> this.before.merge(life.successor(insurer), records, Long::sum));
    counts.records.forEach((insurer, records) -> insurer(insurer).records = records);
    isAnyoneMissing = rejected.isAnyUnnamed();
    rejected.insurers().forEach(insurer -> insurer(insurer).flaws.add(Flaw.REJECTED));
    for (UploadFile file : plan.files()) {
      Set<Flaw> flaws = counts.flaws(file.index(), unreadableShare);
      if (file.uploader() == InsurerNumber.UNKNOWN) {
        addUnnamed(counts.insurers(file.index()), flaws);
      } else {
        add(file.uploader(), flaws);
        insurer(file.uploader()).named++;
      }
    }
  }

  /** What it lacks may be of those who have records in it, or of anyone if nobody has. */
  private void addUnnamed(Set<Integer> owners, Set<Flaw> flaws) {
    isAnyUnnamed = true;
    insurer(InsurerNumber.UNKNOWN).flaws.addAll(flaws);
    boolean isAnyoneKnown = false;
    for (int owner : owners) {
      add(owner, flaws);
      isAnyoneKnown |= owner != InsurerNumber.UNKNOWN;
    }
    isAnyoneMissing |= !isAnyoneKnown && !Collections.disjoint(flaws, PROVE_NOTHING);
  }

  private void add(int insurer, Set<Flaw> flaws) {
    insurer(insurer).files++;
    insurer(insurer).flaws.addAll(flaws);
  }

  private Insurer insurer(int insurer) {
    return insurers.computeIfAbsent(insurer, i -> new Insurer());
  }

  private Insurer known(int insurer) {
    return insurers.getOrDefault(insurer, NOTHING);
  }

  /** Whether a record of this insurer that is in none of the uploads has left it. */
  public boolean isComplete(int insurer) {
    Insurer known = known(insurer);
    // Records of nobody are less of the more insurer numbers have been corrected.
    boolean isThere = insurer == InsurerNumber.UNKNOWN ? isAnyUnnamed : known.records > 0;
    return isThere
        && Collections.disjoint(known.flaws, PROVE_NOTHING)
        && !(isAnyoneMissing && known.named == 0)
        && !(hasShrunk(insurer) && missing(insurer) >= life.shrankRecords());
  }

  /** Whether it has fewer records than in the run before, by more percent than are usual. */
  public boolean hasShrunk(int insurer) {
    return 100.0 * missing(insurer) > (double) life.shrankPercent() * recordsBefore(insurer);
  }

  /** Whether it has more records than in the run before, by more percent than are usual. */
  public boolean hasGrown(int insurer) {
    long was = recordsBefore(insurer);
    return was > 0 && -100.0 * missing(insurer) > (double) life.grewPercent() * was;
  }

  private long missing(int insurer) {
    return recordsBefore(insurer) - records(insurer);
  }

  /** Its records in the run before, with those of insurers that are a part of it now. */
  public long recordsBefore(int insurer) {
    return before.getOrDefault(insurer, 0L);
  }

  public long records(int insurer) {
    return known(insurer).records;
  }

  /** Files that were read and that name it, or have lines of it and name nobody. */
  public int files(int insurer) {
    return known(insurer).files;
  }

  public Set<Flaw> flaws(int insurer) {
    return Collections.unmodifiableSet(known(insurer).flaws);
  }

  /** Insurers that this run or the run before has met. */
  public Set<Integer> insurers() {
    Set<Integer> all = new TreeSet<>(insurers.keySet());
    all.addAll(before.keySet());
    return all;
  }

  /** What it takes of all slices, put together from parts; a few bytes a file. */
  public static final class Counts {
    private static final int NOBODY = -1;

    private final Map<Integer, Long> records = new HashMap<>();
    private final long[] fileRecords;
    private final long[] fileUnreadable;
    private final BitSet cutOff = new BitSet();

    /** By file an insurer that has lines in it, and all others of the few files with several. */
    private final int[] insurer;

    private final Multimap<Integer, Integer> others = HashMultimap.create();

    public Counts(UploadPlan plan) {
      int files = plan.files().size();
      fileRecords = new long[files];
      fileUnreadable = new long[files];
      insurer = new int[files];
      Arrays.fill(insurer, NOBODY);
    }

    public Counts add(Tally part) {
      part.insurers()
          .forEach(
              (number, counts) -> {
                records.merge(number, counts.records(), Long::sum);
                counts.eachFile(file -> addInsurer(file, number));
              });
      part.files()
          .forEach(
              (file, counts) -> {
                fileRecords[file] += counts.records();
                fileUnreadable[file] += counts.unreadable();
                if (counts.isCutOff()) {
                  cutOff.set(file);
                }
              });
      return this;
    }

    private void addInsurer(int file, int number) {
      if (insurer[file] == NOBODY) {
        insurer[file] = number;
      } else if (insurer[file] != number) {
        others.put(file, number);
      }
    }

    private Set<Integer> insurers(int file) {
      Set<Integer> all = new TreeSet<>(others.get(file));
      if (insurer[file] != NOBODY) {
        all.add(insurer[file]);
      }
      return all;
    }

    private Set<Flaw> flaws(int file, double unreadableShare) {
      EnumSet<Flaw> flaws = EnumSet.noneOf(Flaw.class);
      long lines = fileRecords[file] + fileUnreadable[file];
      if (cutOff.get(file)) {
        flaws.add(Flaw.CUT_OFF);
      }
      if (lines == 0) {
        flaws.add(Flaw.NO_RECORDS);
      }
      if (fileUnreadable[file] > unreadableShare * lines) {
        flaws.add(Flaw.UNREADABLE);
      }
      return flaws;
    }
  }
}
