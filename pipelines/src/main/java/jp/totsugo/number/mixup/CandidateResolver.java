package jp.totsugo.number.mixup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Longs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.totsugo.block.FindingBlockBuilder.RecordValues;
import jp.totsugo.block.FindingBuffers;
import jp.totsugo.block.FindingRow;
import jp.totsugo.block.Grounds;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.block.IssueId;
import jp.totsugo.block.RelatedRecord;
import jp.totsugo.block.Tally;
import jp.totsugo.block.Tally.Funnel;
import jp.totsugo.number.mixup.CandidateBlock.Sighting;
import jp.totsugo.number.mixup.Mismatch.Holder;
import jp.totsugo.person.PersonComparator;
import jp.totsugo.record.Column;
import jp.totsugo.record.HashMixer;
import jp.totsugo.rule.Findings;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.Severity;
import jp.totsugo.upload.plan.UploadPlan;

/**
 * Brings all records together whose number the register does not give to their person, explains
 * them, and writes their findings.
 */
public final class CandidateResolver {
  private static final String OTHER_INSURER = "other-insurer";

  /** So many other records are named; more are counted. */
  public static final int MOST_RELATED = 100;

  private static final byte[] NOTHING = {};
  private static final HashFunction COMPARISONS = Hashing.murmur3_128();

  private final UploadPlan plan;
  private final RuleSettings settings;
  private final Tally tally;
  private final FindingBuffers output;
  private final IssueId ids = new IssueId();
  private final Map<Long, Candidate> candidates = new TreeMap<>();
  private final Map<Long, NumberSlip> slips = new HashMap<>();

  public CandidateResolver(
      UploadPlan plan, RuleSettings settings, Tally tally, FindingBuffers output) {
    this.plan = plan;
    this.settings = settings;
    this.tally = tally;
    this.output = output;
  }

  public void add(CandidateBlock block) {
    block.forEach(
        new CandidateBlock.Visitor() {
          @Override
          public void candidate(Candidate candidate) {
            candidates.put(candidate.record().locator(), candidate);
          }

          @Override
          public void sighting(Sighting sighting) {
            slips.merge(sighting.locator(), sighting.slip(), CandidateResolver::nearer);
          }
        });
  }

  private static final Comparator<NumberSlip> NEAREST_FIRST =
      Comparator.comparing(NumberSlip::kind)
          .thenComparingInt(NumberSlip::position)
          .thenComparingInt(NumberSlip::otherPosition);

  /** A person may be in the register more than once; the smallest slip explains best. */
  private static NumberSlip nearer(NumberSlip a, NumberSlip b) {
    return NEAREST_FIRST.compare(a, b) <= 0 ? a : b;
  }

  /** Explains everything that was added. */
  public void resolve() {
    List<Candidate> mismatched = new ArrayList<>();
    for (Candidate candidate : candidates.values()) {
      if (candidate.isInRegister()) {
        mismatched.add(candidate);
      } else {
        reportMissing(candidate);
      }
    }
    PersonComparator comparator = PersonComparator.standard();
    List<Mismatch> mismatches =
        mismatched.parallelStream().map(c -> mismatch(c, comparator)).toList();
    List<Resolution> resolutions = new MismatchResolver(comparator).resolve(mismatches);
    Map<Integer, List<Resolution>> groups =
        resolutions.stream()
            .filter(r -> r.group() != Resolution.NO_GROUP)
            .collect(Collectors.groupingBy(Resolution::group));
    Map<Integer, byte[]> groupIds = new HashMap<>();
    Map<Integer, Long> prints = new HashMap<>();
    groups.forEach(
        (group, members) -> {
          groupIds.put(group, groupId(members));
          prints.put(group, members.stream().mapToLong(this::print).sum());
        });
    for (Resolution resolution : resolutions) {
      report(
          resolution,
          groups.getOrDefault(resolution.group(), List.of()),
          groupIds.getOrDefault(resolution.group(), NOTHING),
          prints.getOrDefault(resolution.group(), 0L));
    }
    output.flush();
  }

