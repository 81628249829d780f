package jp.totsugo.upload.infer;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jp.totsugo.record.Column;
import jp.totsugo.upload.layout.Layout;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The words by which columns and codes are known when a layout is inferred. */
final class LayoutWords {
  private final Map<String, Column> byName = new HashMap<>();
  private final Set<String> noDates = new TreeSet<>();
  private final Map<Column, Map<String, String>> codes = new EnumMap<>(Column.class);

  LayoutWords() {
    Layout.standard().names().forEach((column, name) -> byName.put(normal(name), column));
    MappingNode root = (MappingNode) root();
    for (NodeTuple part : root.getValue()) {
      if (part.getValueNode() instanceof SequenceNode list) {
        list.getValue().forEach(word -> noDates.add(text(word)));
        continue;
      }
      boolean isNames = text(part.getKeyNode()).equals("names");
      for (NodeTuple entry : ((MappingNode) part.getValueNode()).getValue()) {
        Column column = Column.ofHeader(text(entry.getKeyNode()));
        if (isNames) {
          ((SequenceNode) entry.getValueNode())
              .getValue()
              .forEach(name -> byName.putIfAbsent(normal(text(name)), column));
        } else {
          Map<String, String> meanings = new LinkedHashMap<>();
          ((MappingNode) entry.getValueNode())
              .getValue()
              .forEach(code -> meanings.put(text(code.getKeyNode()), text(code.getValueNode())));
          codes.put(column, meanings);
        }
      }
    }
  }

  /** The nodes, not what YAML takes them for: {@code 01} is no number. */
  private static Node root() {
    try {
      String text =
          Resources.toString(
              Resources.getResource("jp/totsugo/schema/layout-words.yaml"), StandardCharsets.UTF_8);
      return new Yaml(new LoaderOptions()).compose(new StringReader(text));
    } catch (IOException e) {
      throw new IllegalStateException("the words of layouts cannot be read", e);
    }
  }

  private static String text(Node node) {
    return ((ScalarNode) node).getValue();
  }

  /** The column that this name in a header usually means, or null. */
  Column column(String name) {
    return byName.get(normal(name));
  }

  /** What words in a column mean; empty for most. */
  Map<String, String> codes(Column column) {
    return codes.getOrDefault(column, Map.of());
  }

  /** What stands where there is no date. */
  Set<String> noDates() {
    return noDates;
  }

  /** Without what makes no difference between names. */
  private static String normal(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\p{Punct}\\p{Space}・「」【】、。〔〕]", "");
  }
}
