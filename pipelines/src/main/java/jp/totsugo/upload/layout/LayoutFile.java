package jp.totsugo.upload.layout;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jp.totsugo.record.Column;
import jp.totsugo.record.DatePattern;
import jp.totsugo.record.EraCodes;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.words.Saying;
import jp.totsugo.yaml.YamlNodes;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads a layout from YAML; {@code runbooks/new-layout.md} documents the keys. All errors of a file
 * are collected, each with its line and key.
 */
final class LayoutFile {
  private static final String SEPARATOR = "separator";
  private static final String QUOTING = "quoting";
  private static final String HEADER = "header";
  private static final String ENCODING = "encoding";
  private static final String FIELDS = "fields";
  private static final String FIXED_WIDTH = "fixedWidth";
  private static final String DATE = "date";
  private static final String ERAS = "eras";
  private static final String TRIM = "trim";
  private static final String COLUMNS = "columns";
  private static final String REQUIRED = "required";
  private static final List<String> KEYS =
      List.of(
          SEPARATOR,
          QUOTING,
          HEADER,
          ENCODING,
          FIELDS,
          FIXED_WIDTH,
          DATE,
          ERAS,
          TRIM,
          COLUMNS,
          REQUIRED);

  private static final String NAMES = "names";
  private static final String FIELD = "field";
  private static final String START = "start";
  private static final String LENGTH = "length";
  private static final String JOIN = "join";
  private static final String BETWEEN = "between";
  private static final String CODES = "codes";
  private static final List<String> COLUMN_KEYS =
      List.of(NAMES, FIELD, START, LENGTH, JOIN, BETWEEN, DATE, ERAS, TRIM, CODES);

  private static final Saying NO_COLUMN =
      Saying.of("yaml.noColumn", Arrays.stream(Column.values()).map(Column::header).toList());

  private static final int MOST_FIELDS = 1000;
  private static final int MOST_CODES = 1000;
  private static final int MOST_SKIPPED = 1000;

  private final String name;
  private final YamlNodes<InvalidLayoutException> nodes;

  private final Set<Column> seen = EnumSet.noneOf(Column.class);
  private final Set<Column> renamed = EnumSet.noneOf(Column.class);
  private final ListMultimap<Column, String> names =
      MultimapBuilder.enumKeys(Column.class).arrayListValues().build();

  /** Of the fields in a header that are joined. */
  private final Map<String, Integer> parts = new LinkedHashMap<>();

  private final Map<Column, ColumnConversion.Join> joins = new EnumMap<>(Column.class);

  /** By field number, or by first byte. */
  private final TreeMap<Integer, Place> places = new TreeMap<>();

  private final List<ColumnConversion> conversions = new ArrayList<>();

  private Header header;
  private int skippedLines;
  private boolean isFixedWidth;
  private int lineBytes;
  private int fieldCount;

  /** Where a column, or a part of one, stands in a line. */
  private record Place(int slot, int length) {
    Column column() {
      return Column.ofSlot(slot);
    }
  }

  private LayoutFile(String name) {
    this.name = name;
    nodes = new YamlNodes<>(name, InvalidLayoutException::new);
  }

  /**
   * @param name what messages call the layout
   * @param sha256 of its text, or null
   * @param usualNames of the columns for which the layout has no names of its own
   * @param usuallyRequired if the layout does not say which columns are
   */
  static Layout read(
      String name,
      String sha256,
      String yaml,
      ImmutableListMultimap<Column, String> usualNames,
      Set<Column> usuallyRequired)
      throws InvalidLayoutException {
    return new LayoutFile(name).read(sha256, yaml, usualNames, usuallyRequired);
  }

