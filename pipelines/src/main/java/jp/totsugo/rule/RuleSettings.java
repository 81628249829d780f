package jp.totsugo.rule;

import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.totsugo.person.DecisionTable;
import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Fillers;
import jp.totsugo.record.MyNumber;
import jp.totsugo.record.RecordView;

/**
 * What a steward may set about the rules, and the day of the check. Immutable once built; see
 * {@link RuleSettingsFile} for the file and its defaults.
 */
public final class RuleSettings implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private static final int VERSION_LENGTH = 12;

  private final int asOf;
  private final Set<Rule> switchedOff;
  private final Map<Rule, Severity> severities;
  private final Fillers fillers;
  private final BitSet placeholders;
  private final int cardIssueDays;
  private final int absenceOverdueDays;
  private final double unreadableShare;
  private final boolean registerComplete;
  private final boolean hasRegister;
  private final boolean hasEarlier;
  private final LifeSettings life;
  private transient CharClasses charClasses;
  private transient Map<Rule, String> versions;

  /**
   * @param asOf day of the check as {@code yyyymmdd}
   * @param severities only where they differ from the catalogue
   * @param fillers twelve-digit numbers that stand for no number, beside those of one digit all
   *     over
   * @param placeholders code points
   * @param cardIssueDays days after qualification in which a missing card is usual
   * @param absenceOverdueDays days after qualification after which a passing absence is overdue
   * @param unreadableShare share of unreadable lines that a file may have, 0 to 1
   * @param registerComplete whether the register holds everybody, so that a number which it lacks
   *     is wrong
   * @param hasRegister whether this run has a register
   * @param hasEarlier whether it has uploads of the run before
   * @param life what there is to set about issues over several runs
   */
  RuleSettings(
      int asOf,
      Set<Rule> switchedOff,
      Map<Rule, Severity> severities,
      Set<Long> fillers,
      BitSet placeholders,
      int cardIssueDays,
      int absenceOverdueDays,
      double unreadableShare,
      boolean registerComplete,
      boolean hasRegister,
      boolean hasEarlier,
      LifeSettings life) {
    this.asOf = asOf;
    this.switchedOff = EnumSet.noneOf(Rule.class);
    this.switchedOff.addAll(switchedOff);
    this.severities = new EnumMap<>(Rule.class);
    this.severities.putAll(severities);
    this.fillers = new Fillers(fillers);
    this.placeholders = (BitSet) placeholders.clone();
    this.cardIssueDays = cardIssueDays;
    this.absenceOverdueDays = absenceOverdueDays;
    this.unreadableShare = unreadableShare;
    this.registerComplete = registerComplete;
    this.hasRegister = hasRegister;
    this.hasEarlier = hasEarlier;
    this.life = life;
  }

  public int asOf() {
    return asOf;
  }

  public boolean isOn(Rule rule) {
    return !switchedOff.contains(rule)
        && (hasRegister || rule.scope() != Rule.Scope.REGISTER)
        && (hasEarlier || rule.scope() != Rule.Scope.EARLIER);
  }

  public Severity severity(Rule rule) {
    return severities.getOrDefault(rule, rule.defaultSeverity());
  }

  public Fillers fillers() {
    return fillers;
  }

  /** Whether twelve digits, given as a number, are a filler. */
  public boolean isFiller(long number) {
    return fillers.isFiller(number);
  }

  int cardIssueDays() {
    return cardIssueDays;
  }

  int absenceOverdueDays() {
    return absenceOverdueDays;
  }

  public double unreadableShare() {
    return unreadableShare;
  }

  /** Whether a number that the register does not hold is a finding. */
  public boolean isRegisterComplete() {
    return registerComplete;
  }

  public boolean hasRegister() {
    return hasRegister;
  }

  public boolean hasEarlier() {
    return hasEarlier;
  }

  public LifeSettings life() {
    return life;
  }

  /** These settings for a run that has a register. */
  public RuleSettings withRegister() {
    return with(true, hasEarlier);
  }

  /** These settings for a run that has the uploads of the run before. */
  public RuleSettings withEarlier() {
    return with(hasRegister, true);
  }

  private RuleSettings with(boolean register, boolean earlier) {
    return new RuleSettings(
        asOf,
        switchedOff,
        severities,
        fillers.listed().boxed().collect(Collectors.toSet()),
        placeholders,
        cardIssueDays,
        absenceOverdueDays,
        unreadableShare,
        registerComplete,
        register,
        earlier,
        life);
  }

  /**
   * The classes of characters under these settings; made once and shared, for it is never changed.
   */
  public synchronized CharClasses charClasses() {
    if (charClasses == null) {
      charClasses = new CharClasses(placeholders);
    }
    return charClasses;
  }

  /** A view of records that is of use for the rules under these settings. */
  public RecordView newRecordView() {
    return new RecordView(charClasses(), fillers, asOf);
  }

  /** The beginning of the {@link #fingerprint}: names the version of the rules in tables. */
  public String version() {
    return fingerprint().substring(0, VERSION_LENGTH);
  }

  /**
   * Names the way in which a rule judges: as long as it is the same, a finding that is gone is gone
   * because of the data.
   */
  public synchronized String version(Rule rule) {
    if (versions == null) {
      versions = new EnumMap<>(Rule.class);
    }
    return versions.computeIfAbsent(rule, this::newVersion);
  }

  private String newVersion(Rule rule) {
    String all = rule + " " + rule.revision() + " " + RuleParameters.of(rule, this);
    return Hashing.sha256()
        .hashString(all, StandardCharsets.UTF_8)
        .toString()
        .substring(0, VERSION_LENGTH);
  }

  /** The listed fillers, twelve digits each. */
  String fillersText() {
    return fillers
        .listed()
        .mapToObj(n -> String.format(Locale.ROOT, "%0" + MyNumber.LENGTH + "d", n))
        .collect(Collectors.joining(" "));
  }

  String placeholdersText() {
    return placeholders.toString();
  }

  /** What decides whether a record is the owner's, beside the program. */
  static String comparison() {
    return Comparison.TEXT;
  }

  /** Read when it is first asked for. */
  private static final class Comparison {
    private static final String TEXT = read();
  }

  private static String read() {
    return Stream.of("decision-table.csv", "variant-kanji.tsv")
        .map(
            name -> {
              try {
                return "\n"
                    + name
                    + " "
                    + Resources.asByteSource(Resources.getResource(DecisionTable.class, name))
                        .hash(Hashing.sha256());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .collect(Collectors.joining());
  }

  /**
   * A fingerprint of everything that decides a finding except the day: equal settings, equal
   * fingerprint.
   */
  public String fingerprint() {
    String all =
        EnumSet.allOf(Rule.class).stream()
                .filter(this::isOn)
                .map(
                    rule ->
                        rule + " " + severity(rule) + " " + rule.priority() + " " + rule.causes())
                .collect(Collectors.joining("\n"))
            + "\nfillers "
            + fillersText()
            + "\nplaceholders "
            + placeholdersText()
            + "\ndays "
            + cardIssueDays
            + " "
            + absenceOverdueDays
            + "\nunreadable "
            + unreadableShare
            + "\nregister "
            + hasRegister
            + " "
            + registerComplete
            + (hasRegister ? comparison() : "");
    return Hashing.sha256().hashString(all, StandardCharsets.UTF_8).toString();
  }
}