  private static Mismatch mismatch(Candidate candidate, PersonComparator comparator) {
    Holder record = candidate.record();
    return new Mismatch(
        record.locator(),
        record.file(),
        record.line(),
        record.insurer(),
        record.fromDay(),
        record.toDay(),
        candidate.person(),
        candidate.owner(),
        comparator.compare(candidate.person(), candidate.owner()),
        candidate.holders().stream().sorted(Comparator.comparingLong(Holder::locator)).toList());
  }

  private void reportMissing(Candidate candidate) {
    NumberSlip slip = slips.get(candidate.record().locator());
    int cause =
        Rule.MY_NUMBER_NOT_IN_REGISTER.cause(slip == null ? "UNKNOWN_PERSON" : slip.kind().name());
    String evidence =
        slip == null || slip.kind() == NumberSlip.Kind.OTHER_NUMBER
            ? ""
            : slip.kind() == NumberSlip.Kind.ONE_DIGIT
                ? "position=" + slip.position()
                : "position=" + slip.position() + ";" + slip.otherPosition();
    write(
        candidate,
        Rule.MY_NUMBER_NOT_IN_REGISTER,
        cause,
        grounds(candidate, NOTHING, List.of(), evidence, 0));
  }

  private static Rule ruleOf(Resolution resolution) {
    return switch (resolution.explanation()) {
      case SHIFTED -> Rule.MY_NUMBER_SHIFTED;
      case SWAPPED -> Rule.MY_NUMBER_SWAPPED;
      case COPIED -> Rule.MY_NUMBER_COPIED;
      case OTHER_PERSON -> Rule.MY_NUMBER_OTHER_PERSON;
      case NAME_DIFFERS -> Rule.MY_NUMBER_NAME_DIFFERS;
      case BIRTHDATE_DIFFERS -> Rule.REGISTER_BIRTHDATE_DIFFERS;
      case SEX_DIFFERS -> Rule.REGISTER_SEX_DIFFERS;
    };
  }

  private void report(Resolution resolution, List<Resolution> group, byte[] groupId, long print) {
    Candidate candidate = candidates.get(resolution.mismatch().locator());
    Rule rule = ruleOf(resolution);
    boolean isError = settings.severity(rule) == Severity.ERROR;
    tally.addToFunnel(isError ? Funnel.WRONG : Funnel.TO_REVIEW, 1);
    write(
        candidate,
        rule,
        Findings.NO_CAUSE,
        grounds(candidate, groupId, others(resolution, group), evidence(resolution), print));
  }

  private Grounds grounds(
      Candidate candidate, byte[] groupId, List<Holder> others, String evidence, long print) {
    SortedSet<Integer> partners = new TreeSet<>();
    others.forEach(other -> partners.add(other.insurer()));
    byte[] comparison = evidence.getBytes(UTF_8);
    return new Grounds(
        groupId,
        related(others, candidate.record().insurer()).getBytes(UTF_8),
        comparison,
        HashMixer.mix(print ^ COMPARISONS.hashBytes(comparison).asLong()),
        Grounds.partners(partners),
        RelatedRecord.write(owners(candidate, others)));
  }

  /** What is shown of those of the others that are the owner's. */
  private static List<RelatedRecord> owners(Candidate candidate, List<Holder> others) {
    return candidate.owners().stream()
        .filter(
            owner ->
                others.stream().anyMatch(o -> o.file() == owner.file() && o.line() == owner.line()))
        .toList();
  }

  private void write(Candidate candidate, Rule rule, int cause, Grounds grounds) {
    if (!settings.isOn(rule)
        || !rule.canRead(plan.file(candidate.record().file()).presentColumns())) {
      return;
    }
    Holder record = candidate.record();
    InsurerCounts counts = tally.insurer(record.insurer());
    counts.addFinding(rule, cause);
    counts.addRuleRecord(rule);
    counts.addCauseRecord(rule, cause);
    tally.addDetected(rule, 1);
    if (settings.severity(rule) != Severity.NOTICE) {
      output
          .of(record.insurer())
          .addOverRecords(
              candidate.values(),
              record.file(),
              candidate.slice(),
              candidate.lineInSlice(),
              rule,
              cause,
              fieldOf(rule),
              content(candidate, rule),
              grounds);
      output.flushIfLarge();
    }
  }

