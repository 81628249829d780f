package jp.totsugo.upload;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jp.totsugo.record.Column;
import jp.totsugo.upload.RejectedFile.Cause;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Which header name means which column, and which columns a file must have. */
public final class Layout {
  /** The name of the built-in layout. */
  public static final String STANDARD = "standard";

  private final ImmutableMap<String, Column> byHeader;
  private final Set<Column> required;

  private Layout(ImmutableMap<String, Column> byHeader, Set<Column> required) {
    this.byHeader = byHeader;
    this.required = required;
  }

  /** The layout {@link #STANDARD}. */
  public static Layout standard() {
    return read(STANDARD);
  }

  /** The layout of an extract of the residents' register. */
  public static Layout register() {
    return read("register");
  }

  @SuppressWarnings("unchecked")
  private static Layout read(String name) {
    Map<String, Object> yaml;
    try {
      yaml =
          new Yaml(new SafeConstructor(new LoaderOptions()))
              .load(
                  Resources.toString(
                      Resources.getResource("jp/totsugo/schema/layouts/" + name + ".yaml"),
                      StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("the layout " + name + " cannot be read", e);
    }
    ImmutableMap.Builder<String, Column> byHeader = ImmutableMap.builder();
    ((Map<String, List<String>>) yaml.get("columns"))
        .forEach(
            (column, headers) -> headers.forEach(h -> byHeader.put(h, Column.ofHeader(column))));
    Set<Column> required = EnumSet.noneOf(Column.class);
    ((List<String>) yaml.get("required")).forEach(c -> required.add(Column.ofHeader(c)));
    return new Layout(byHeader.buildOrThrow(), required);
  }

  /**
   * For each field of a record the ordinal of its column, or -1.
   *
   * @param names of the fields
   */
  int[] columns(List<String> names) throws Rejection {
    int[] columns = new int[names.size()];
    Set<Column> found = EnumSet.noneOf(Column.class);
    Set<Column> twice = EnumSet.noneOf(Column.class);
    for (int i = 0; i < columns.length; i++) {
      Column column = byHeader.get(names.get(i));
      columns[i] = column == null ? -1 : column.ordinal();
      if (column != null && !found.add(column)) {
        twice.add(column);
      }
    }
    if (!twice.isEmpty()) {
      throw new Rejection(Cause.DUPLICATE_COLUMN, headers(twice));
    }
    List<Column> missing = new ArrayList<>(required);
    missing.removeAll(found);
    if (!missing.isEmpty()) {
      throw new Rejection(Cause.MISSING_COLUMN, headers(missing));
    }
    return columns;
  }

  private static String headers(Iterable<Column> columns) {
    return com.google.common.collect.Streams.stream(columns)
        .map(Column::header)
        .collect(Collectors.joining(", "));
  }
}