  private Layout read(
      String sha256,
      String yaml,
      ImmutableListMultimap<Column, String> usualNames,
      Set<Column> usuallyRequired)
      throws InvalidLayoutException {
    Map<String, Node> keys = nodes.keys(YamlNodes.THE_FILE, nodes.root(yaml), KEYS);
    isFixedWidth = keys.containsKey(FIXED_WIDTH);
    lineBytes =
        nodes.number(
            FIXED_WIDTH,
            keys.get(FIXED_WIDTH),
            RecordReader.LONGEST_LINE,
            RecordReader.LONGEST_LINE);
    readHeader(keys);
    if (isFixedWidth) {
      nodes.refuse(keys, "", "noneInFixedWidth", SEPARATOR, QUOTING, FIELDS);
    } else if (header == Header.names) {
      nodes.refuse(keys, "", "headerTells", FIELDS);
    }
    fieldCount = nodes.number(FIELDS, keys.get(FIELDS), 0, MOST_FIELDS);
    readColumns(keys, usualNames);
    Set<Column> required = required(keys.get(REQUIRED), usualNames, usuallyRequired);
    refuseMissing(required, keys);
    LineFormat lines =
        new LineFormat(
            separator(keys.get(SEPARATOR)),
            nodes.oneOf(QUOTING, keys.get(QUOTING), List.of(Quoting.values()), Quoting.rfc4180),
            isFixedWidth ? new FixedWidth(ends()) : null,
            new Conversions(conversions));
    Encoding encoding = encoding(keys.get(ENCODING));
    nodes.throwIfWrong();
    return new Layout(
        name,
        sha256,
        ImmutableListMultimap.copyOf(names),
        ImmutableMap.copyOf(parts),
        required,
        encoding,
        header,
        skippedLines,
        header == Header.names ? null : fields(),
        lines);
  }

  private void readHeader(Map<String, Node> keys) {
    Node node = keys.get(HEADER);
    Header usual = isFixedWidth ? Header.none : Header.names;
    header = usual;
    String text = node == null ? null : nodes.text(HEADER, node);
    if (text == null) {
      return;
    }
    List<String> allowed = new ArrayList<>(List.of("skip", "skip N", "none"));
    if (!isFixedWidth) {
      allowed.add(0, "names");
    }
    if (text.matches("skip +[0-9]{1,4}")) {
      skippedLines = Integer.parseInt(text.replaceAll("[^0-9]", ""));
      if (skippedLines < 1 || skippedLines > MOST_SKIPPED) {
        nodes.error(node, HEADER, "skip", MOST_SKIPPED);
      }
      header = isFixedWidth || hasFieldNumbers(keys) ? Header.skip : Header.names;
    } else if (allowed.contains(text) && !text.equals("skip N")) {
      header = Header.valueOf(text);
    } else {
      nodes.error(node, HEADER, YamlNodes.alternatives(allowed));
    }
  }

  /** Whether the columns have the numbers of their fields, so that no header is needed. */
  private static boolean hasFieldNumbers(Map<String, Node> keys) {
    if (keys.containsKey(FIELDS)) {
      return true;
    }
    if (!(keys.get(COLUMNS) instanceof MappingNode columns)) {
      return false;
    }
    return columns.getValue().stream()
        .map(NodeTuple::getValueNode)
        .anyMatch(
            column ->
                isNumber(column)
                    || column instanceof MappingNode own
                        && own.getValue().stream().anyMatch(LayoutFile::isFieldNumber));
  }

  private static boolean isFieldNumber(NodeTuple key) {
    String name = key.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    return name.equals(FIELD)
        || name.equals(JOIN)
            && key.getValueNode() instanceof SequenceNode fields
            && fields.getValue().stream().allMatch(LayoutFile::isNumber);
  }

  private static boolean isNumber(Node node) {
    return node instanceof ScalarNode scalar && Ints.tryParse(scalar.getValue()) != null;
  }

