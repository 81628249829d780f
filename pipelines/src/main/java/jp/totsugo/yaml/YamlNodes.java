package jp.totsugo.yaml;

import com.google.common.primitives.Ints;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jp.totsugo.words.Saying;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads values from the nodes of a YAML text that a person wrote: layouts and settings. What is
 * wrong is collected with its line and key, so that all of it can be said at once.
 *
 * @param <E> what is thrown where something is wrong
 */
public final class YamlNodes<E extends Exception> {
  /** The key of what stands on its own. */
  public static final String THE_FILE = "";

  private final String name;
  private final Function<List<Saying>, E> exception;
  private final List<Error> errors = new ArrayList<>();

  private record Error(int line, Object key, Saying why) {}

  /**
   * @param name of the text in messages
   * @param exception made of all errors
   */
  public YamlNodes(String name, Function<List<Saying>, E> exception) {
    this.name = name;
    this.exception = exception;
  }

  public boolean isAnyWrong() {
    return !errors.isEmpty();
  }

  /** All that is wrong, in the order of the lines. */
  public void throwIfWrong() throws E {
    if (!errors.isEmpty()) {
      throw exception.apply(
          errors.stream()
              .sorted(Comparator.comparingInt(Error::line))
              .map(error -> at(error.line(), error.key(), error.why()))
              .toList());
    }
  }

  /** The node of the whole text, or null if it says nothing. */
  public Node root(String yaml) throws E {
    try {
      return new Yaml(new LoaderOptions()).compose(new StringReader(withoutMark(yaml)));
    } catch (MarkedYAMLException e) {
      throw exception.apply(
          List.of(
              Saying.of(
                  "yaml.invalidLine",
                  name,
                  e.getProblemMark().getLine() + 1,
                  oneLine(e.getProblem()))));
    } catch (YAMLException e) {
      throw exception.apply(List.of(Saying.of("yaml.invalid", name, oneLine(e.getMessage()))));
    }
  }

  /** Without the byte order mark that some editors write. */
  private static String withoutMark(String yaml) {
    return yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  /** The constant of this name; {@code usual} if there is no node, or it is wrong. */
  public <C extends Enum<C>> C oneOf(String key, Node node, List<C> constants, C usual) {
    String text = node == null ? null : text(key, node);
    if (text == null) {
      return usual;
    }
    for (C constant : constants) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    error(node, key, alternatives(constants.stream().map(Enum::name).toList()));
    return usual;
  }

  /** Says that one of these is expected. */
  public static Saying alternatives(List<String> texts) {
    int last = texts.size() - 1;
    return Saying.of("yaml.alternatives", texts.subList(0, last), texts.get(last));
  }

  /** A number from 1 to {@code most}; {@code usual} if there is no node, or it is wrong. */
  public int number(String key, Node node, int usual, int most) {
    if (node == null) {
      return usual;
    }
    Integer number = node instanceof ScalarNode scalar ? Ints.tryParse(scalar.getValue()) : null;
    if (number == null || number < 1 || number > most) {
      error(node, key, "number", most);
      return usual;
    }
    return number;
  }

  /** One value, or null if it is wrong. */
  public String text(String key, Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    error(node, key, "oneValue");
    return null;
  }

  /** One value, or a list of them. */
  public List<String> texts(String key, Node node) {
    Collection<Node> values =
        node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    List<String> texts = new ArrayList<>();
    for (Node value : values) {
      if (value instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
        texts.add(scalar.getValue());
      } else {
        error(value, key, "values");
      }
    }
    return texts;
  }

  /**
   * The values of a mapping by their keys; none if there is no node.
   *
   * @param key of the mapping, or {@link #THE_FILE}
   * @param known the keys that may be there, or null if all may
   */
  public Map<String, Node> keys(String key, Node node, List<String> known) {
    Map<String, Node> keys = new LinkedHashMap<>();
    if (node == null) {
      return keys;
    }
    if (!(node instanceof MappingNode mapping)) {
      error(node, key, "keys");
      return keys;
    }
    String prefix = key.equals(THE_FILE) ? "" : key + ".";
    for (NodeTuple tuple : mapping.getValue()) {
      Node keyNode = tuple.getKeyNode();
      if (!(keyNode instanceof ScalarNode scalar)) {
        error(keyNode, key, "keyIsValue");
      } else if (known != null && !known.contains(scalar.getValue())) {
        error(keyNode, prefix + shown(scalar.getValue()), "unknownKey", known);
      } else if (keys.put(scalar.getValue(), tuple.getValueNode()) != null) {
        error(keyNode, prefix + shown(scalar.getValue()), "keyTwice");
      }
    }
    return keys;
  }

  /** Each of these keys that is there is wrong. */
  public void refuse(Map<String, Node> keys, String prefix, String why, String... refused) {
    for (String key : refused) {
      if (keys.containsKey(key)) {
        error(keys.get(key), prefix + key, why);
      }
    }
  }

  /**
   * Says what is wrong; the first line has what is missing.
   *
   * @param why the key of the words behind {@code yaml.}
   */
  public void error(Node node, String key, String why, Object... values) {
    error(node, key, Saying.of("yaml." + why, values));
  }

  /** Says what is wrong; the first line has what is missing. */
  public void error(Node node, String key, Saying why) {
    Object shown = key.equals(THE_FILE) ? Saying.of("yaml.theFile") : key;
    errors.add(new Error(node == null ? 0 : node.getStartMark().getLine(), shown, why));
  }

  private Saying at(int line, Object key, Saying why) {
    return Saying.of("yaml.error", name, line + 1, key, why);
  }

  /** As much of a key as a message shows. */
  private static String shown(String key) {
    return key.length() <= 60 ? key : key.substring(0, 60) + "…";
  }
}
