package jp.totsugo.upload.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jp.totsugo.record.Column;
import jp.totsugo.storage.ShownName;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.infer.ColumnGuesses.Found;
import jp.totsugo.upload.infer.Guess.Certainty;
import jp.totsugo.upload.layout.Conversions;
import jp.totsugo.upload.layout.Header;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.layout.LineFormat;
import jp.totsugo.upload.layout.Trim;
import jp.totsugo.upload.plan.UploadOpener;
import jp.totsugo.upload.text.HeaderFields;
import jp.totsugo.upload.unpack.Packing;
import jp.totsugo.upload.unpack.Unpacker;

/** Proposes a layout from the first lines of a file. Nothing of a record is in it. */
public final class LayoutInference {
  /**
   * A layout that was inferred.
   *
   * @param yaml to be saved as a file; its comments say how sure it is
   * @param missing required columns that were not found
   * @param hasTitle whether something stands above the header, so that no run finds the header
   */
  public record Proposal(String yaml, Set<Column> missing, boolean hasTitle) {}

  private final Path file;
  private final Guess<Encoding> encoding;
  private final Guess<LineShape> shape;
  private final Guess<Header> header;
  private final List<String> names;
  private final List<List<String>> records;
  private final boolean hasTitle;
  private final List<FieldContent> fields = new ArrayList<>();
  private final ColumnGuesses columns;
  private final StringBuilder yaml = new StringBuilder();

  /**
   * @param text what is in the file
   */
  private LayoutInference(Path file, Path text) throws IOException, Rejection {
    this.file = file;
    FileSample sample = FileSample.read(text);
    LayoutWords words = new LayoutWords();
    encoding = EncodingGuess.of(sample, text);
    shape = LineShapeGuess.of(sample, encoding.what());
    records = split(sample, encoding.what(), shape.what());
    header = header(words);
    List<String> first = records.get(0);
    names = header.what() == Header.names ? first : null;
    if (header.what() != Header.none) {
      records.remove(0);
    }
    FileSample firstLine = new FileSample(sample.lines().subList(0, 1), sample.hasByteOrderMark());
    hasTitle =
        header.what() != Header.none && split(firstLine, encoding.what(), shape.what()).isEmpty();
    for (int i = 0; i < shape.what().fields(); i++) {
      int field = i;
      fields.add(new FieldContent(records.stream().map(record -> record.get(field)).toList()));
    }
    columns = new ColumnGuesses(names, fields, words, shape.what().isFixedWidth());
  }

  /**
   * The layout of a file.
   *
   * @param folder where it is unpacked if it is compressed; readable by its owner alone
   * @return null if the file is rejected
   */
  public static Proposal of(Path file, Path folder, Consumer<RejectedFile> rejected)
      throws IOException {
    try {
      Packing packing = Packing.of(file);
      Path text =
          packing == Packing.NONE ? file : new Unpacker(folder).unpack(file, packing).path();
      UploadOpener.refuseContainer(text);
      return new LayoutInference(file, text).proposal();
    } catch (Rejection rejection) {
      rejected.accept(rejection.of(ShownName.of(file)));
      return null;
    }
  }

  /** The fields of every line that has as many as the shape says. */
  private static List<List<String>> split(FileSample sample, Encoding encoding, LineShape shape) {
    List<List<String>> records = new ArrayList<>();
    if (shape.isFixedWidth()) {
      int length = shape.ends().get(shape.fields() - 1);
      for (byte[] line : sample.lines()) {
        if (line.length == length) {
          List<String> record = new ArrayList<>();
          int start = 0;
          for (int end : shape.ends()) {
            record.add(new String(line, start, end - start, encoding.charset()));
            start = end;
          }
          records.add(record);
        }
      }
      return records;
    }
    LineFormat format = new LineFormat(shape.separator(), shape.quoting(), null, Conversions.NONE);
    for (String text : sample.texts(encoding)) {
      List<String> record = HeaderFields.split(text.toCharArray(), text.length(), format);
      if (record != null && record.size() == shape.fields()) {
        records.add(record);
      }
    }
    return records;
  }

  private Guess<Header> header(LayoutWords words) {
    List<String> first = records.get(0);
    long known = first.stream().filter(name -> words.column(name.strip()) != null).count();
    boolean unique = new HashSet<>(first).size() == first.size();
    // Names may hold a year; a longer number is a value, which is nobody's name of a column.
    boolean named = !shape.what().isFixedWidth() && unique && !hasNumberOf(5, first);
    if (known >= 2) {
      return new Guess<>(
          named ? Header.names : Header.skip,
          Certainty.sure,
          Share.of(known, first.size(), "fields of the first line are names of columns"));
    }
    int other = 0;
    int digits = 0;
    for (int i = 0; i < first.size(); i++) {
      int field = i;
      long numbers =
          records.stream()
              .skip(1)
              .filter(record -> isNumber(record.get(field)) || record.get(field).isBlank())
              .count();
      boolean filled = records.stream().skip(1).anyMatch(record -> isNumber(record.get(field)));
      if (records.size() > 2 && filled && numbers >= (records.size() - 1) * 0.95) {
        digits++;
        other += isNumber(first.get(i)) || first.get(i).isBlank() ? 0 : 1;
      }
    }
    // Without known names, a line with a number in it may be a record.
    if (digits > 1 && other == digits && !hasNumberOf(4, first)) {
      return new Guess<>(
          named ? Header.names : Header.skip,
          Certainty.likely,
          Share.of(other, digits, "fields of digits have none in the first line"));
    }
    return new Guess<>(
        Header.none,
        records.size() > 2 ? Certainty.likely : Certainty.doubtful,
        "the first line looks like the others");
  }