  private void readColumns(
      Map<String, Node> keys, ImmutableListMultimap<Column, String> usualNames) {
    EraCodes usualEras = eras(ERAS, keys.get(ERAS), EraCodes.claims);
    Map<Column, EraCodes> eras = new EnumMap<>(Column.class);
    dates(DATE, keys.get(DATE), usualEras);
    Trim usualTrim = nodes.oneOf(TRIM, keys.get(TRIM), List.of(Trim.values()), Trim.none);
    Map<Column, Node> dates = new EnumMap<>(Column.class);
    Map<Column, Trim> trims = new EnumMap<>(Column.class);
    Map<Column, Map<String, String>> codes = new EnumMap<>(Column.class);
    nodes
        .keys(COLUMNS, keys.get(COLUMNS), null)
        .forEach(
            (columnName, node) -> {
              String key = COLUMNS + "." + columnName;
              Column column = column(columnName, usualNames);
              if (column == null) {
                nodes.error(node, key, NO_COLUMN);
                return;
              }
              if (!seen.add(column)) {
                nodes.error(node, key, "columnTwice");
              } else if (node instanceof MappingNode) {
                Map<String, Node> own = nodes.keys(key, node, COLUMN_KEYS);
                readPlace(column, key, node, own);
                if (Column.DATES.contains(column)) {
                  eras.put(column, eras(key + "." + ERAS, own.get(ERAS), usualEras));
                  dates(key + "." + DATE, own.get(DATE), usualEras);
                  dates.put(column, own.get(DATE));
                } else {
                  nodes.refuse(own, key + ".", "noDateColumn", DATE, ERAS);
                }
                trims.put(
                    column,
                    nodes.oneOf(
                        key + "." + TRIM, own.get(TRIM), List.of(Trim.values()), usualTrim));
                codes.put(column, codes(key + "." + CODES, own.get(CODES)));
              } else {
                readShortPlace(column, key, node);
              }
            });
    takeUsualNames(usualNames);
    if (nodes.isAnyWrong()) {
      return;
    }
    for (Column column : Column.values()) {
      Node date = dates.get(column) == null ? keys.get(DATE) : dates.get(column);
      List<DatePattern> patterns =
          Column.DATES.contains(column)
              ? dates(DATE, date, eras.getOrDefault(column, usualEras))
              : List.of();
      Trim trim = trims.getOrDefault(column, usualTrim);
      Map<String, String> meanings = codes.getOrDefault(column, Map.of());
      ColumnConversion.Join join = joins.get(column);
      if (!patterns.isEmpty() || trim != Trim.none || !meanings.isEmpty() || join != null) {
        conversions.add(new ColumnConversion(column, trim, meanings, patterns, join));
      }
    }
  }

  private EraCodes eras(String key, Node node, EraCodes usual) {
    return nodes.oneOf(key, node, List.of(EraCodes.values()), usual);
  }

  /** A column by its English or Japanese name, or null. */
  private static Column column(String text, ImmutableListMultimap<Column, String> usualNames) {
    for (Column column : Column.values()) {
      if (column.header().equals(text) || usualNames.get(column).contains(text)) {
        return column;
      }
    }
    return null;
  }

  private void readShortPlace(Column column, String key, Node node) {
    if (isFixedWidth) {
      nodes.error(node, key, "startAndLength");
    } else if (header == Header.names) {
      addNames(column, key, node);
    } else {
      addField(column.ordinal(), key, node);
    }
  }

  private void readPlace(Column column, String key, Node node, Map<String, Node> own) {
    if (own.containsKey(JOIN)) {
      nodes.refuse(own, key + ".", "joined", NAMES, FIELD, START, LENGTH);
      readJoin(column, key + "." + JOIN, own.get(JOIN), own);
      return;
    }
    nodes.refuse(own, key + ".", "onlyForJoined", BETWEEN);
    if (isFixedWidth) {
      nodes.refuse(own, key + ".", "fixedWidthColumn", NAMES, FIELD);
      addBytes(column.ordinal(), key, node, own);
      return;
    }
    nodes.refuse(own, key + ".", "onlyForFixedWidth", START, LENGTH);
    if (header == Header.names) {
      nodes.refuse(own, key + ".", "headerHasNames", FIELD);
      if (own.containsKey(NAMES)) {
        addNames(column, key + "." + NAMES, own.get(NAMES));
      }
    } else {
      nodes.refuse(own, key + ".", "numberInsteadOfName", NAMES);
      if (own.containsKey(FIELD)) {
        addField(column.ordinal(), key + "." + FIELD, own.get(FIELD));
      } else if (!own.containsKey(NAMES)) {
        nodes.error(node, key, "fieldNumber");
      }
    }
  }

