package jp.totsugo.upload.layout;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import com.google.common.hash.Hashing;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jp.totsugo.record.Column;
import jp.totsugo.storage.ShownName;
import jp.totsugo.storage.WrittenText;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.words.Saying;

/**
 * What the files of a run look like: which field is which column, how lines are split, and what is
 * done to values before they are checked. {@link LayoutFile} says how a layout is written.
 */
public final class Layout {
  /** The name of the built-in layout. */
  public static final String STANDARD = "standard";

  private final String name;
  private final String sha256;
  private final ImmutableListMultimap<Column, String> names;
  private final ImmutableMap<String, Column> byName;
  private final ImmutableMap<String, Integer> parts;
  private final Set<Column> required;
  private final Encoding encoding;
  private final Header header;
  private final int skippedLines;
  private final int[] fields;
  private final LineFormat lines;

  /**
   * @param name what messages and {@code run.json} call it
   * @param sha256 of its text, or null for a built-in one
   * @param names of the columns in a header; no name twice
   * @param parts the slots of fields in a header from which a column is joined; no name among names
   * @param required columns without which a file is rejected
   * @param encoding of the files, or null if their content tells
   * @param skippedLines lines above the header, or above the first record, that are none
   * @param fields for each field of a line its slot, or -1; null if the header tells
   */
  Layout(
      String name,
      String sha256,
      ImmutableListMultimap<Column, String> names,
      ImmutableMap<String, Integer> parts,
      Set<Column> required,
      Encoding encoding,
      Header header,
      int skippedLines,
      int[] fields,
      LineFormat lines) {
    this.name = name;
    this.sha256 = sha256;
    this.names = names;
    this.byName = ImmutableMap.copyOf(names.inverse().entries());
    this.parts = parts;
    this.required = required;
    this.encoding = encoding;
    this.header = header;
    this.skippedLines = skippedLines;
    this.fields = fields;
    this.lines = lines;
  }

  /** The layout {@link #STANDARD}. */
  public static Layout standard() {
    return builtIn(STANDARD);
  }

  /** The layout of an extract of the residents' register. */
  public static Layout register() {
    return builtIn("register");
  }

  private static Layout builtIn(String name) {
    try {
      String text =
          Resources.toString(
              Resources.getResource("jp/totsugo/schema/layouts/" + name + ".yaml"),
              StandardCharsets.UTF_8);
      return LayoutFile.read(name, null, text, ImmutableListMultimap.of(), Set.of());
    } catch (IOException | InvalidLayoutException e) {
      throw new IllegalStateException("the layout " + name + " cannot be read", e);
    }
  }

  /** The layout in a file; what it does not say is as in the standard one. */
  public static Layout read(Path file) throws IOException, InvalidLayoutException {
    Layout standard = standard();
    String text;
    try {
      text = WrittenText.read(file);
    } catch (WrittenText.UnusableException e) {
      throw new InvalidLayoutException(List.of(e.saying()));
    }
    return LayoutFile.read(
        ShownName.of(file),
        Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString(),
        text,
        standard.names,
        standard.required);
  }

  /** What messages and {@code run.json} call it: the name of a built-in one, or a file. */
  public String name() {
    return name;
  }

  /** SHA-256 of its text; null for a built-in one, which the version of the program tells. */
  public String sha256() {
    return sha256;
  }

  /** The names of its columns in a header. */
  public ImmutableListMultimap<Column, String> names() {
    return names;
  }

  /** {@link #names} the other way round. */
  public ImmutableMap<String, Column> byName() {
    return byName;
  }

  /** The columns without which a file is rejected. */
  public Set<Column> required() {
    return required;
  }

  /** How files are encoded, or null if their content tells. */
  public Encoding encoding() {
    return encoding;
  }

  public Header header() {
    return header;
  }

  /** How many lines stand above the header, or above the first record; blank ones count too. */
  public int skippedLines() {
    return skippedLines;
  }

  public LineFormat lines() {
    return lines;
  }

  /** What becomes of the values of a record, in whatever format it comes. */
  public Conversions conversions() {
    return lines.conversions();
  }

  /** For each field of a line its slot, or -1, where the header does not tell; only then. */
  public int[] fields() {
    return fields;
  }

  /**
   * For each field of a record its slot, or -1. A column of which a part is missing is missing.
   *
   * @param fieldNames of the fields
   */
  public int[] columns(List<String> fieldNames) throws Rejection {
    int[] columns = new int[fieldNames.size()];
    Set<Integer> found = new HashSet<>();
    Set<Column> twice = EnumSet.noneOf(Column.class);
    for (int i = 0; i < columns.length; i++) {
      columns[i] = slot(fieldNames.get(i));
      if (columns[i] >= 0 && !found.add(columns[i])) {
        twice.add(Column.ofSlot(columns[i]));
      }
    }
    if (!twice.isEmpty()) {
      throw new Rejection(Cause.DUPLICATE_COLUMN, headers(twice));
    }
    Set<Column> incomplete = EnumSet.noneOf(Column.class);
    for (int slot : parts.values()) {
      if (!found.contains(slot)) {
        incomplete.add(Column.ofSlot(slot));
      }
    }
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] >= Column.COUNT && incomplete.contains(Column.ofSlot(columns[i]))) {
        columns[i] = -1;
      }
    }
    List<Column> missing = new ArrayList<>(required);
    for (int column : columns) {
      if (column >= 0) {
        missing.remove(Column.ofSlot(column));
      }
    }
    if (!missing.isEmpty()) {
      Rejection rejection = new Rejection(Cause.MISSING_COLUMN, headers(missing));
      List<Saying> invisible = InvisibleCharacters.in(fieldNames);
      throw invisible.isEmpty()
          ? rejection
          : rejection.with(Saying.of("header.invisible", invisible));
    }
    return columns;
  }

  private int slot(String fieldName) {
    Column column = byName.get(fieldName);
    return column == null ? parts.getOrDefault(fieldName, -1) : column.ordinal();
  }

  private static String headers(Iterable<Column> columns) {
    return Streams.stream(columns).map(Column::header).collect(Collectors.joining(", "));
  }
}