  /** A birth date or sex with which a register agrees or not is one. */
  private static byte[] content(Candidate candidate, Rule rule) {
    return switch (rule) {
      case REGISTER_BIRTHDATE_DIFFERS ->
          String.valueOf(candidate.person().birthdate()).getBytes(UTF_8);
      case REGISTER_SEX_DIFFERS -> candidate.person().sex().getBytes(UTF_8);
      default -> NOTHING;
    };
  }

  private static Column fieldOf(Rule rule) {
    return switch (rule) {
      case REGISTER_BIRTHDATE_DIFFERS -> Column.BIRTHDATE;
      case REGISTER_SEX_DIFFERS -> Column.SEX;
      default -> Column.MY_NUMBER;
    };
  }

  private byte[] groupId(List<Resolution> members) {
    List<byte[]> hashes = new ArrayList<>();
    for (Resolution member : members) {
      Candidate candidate = candidates.get(member.mismatch().locator());
      hashes.add(hash(candidate, ruleOf(member)));
    }
    Mismatch first = members.get(0).mismatch();
    return IssueId.group(hashes, IssueId.locationOf(plan.file(first.file()).name(), first.line()));
  }

  /** A member's part of the fingerprint of its group. */
  private long print(Resolution member) {
    Candidate candidate = candidates.get(member.mismatch().locator());
    return HashMixer.mix(
        Longs.fromByteArray(hash(candidate, ruleOf(member)))
            + candidate.values().print().ofPerson() * HashMixer.MULTIPLIER);
  }

  private byte[] hash(Candidate candidate, Rule rule) {
    RecordValues values = candidate.values();
    Holder record = candidate.record();
    byte[] person =
        FindingRow.personOf(values.values(), plan.file(record.file()).name(), record.line());
    return ids.hash(
        record.insurer(),
        person,
        FindingRow.valueOf(values.values(), FindingRow.Value.QUALIFICATION),
        rule,
        fieldOf(rule).ordinal());
  }

  private String related(List<Holder> others, int insurer) {
    List<String> names = new ArrayList<>();
    boolean otherInsurer = false;
    int more = 0;
    for (Holder other : others) {
      if (other.insurer() != insurer) {
        otherInsurer = true;
      } else if (names.size() == MOST_RELATED) {
        more++;
      } else {
        names.add(plan.file(other.file()).name() + ":" + other.line());
      }
    }
    if (more > 0) {
      names.add("+" + more);
    }
    if (otherInsurer) {
      names.add(OTHER_INSURER);
    }
    return String.join(";", names);
  }

  /** The other records; of a shifted run its first and last. */
  private List<Holder> others(Resolution resolution, List<Resolution> group) {
    if (resolution.explanation() == Explanation.SHIFTED) {
      return Stream.of(group.get(0), group.get(group.size() - 1))
          .map(end -> candidates.get(end.mismatch().locator()).record())
          .toList();
    }
    List<Holder> others = new ArrayList<>();
    for (long locator : resolution.related()) {
      Candidate candidate = candidates.get(locator);
      if (candidate != null) {
        others.add(candidate.record());
      } else {
        resolution.mismatch().holders().stream()
            .filter(holder -> holder.locator() == locator)
            .forEach(others::add);
      }
    }
    others.sort(Comparator.comparingLong(Holder::locator));
    return others;
  }

  /**
   * What {@code totsugo explain} tells: the line of the decision table and how each field came out.
   */
  private static String evidence(Resolution resolution) {
    List<String> parts = Evidence.parts(resolution.mismatch().comparison());
    resolution.shift().ifPresent(shift -> parts.add("offset=" + shift.offset()));
    return String.join(" ", parts);
  }
}