  private void readJoin(Column column, String key, Node node, Map<String, Node> own) {
    List<Node> fields = node instanceof SequenceNode list ? list.getValue() : List.of();
    if (fields.size() < 2 || fields.size() > Column.MOST_PARTS) {
      nodes.error(node, key, "parts", Column.MOST_PARTS);
      return;
    }
    if (header == Header.names) {
      renamed.add(column);
    }
    for (int i = 0; i < fields.size(); i++) {
      int slot = column.partSlot(i);
      Node field = fields.get(i);
      if (isFixedWidth && field instanceof MappingNode) {
        addBytes(slot, key, field, nodes.keys(key, field, List.of(START, LENGTH)));
      } else if (isFixedWidth) {
        nodes.error(field, key, "startAndLength");
      } else if (header == Header.names) {
        addPart(slot, key, field);
      } else {
        addField(slot, key, field);
      }
    }
    String betweenKey = key.substring(0, key.length() - JOIN.length()) + BETWEEN;
    String between = own.containsKey(BETWEEN) ? nodes.text(betweenKey, own.get(BETWEEN)) : "";
    if (between != null && between.length() > Conversions.LONGEST_BETWEEN) {
      nodes.error(own.get(BETWEEN), betweenKey, "longest", Conversions.LONGEST_BETWEEN);
    } else if (between != null) {
      joins.put(column, new ColumnConversion.Join(fields.size(), between));
    }
  }

  private void addPart(int slot, String key, Node node) {
    String text = nodes.text(key, node);
    if (text != null && isFree(text, key, node)) {
      parts.put(text, slot);
    }
  }

  private void addNames(Column column, String key, Node node) {
    renamed.add(column);
    for (String text : nodes.texts(key, node)) {
      if (isFree(text, key, node)) {
        names.put(column, text);
      }
    }
  }

  /** Whether a name of a field is none yet, which is an error else. */
  private boolean isFree(String text, String key, Node node) {
    Column other =
        parts.containsKey(text)
            ? Column.ofSlot(parts.get(text))
            : names.entries().stream()
                .filter(entry -> entry.getValue().equals(text))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    if (other != null) {
      nodes.error(node, key, "nameTaken", text, other.header());
    }
    return other == null;
  }

  private void addField(int slot, String key, Node node) {
    int most = fieldCount > 0 ? fieldCount : MOST_FIELDS;
    int number = nodes.number(key, node, 0, most);
    Place other = places.get(number);
    if (other != null) {
      nodes.error(node, key, "fieldTaken", number, other.column().header());
    } else if (number > 0) {
      places.put(number, new Place(slot, 1));
    }
  }

  private void addBytes(int slot, String key, Node node, Map<String, Node> own) {
    Node startNode = own.get(START);
    Node lengthNode = own.get(LENGTH);
    if (startNode == null || lengthNode == null) {
      nodes.error(node, key, "startAndLength");
      return;
    }
    int start = nodes.number(key + "." + START, startNode, 0, lineBytes);
    int length = nodes.number(key + "." + LENGTH, lengthNode, 0, lineBytes);
    if (start == 0 || length == 0) {
      return;
    }
    if (start + length - 1 > lineBytes) {
      nodes.error(lengthNode, key + "." + LENGTH, "tooFar", start + length - 1, lineBytes);
      return;
    }
    Map.Entry<Integer, Place> before = places.lowerEntry(start + length);
    if (before != null && before.getKey() + before.getValue().length() > start) {
      nodes.error(startNode, key + "." + START, "overlaps", before.getValue().column().header());
      return;
    }
    places.put(start, new Place(slot, length));
  }

  /** The usual names of the columns that have none here, but for those that mean another here. */
  private void takeUsualNames(ImmutableListMultimap<Column, String> usualNames) {
    Set<String> taken = new HashSet<>(names.values());
    taken.addAll(parts.keySet());
    usualNames.forEach(
        (column, usual) -> {
          if (!renamed.contains(column) && !taken.contains(usual)) {
            names.put(column, usual);
          }
        });
  }

  private Set<Column> required(
      Node node, ImmutableListMultimap<Column, String> usualNames, Set<Column> usual) {
    if (node == null) {
      return usual;
    }
    Set<Column> required = EnumSet.noneOf(Column.class);
    for (String text : nodes.texts(REQUIRED, node)) {
      Column column = column(text, usualNames);
      if (column == null) {
        nodes.error(node, REQUIRED + "." + text, NO_COLUMN);
      } else {
        required.add(column);
      }
    }
    return required;
  }

