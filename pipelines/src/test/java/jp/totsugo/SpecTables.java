package jp.totsugo;

import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.totsugo.table.CsvRows;

/** Reads the spec tables of module testdata; see their README. */
public final class SpecTables {
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

  private SpecTables() {}

  /** The rows of a table by the names of its header. */
  public static List<Map<String, String>> rows(String resource) {
    List<List<String>> lines = CsvRows.of(text(resource));
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> line : lines.subList(1, lines.size())) {
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < line.size(); i++) {
        row.put(lines.get(0).get(i), line.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  public static boolean exists(String resource) {
    return SpecTables.class.getClassLoader().getResource(resource) != null;
  }

  private static String text(String resource) {
    try {
      return Resources.toString(Resources.getResource(resource), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The clean record from which every case starts. */
  public static Map<String, String> baseRecord() {
    return rows("spec/base-record.csv").get(0);
  }

  /**
   * Applies {@code Column=value & Column=value & -Column} to a record; {@code uploader} becomes a
   * key of it.
   */
  public static void apply(String values, Map<String, String> record) {
    if (values.isEmpty()) {
      return;
    }
    for (String assignment : values.split(" & ", -1)) {
      if (assignment.startsWith("-")) {
        record.remove(assignment.substring(1));
      } else {
        int equals = assignment.indexOf('=');
        record.put(assignment.substring(0, equals), unescape(assignment.substring(equals + 1)));
      }
    }
  }

  /** Turns {@code \\uXXXX} into the UTF-16 code unit that it stands for. */
  public static String unescape(String text) {
    Matcher matcher = ESCAPE.matcher(text);
    return matcher.replaceAll(
        m -> Matcher.quoteReplacement("" + (char) Integer.parseInt(m.group(1), 16)));
  }

  /** A line of an upload, every field quoted. */
  public static String line(Iterable<String> fields) {
    List<String> quoted = new ArrayList<>();
    fields.forEach(field -> quoted.add('"' + field.replace("\"", "\"\"") + '"'));
    return String.join(",", quoted) + "\r\n";
  }
}