  private static boolean hasNumberOf(int digits, List<String> line) {
    return line.stream().anyMatch(value -> value.matches(".*[0-9０-９]{" + digits + "}.*"));
  }

  private static boolean isNumber(String value) {
    return value.strip().matches("[0-9][0-9/.-]*");
  }

  private Proposal proposal() {
    line(
        "# Proposed by `totsugo layout infer` from "
            + ShownName.of(file.getFileName())
            + ": "
            + looked());
    line("# sure, likely and doubtful say how far to trust it. Correct what is wrong, then:");
    line("# totsugo layout check LAYOUT FILE");
    line("");
    writeEncoding();
    writeShape();
    line("");
    line("columns:");
    List<Map.Entry<Column, Guess<Found>>> found = new ArrayList<>(columns.found().entrySet());
    found.sort(java.util.Comparator.comparing(entry -> entry.getValue().what().field()));
    found.forEach(entry -> writeColumn(entry.getKey(), entry.getValue()));
    if (found.isEmpty()) {
      line("  {}");
    }
    return new Proposal(withRest(), missing(), hasTitle);
  }

  private String looked() {
    return records.size() == 1
        ? "1 record"
        : String.format(Locale.ROOT, "%,d records", records.size());
  }

  private void writeEncoding() {
    line("# " + encoding.comment());
    boolean isTold = encoding.what() == Encoding.UTF_8 || encoding.what() == Encoding.WINDOWS_31J;
    if (isTold) {
      line("# (a run tells UTF-8 from windows-31j by itself, so this line may be left out)");
    }
    line("encoding: " + com.google.common.base.Ascii.toLowerCase(encoding.what().label()));
  }

  private void writeShape() {
    LineShape what = shape.what();
    line("# " + shape.comment());
    if (what.isFixedWidth()) {
      line("fixedWidth: " + what.ends().get(what.fields() - 1));
      line("# sure: in a fixed-width line spaces fill the fields");
      line("trim: both");
    } else {
      line("separator: " + (what.separator() == '\t' ? "tab" : "\"" + what.separator() + "\""));
      line("quoting: " + what.quoting());
    }
    line("# " + header.comment());
    line("header: " + header.what());
    if (!what.isFixedWidth() && header.what() != Header.names) {
      line("fields: " + what.fields());
    }
  }

  private void writeColumn(Column column, Guess<Found> guess) {
    Found found = guess.what();
    int blank = shape.what().isFixedWidth() ? fields.get(found.field()).blankTail() : 0;
    line(
        "  # "
            + guess.comment()
            + (blank == 0 ? "" : "; its last " + blank + " bytes are blank in every line"));
    List<String> keys = new ArrayList<>();
    keys.add(place(found.field()));
    if (!found.date().isEmpty()) {
      keys.add("date: " + String.join(", ", found.date()));
    }
    if (!found.codes().isEmpty()) {
      keys.add(
          "codes: {"
              + found.codes().entrySet().stream()
                  .map(code -> quoted(code.getKey()) + ": " + quoted(code.getValue()))
                  .collect(Collectors.joining(", "))
              + "}");
    }
    if (found.trim() != Trim.none) {
      keys.add("trim: " + found.trim());
    }
    line("  " + column.header() + ": {" + String.join(", ", keys) + "}");
  }

  private String place(int field) {
    if (names != null) {
      return "names: " + quoted(names.get(field));
    }
    if (!shape.what().isFixedWidth()) {
      return "field: " + (field + 1);
    }
    return bytes(field);
  }

  private String bytes(int field) {
    int start = field == 0 ? 0 : shape.what().ends().get(field - 1);
    return "start: " + (start + 1) + ", length: " + (shape.what().ends().get(field) - start);
  }

  /** With what could not be told, as comments. */
  private String withRest() {
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < shape.what().fields(); i++) {
      if (columns.column(i) == null && fields.get(i).filled() > 0) {
        rest.add(
            names != null
                ? quoted(names.get(i))
                : shape.what().isFixedWidth() ? "{" + bytes(i) + "}" : "field " + (i + 1));
      }
    }
    StringBuilder text = new StringBuilder(yaml);
    if (!rest.isEmpty()) {
      text.append("# Not told which column these are: ")
          .append(String.join(", ", rest))
          .append('\n');
    }
    Set<Column> absent = EnumSet.allOf(Column.class);
    absent.removeAll(columns.found().keySet());
    if (!absent.isEmpty()) {
      text.append("# Not found: ").append(headers(absent)).append('\n');
    }
    if (!missing().isEmpty()) {
      text.append("# A run needs these; add them: ").append(headers(missing())).append('\n');
    }
    return text.toString();
  }

  private Set<Column> missing() {
    Set<Column> missing = EnumSet.noneOf(Column.class);
    missing.addAll(Layout.standard().required());
    missing.removeAll(columns.found().keySet());
    return missing;
  }

  private static String headers(Set<Column> columns) {
    return columns.stream().map(Column::header).collect(Collectors.joining(", "));
  }

  /** In quotes of YAML; names of a header may hold anything. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                quoted.append(String.format(Locale.ROOT, "\\U%08X", c));
              } else {
                quoted.appendCodePoint(c);
              }
            });
    return quoted.append('"').toString();
  }

  private void line(String text) {
    yaml.append(text).append('\n');
  }
}
