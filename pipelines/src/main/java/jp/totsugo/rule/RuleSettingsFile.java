package jp.totsugo.rule;

import com.google.common.base.Enums;
import com.google.common.io.Resources;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Ints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.totsugo.record.Dates;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.storage.ShownName;
import jp.totsugo.storage.WrittenText;
import jp.totsugo.words.SaidException;
import jp.totsugo.words.Saying;
import jp.totsugo.yaml.YamlNodes;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads rule settings: a YAML file whose keys replace those of the built-in {@code
 * rule-settings.yaml}, which documents them all. A key that it does not have is an error.
 */
public final class RuleSettingsFile {
  /** A settings file that cannot be used; the message has a line for every error. */
  public static final class InvalidSettingsException extends SaidException {
    private static final long serialVersionUID = 1L;

    InvalidSettingsException(List<Saying> errors) {
      super(Saying.lines(errors));
    }
  }

  private static final Pattern CODE_POINTS =
      Pattern.compile("U\\+([0-9A-Fa-f]{4,6})(?:-U\\+([0-9A-Fa-f]{4,6}))?");

  private static final String BUILT_IN = "rule-settings.yaml";

  private final YamlNodes<InvalidSettingsException> nodes;

  private RuleSettingsFile(String name) {
    nodes = new YamlNodes<>(name, InvalidSettingsException::new);
  }

