package jp.totsugo.nation;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jp.totsugo.nation.UnusableOrderException.Reason;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * How the nation's people are and what is wrong with its uploads. The defaults, each with its
 * meaning, are in {@code nation.yaml} beside this class.
 *
 * @param records the records of the whole nation, for which the counts below stand
 * @param shares of people or households, from 0 to 1
 * @param facts how often in the nation something legitimate happens
 * @param errors how often in the nation an error is planted
 */
public record Settings(
    long records,
    Map<String, Double> shares,
    Map<String, Double> facts,
    Map<String, Double> errors) {

  /** The settings that reproduce the published figures. */
  public static Settings standard() {
    try {
      return parse(
          Resources.toString(
              Resources.getResource(Settings.class, "nation.yaml"), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The settings in a file of the same form.
   *
   * @throws IllegalArgumentException if a key is missing, unknown, or no number
   */
  public static Settings read(Path file) throws IOException {
    Settings standard = standard();
    try (Reader reader = Files.newBufferedReader(file)) {
      Settings settings = parse(com.google.common.io.CharStreams.toString(reader));
      requireSameKeys("shares", standard.shares, settings.shares);
      requireSameKeys("facts", standard.facts, settings.facts);
      requireSameKeys("errors", standard.errors, settings.errors);
      return settings;
    }
  }

  /** The same settings with every error {@code times} as often. */
  public Settings withErrors(double times) {
    Map<String, Double> more = new LinkedHashMap<>(errors);
    more.replaceAll((kind, count) -> count * times);
    return new Settings(records, shares, facts, Collections.unmodifiableMap(more));
  }

  double share(String name) {
    return shares.get(name);
  }

  private static Settings parse(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Object loaded = new Yaml(new SafeConstructor(options)).load(yaml);
    if (!(loaded instanceof Map<?, ?> sections)
        || !sections.keySet().equals(Set.of("records", "shares", "facts", "errors"))) {
      throw new UnusableOrderException(Reason.SECTIONS);
    }
    return new Settings(
        (long) number("records", sections.get("records")),
        section(sections, "shares"),
        section(sections, "facts"),
        section(sections, "errors"));
  }

  private static Map<String, Double> section(Map<?, ?> sections, String name) {
    if (!(sections.get(name) instanceof Map<?, ?> entries)) {
      throw new UnusableOrderException(Reason.NO_LIST, name);
    }
    Map<String, Double> section = new LinkedHashMap<>();
    entries.forEach(
        (key, value) -> section.put(String.valueOf(key), number(name + "." + key, value)));
    return Collections.unmodifiableMap(section);
  }

  private static double number(String name, Object value) {
    if (value instanceof Number number && number.doubleValue() >= 0) {
      return number.doubleValue();
    }
    throw new UnusableOrderException(Reason.NO_NUMBER, name);
  }

  private static void requireSameKeys(
      String section, Map<String, Double> wanted, Map<String, Double> given) {
    Set<String> differing = new TreeSet<>(wanted.keySet());
    differing.removeAll(given.keySet());
    given.keySet().stream().filter(key -> !wanted.containsKey(key)).forEach(differing::add);
    if (!differing.isEmpty()) {
      throw new UnusableOrderException(Reason.NAMES, section, String.join(", ", differing));
    }
  }
}
