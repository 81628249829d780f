package jp.totsugo.rule;

import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.totsugo.record.Dates;
import jp.totsugo.storage.ShownName;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads rule settings: a YAML file whose keys replace those of the built-in {@code
 * rule-settings.yaml}, which documents them all. A key that it does not have is an error.
 */
public final class RuleSettingsFile {
  /** A settings file that cannot be used; the message says where and why. */
  public static final class InvalidSettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidSettingsException(String message) {
      super(message);
    }
  }

  private static final Pattern CODE_POINTS =
      Pattern.compile("U\\+([0-9A-Fa-f]{4,6})(?:-U\\+([0-9A-Fa-f]{4,6}))?");

  private final String name;

  private RuleSettingsFile(String name) {
    this.name = name;
  }

  /** The settings that hold when no file is given. */
  public static RuleSettings defaults(LocalDate asOf) {
    try {
      return new RuleSettingsFile("rule-settings.yaml").build(asOf, builtIn());
    } catch (InvalidSettingsException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The settings of a file over the built-in ones. */
  public static RuleSettings read(Path file, LocalDate asOf)
      throws InvalidSettingsException, IOException {
    RuleSettingsFile reader = new RuleSettingsFile(ShownName.of(file));
    Map<String, Object> settings = new LinkedHashMap<>(builtIn());
    for (Map.Entry<String, Object> entry : reader.parse(Files.readString(file)).entrySet()) {
      if (!settings.containsKey(entry.getKey())) {
        throw reader.invalid(entry.getKey(), "unknown key; known are " + settings.keySet());
      }
      settings.put(entry.getKey(), entry.getValue());
    }
    return reader.build(asOf, settings);
  }

  private static Map<String, Object> builtIn() {
    try {
      return new RuleSettingsFile("rule-settings.yaml")
          .parse(
              Resources.toString(
                  Resources.getResource(RuleSettingsFile.class, "rule-settings.yaml"),
                  StandardCharsets.UTF_8));
    } catch (IOException | InvalidSettingsException e) {
      throw new IllegalStateException("the built-in rule settings cannot be read", e);
    }
  }

  private Map<String, Object> parse(String yaml) throws InvalidSettingsException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try {
      DumperOptions unused = new DumperOptions();
      Object root =
          new Yaml(
                  new SafeConstructor(options),
                  new Representer(unused),
                  unused,
                  options,
                  new PlainBooleans())
              .load(yaml);
      return root == null ? Map.of() : map("the file", root);
    } catch (YAMLException e) {
      throw new InvalidSettingsException(name + ": no valid YAML: " + e.getMessage());
    }
  }

  /** YAML 1.1 also takes {@code on} for a boolean, which is a key here. */
  private static final class PlainBooleans extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
      addImplicitResolver(Tag.INT, INT, "-+0123456789");
      addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
      addImplicitResolver(Tag.NULL, NULL, "~n\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }

  private RuleSettings build(LocalDate asOf, Map<String, Object> settings)
      throws InvalidSettingsException {
    Set<Rule> off = EnumSet.noneOf(Rule.class);
    Map<Rule, Severity> severities = new EnumMap<>(Rule.class);
    Object rules = settings.get("rules");
    if (rules != null) {
      for (Map.Entry<String, Object> entry : map("rules", rules).entrySet()) {
        readRule(entry.getKey(), entry.getValue(), off, severities);
      }
    }
    return new RuleSettings(
        Dates.ymd(asOf),
        off,
        severities,
        fillers(settings.get("fillers")),
        placeholders(settings.get("placeholders")),
        days("card_issue_days", settings),
        days("absence_overdue_days", settings),
        share("unreadable_share", settings),
        flag("register_complete", settings),
        false);
  }

  private void readRule(
      String ruleName, Object value, Set<Rule> off, Map<Rule, Severity> severities)
      throws InvalidSettingsException {
    String key = "rules." + ruleName;
    Rule rule = oneOf(Rule.class, key, ruleName, "no rule has this name; see `totsugo rules`");
    for (Map.Entry<String, Object> setting : map(key, value).entrySet()) {
      String path = key + "." + setting.getKey();
      switch (setting.getKey()) {
        case "on" -> {
          if (!(setting.getValue() instanceof Boolean on)) {
            throw invalid(path, "true or false is expected");
          }
          if (!on) {
            off.add(rule);
          }
        }
        case "severity" ->
            severities.put(
                rule,
                oneOf(
                    Severity.class,
                    path,
                    String.valueOf(setting.getValue()).toUpperCase(java.util.Locale.ROOT),
                    "error, review or notice is expected"));
        default -> throw invalid(path, "unknown key; known are [on, severity]");
      }
    }
  }

  private <E extends Enum<E>> E oneOf(Class<E> type, String key, String value, String otherwise)
      throws InvalidSettingsException {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(value)) {
        return constant;
      }
    }
    throw invalid(key, otherwise);
  }

  private Set<Long> fillers(Object value) throws InvalidSettingsException {
    Set<Long> fillers = new HashSet<>();
    for (Object filler : list("fillers", value)) {
      if (!(filler instanceof String text) || !text.matches("[0-9]{12}")) {
        throw invalid("fillers", "a list of twelve digits in quotes is expected");
      }
      fillers.add(Long.parseLong(text));
    }
    return fillers;
  }

  private BitSet placeholders(Object value) throws InvalidSettingsException {
    BitSet placeholders = new BitSet();
    for (Object entry : list("placeholders", value)) {
      String text = String.valueOf(entry);
      Matcher range = CODE_POINTS.matcher(text);
      if (range.matches()) {
        int first = Integer.parseInt(range.group(1), 16);
        int last = range.group(2) == null ? first : Integer.parseInt(range.group(2), 16);
        if (last < first || last > Character.MAX_CODE_POINT) {
          throw invalid("placeholders", "no range of code points: " + text);
        }
        placeholders.set(first, last + 1);
      } else if (text.codePointCount(0, text.length()) == 1) {
        placeholders.set(text.codePointAt(0));
      } else {
        throw invalid(
            "placeholders", "one character, U+XXXX or U+XXXX-U+YYYY is expected: " + text);
      }
    }
    return placeholders;
  }

  private int days(String key, Map<String, Object> settings) throws InvalidSettingsException {
    if (settings.get(key) instanceof Integer days && days >= 0) {
      return days;
    }
    throw invalid(key, "a number of days from 0 is expected");
  }

  private boolean flag(String key, Map<String, Object> settings) throws InvalidSettingsException {
    if (settings.get(key) instanceof Boolean flag) {
      return flag;
    }
    throw invalid(key, "true or false is expected");
  }

  private double share(String key, Map<String, Object> settings) throws InvalidSettingsException {
    if (settings.get(key) instanceof Number share
        && share.doubleValue() >= 0
        && share.doubleValue() <= 1) {
      return share.doubleValue();
    }
    throw invalid(key, "a share from 0 to 1 is expected");
  }

  private List<?> list(String key, Object value) throws InvalidSettingsException {
    if (value instanceof List<?> list) {
      return list;
    }
    throw invalid(key, "a list is expected");
  }

  private Map<String, Object> map(String key, Object value) throws InvalidSettingsException {
    if (!(value instanceof Map<?, ?> map)) {
      throw invalid(key, "keys with values are expected");
    }
    Map<String, Object> result = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      result.put(String.valueOf(entry.getKey()), entry.getValue());
    }
    return result;
  }

  private InvalidSettingsException invalid(String key, String why) {
    return new InvalidSettingsException(name + ": " + key + ": " + why);
  }
}