  private void refuseMissing(Set<Column> required, Map<String, Node> keys) {
    if (nodes.isAnyWrong()) {
      // A column that is wrong is not missing.
      return;
    }
    Set<Column> missing = EnumSet.noneOf(Column.class);
    missing.addAll(required);
    missing.removeAll(joins.keySet());
    missing.removeAll(
        header == Header.names
            ? names.keySet()
            : places.values().stream().map(Place::column).collect(Collectors.toSet()));
    if (header != Header.names && places.isEmpty()) {
      nodes.error(keys.get(COLUMNS), COLUMNS, "places");
    } else if (!missing.isEmpty()) {
      nodes.error(
          keys.get(COLUMNS), COLUMNS, "mustHave", missing.stream().map(Column::header).toList());
    }
  }

  private int[] fields() {
    if (isFixedWidth) {
      List<Integer> columns = new ArrayList<>();
      int at = 1;
      for (Map.Entry<Integer, Place> place : places.entrySet()) {
        if (place.getKey() > at) {
          columns.add(-1);
        }
        columns.add(place.getValue().slot());
        at = place.getKey() + place.getValue().length();
      }
      if (at <= lineBytes) {
        columns.add(-1);
      }
      return Ints.toArray(columns);
    }
    int[] columns = new int[fieldCount > 0 ? fieldCount : places.lastKey()];
    Arrays.fill(columns, -1);
    places.forEach((number, place) -> columns[number - 1] = place.slot());
    return columns;
  }

  /** Where the fields of {@link #fields} end. */
  private int[] ends() {
    List<Integer> ends = new ArrayList<>();
    int end = 0;
    for (Map.Entry<Integer, Place> place : places.entrySet()) {
      if (place.getKey() - 1 > end) {
        ends.add(place.getKey() - 1);
      }
      end = place.getKey() - 1 + place.getValue().length();
      ends.add(end);
    }
    if (end < lineBytes) {
      ends.add(lineBytes);
    }
    return Ints.toArray(ends);
  }

  private char separator(Node node) {
    String text = node == null ? "," : nodes.text(SEPARATOR, node);
    if (text == null) {
      return ',';
    }
    if (text.equals("tab")) {
      return '\t';
    }
    char c = text.length() == 1 ? text.charAt(0) : 0;
    if (c == '\t' || c >= ' ' && c < 0x7F && c != '"' && !Character.isLetterOrDigit(c)) {
      return c;
    }
    nodes.error(node, SEPARATOR, "separator");
    return ',';
  }

  private Encoding encoding(Node node) {
    String text = node == null ? null : nodes.text(ENCODING, node);
    if (text == null) {
      return null;
    }
    List<String> labels = new ArrayList<>();
    for (Encoding encoding : Encoding.values()) {
      if (Ascii.equalsIgnoreCase(encoding.label(), text)) {
        return encoding;
      }
      labels.add(Ascii.toLowerCase(encoding.label()));
    }
    nodes.error(node, ENCODING, YamlNodes.alternatives(labels));
    return null;
  }

  private List<DatePattern> dates(String key, Node node, EraCodes eras) {
    List<DatePattern> patterns = new ArrayList<>();
    if (node != null) {
      for (String text : nodes.texts(key, node)) {
        DatePattern pattern = DatePattern.of(text, eras);
        if (pattern == null) {
          nodes.error(node, key, "date", text);
        } else {
          patterns.add(pattern);
        }
      }
    }
    return patterns;
  }

  private Map<String, String> codes(String key, Node node) {
    Map<String, String> codes = new LinkedHashMap<>();
    if (node == null) {
      return codes;
    }
    nodes
        .keys(key, node, null)
        .forEach(
            (code, meaning) -> {
              String text = nodes.text(key + "." + code, meaning);
              if (text != null && text.length() > Conversions.LONGEST_MEANING) {
                nodes.error(meaning, key + "." + code, "longest", Conversions.LONGEST_MEANING);
              } else if (text != null) {
                codes.put(code, text);
              }
            });
    if (codes.size() > MOST_CODES) {
      nodes.error(node, key, "mostCodes", MOST_CODES);
    }
    return codes;
  }
}