  /** The settings that hold when no file is given. */
  public static RuleSettings defaults(LocalDate asOf) {
    try {
      return new RuleSettingsFile(BUILT_IN).build(asOf, builtIn());
    } catch (InvalidSettingsException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The settings of a file over the built-in ones. */
  public static RuleSettings read(Path file, LocalDate asOf)
      throws InvalidSettingsException, IOException {
    Map<String, Node> settings = builtIn();
    RuleSettingsFile reader = new RuleSettingsFile(ShownName.of(file));
    settings.putAll(
        reader.nodes.keys(
            YamlNodes.THE_FILE,
            reader.nodes.root(reader.text(file)),
            List.copyOf(settings.keySet())));
    return reader.build(asOf, settings);
  }

  private String text(Path file) throws InvalidSettingsException, IOException {
    try {
      return WrittenText.read(file);
    } catch (WrittenText.UnusableException e) {
      throw new InvalidSettingsException(List.of(e.saying()));
    }
  }

  private static Map<String, Node> builtIn() {
    try {
      YamlNodes<InvalidSettingsException> nodes =
          new YamlNodes<>(BUILT_IN, InvalidSettingsException::new);
      String yaml =
          Resources.toString(
              Resources.getResource(RuleSettingsFile.class, BUILT_IN), StandardCharsets.UTF_8);
      return nodes.keys(YamlNodes.THE_FILE, nodes.root(yaml), null);
    } catch (IOException | InvalidSettingsException e) {
      throw new IllegalStateException("the built-in rule settings cannot be read", e);
    }
  }

  private RuleSettings build(LocalDate asOf, Map<String, Node> settings)
      throws InvalidSettingsException {
    Set<Rule> off = EnumSet.noneOf(Rule.class);
    Map<Rule, Severity> severities = new EnumMap<>(Rule.class);
    Node rules = settings.get("rules");
    nodes
        .keys("rules", isNothing(rules) ? null : rules, null)
        .forEach((rule, node) -> readRule(rule, node, off, severities));
    Set<Long> fillers = fillers(settings.get("fillers"));
    BitSet placeholders = placeholders(settings.get("placeholders"));
    int cardIssueDays = days("card_issue_days", settings);
    int absenceOverdueDays = days("absence_overdue_days", settings);
    double unreadableShare = share("unreadable_share", settings);
    boolean registerComplete = flag("register_complete", settings.get("register_complete"));
    LifeSettings life =
        new LifeSettings(
            number("kept_runs", "runs", settings),
            number("shrank_percent", "percent", settings),
            number("shrank_records", "records", settings),
            number("grew_percent", "percent", settings),
            mergers(settings.get("mergers")));
    nodes.throwIfWrong();
    return new RuleSettings(
        Dates.ymd(asOf),
        off,
        severities,
        fillers,
        placeholders,
        cardIssueDays,
        absenceOverdueDays,
        unreadableShare,
        registerComplete,
        false,
        false,
        life);
  }

  /** Whether a key stands there without a value. */
  private static boolean isNothing(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }

  private void readRule(String name, Node node, Set<Rule> off, Map<Rule, Severity> severities) {
    String key = "rules." + name;
    Rule rule = Enums.getIfPresent(Rule.class, name).orNull();
    if (rule == null) {
      nodes.error(node, key, "noRule");
      return;
    }
    Map<String, Node> settings = nodes.keys(key, node, List.of("on", "severity"));
    if (settings.containsKey("on") && !flag(key + ".on", settings.get("on"))) {
      off.add(rule);
    }
    if (settings.containsKey("severity")) {
      String text =
          settings.get("severity") instanceof ScalarNode scalar
              ? scalar.getValue().toUpperCase(Locale.ROOT)
              : "";
      Severity severity = Enums.getIfPresent(Severity.class, text).orNull();
      if (severity == null) {
        nodes.error(settings.get("severity"), key + ".severity", "severity");
      } else {
        severities.put(rule, severity);
      }
    }
  }

  private Set<Long> fillers(Node node) {
    Set<Long> fillers = new HashSet<>();
    for (Node filler : list("fillers", node)) {
      if (filler instanceof ScalarNode scalar
          && scalar.getTag().equals(Tag.STR)
          && scalar.getValue().matches("[0-9]{12}")) {
        fillers.add(Long.parseLong(scalar.getValue()));
      } else {
        nodes.error(filler, "fillers", "fillers");
      }
    }
    return fillers;
  }

  private BitSet placeholders(Node node) {
    BitSet placeholders = new BitSet();
    for (Node entry : list("placeholders", node)) {
      String text = entry instanceof ScalarNode scalar ? scalar.getValue() : "";
      Matcher range = CODE_POINTS.matcher(text);
      if (range.matches()) {
        int first = Integer.parseInt(range.group(1), 16);
        int last = range.group(2) == null ? first : Integer.parseInt(range.group(2), 16);
        if (last < first || last > Character.MAX_CODE_POINT) {
          nodes.error(entry, "placeholders", "noRange", text);
        } else {
          placeholders.set(first, last + 1);
        }
      } else if (text.codePointCount(0, text.length()) == 1) {
        placeholders.set(text.codePointAt(0));
      } else {
        nodes.error(entry, "placeholders", "character", text);
      }
    }
    return placeholders;
  }

  private Map<Integer, Integer> mergers(Node node) {
    Map<Integer, Integer> mergers = new LinkedHashMap<>();
    Map<String, Node> entries = nodes.keys("mergers", isNothing(node) ? null : node, null);
    for (Map.Entry<String, Node> entry : entries.entrySet()) {
      int old = InsurerNumber.parse(entry.getKey());
      int now =
          entry.getValue() instanceof ScalarNode scalar
              ? InsurerNumber.parse(scalar.getValue())
              : InsurerNumber.INVALID;
      if (old == InsurerNumber.INVALID || now == InsurerNumber.INVALID || old == now) {
        nodes.error(entry.getValue(), "mergers." + entry.getKey(), "insurers");
      } else {
        mergers.put(old, now);
      }
    }
    mergers.forEach(
        (old, now) -> {
          if (mergers.containsKey(now)) {
            nodes.error(node, "mergers", "mergedTwice", InsurerNumber.text(now));
          }
        });
    return mergers;
  }

  private int days(String key, Map<String, Node> settings) {
    return number(key, "days", settings);
  }

  private int number(String key, String unit, Map<String, Node> settings) {
    Node node = settings.get(key);
    Integer number = node instanceof ScalarNode scalar ? Ints.tryParse(scalar.getValue()) : null;
    if (number == null || number < 0) {
      nodes.error(node, key, "numberOf." + unit);
      return 0;
    }
    return number;
  }

  private boolean flag(String key, Node node) {
    boolean isFlag =
        node instanceof ScalarNode scalar
            && scalar.getTag().equals(Tag.BOOL)
            && scalar.getValue().matches("true|false");
    if (!isFlag) {
      nodes.error(node, key, "flag");
    }
    return isFlag && ((ScalarNode) node).getValue().equals("true");
  }

  private double share(String key, Map<String, Node> settings) {
    Node node = settings.get(key);
    Double share = node instanceof ScalarNode scalar ? Doubles.tryParse(scalar.getValue()) : null;
    if (share == null || !(share >= 0 && share <= 1)) {
      nodes.error(node, key, "share");
      return 0;
    }
    return share;
  }

  private List<Node> list(String key, Node node) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    nodes.error(node, key, "list");
    return List.of();
  }
}
