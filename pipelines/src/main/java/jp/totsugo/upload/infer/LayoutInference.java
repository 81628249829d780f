package jp.totsugo.upload.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jp.totsugo.record.Column;
import jp.totsugo.record.Dates;
import jp.totsugo.record.EraCodes;
import jp.totsugo.storage.ShownName;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.infer.ColumnGuesses.Found;
import jp.totsugo.upload.layout.Header;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.layout.Trim;
import jp.totsugo.upload.plan.UploadOpener;
import jp.totsugo.upload.text.ColumnNames;
import jp.totsugo.upload.unpack.Packing;
import jp.totsugo.upload.unpack.Unpacker;
import jp.totsugo.words.Saying;
import jp.totsugo.words.Words;

/** Proposes a layout from the first lines of a file. Nothing of a record is in it. */
public final class LayoutInference {
  /**
   * A layout that was inferred.
   *
   * @param lines of YAML, text or comments, to be saved as a file
   * @param missing required columns that were not found
   */
  public record Proposal(List<Object> lines, Set<Column> missing) {
    /** The text of the file; its comments say how sure it is. */
    public String yaml(Words words) {
      StringBuilder yaml = new StringBuilder();
      for (Object line : lines) {
        yaml.append(
                line instanceof Comment comment
                    ? comment.indent + "# " + words.text(comment.saying)
                    : line)
            .append('\n');
      }
      return yaml.toString();
    }
  }

  private record Comment(String indent, Saying saying) {}

  private final Path file;
  private final Guess<Encoding> encoding;
  private final Guess<LineShape> shape;
  private final HeaderGuess header;
  private final List<String> names;
  private final List<List<String>> records;
  private final List<FieldContent> fields = new ArrayList<>();
  private final ColumnGuesses columns;
  private final EraCodes eras;
  private final List<Object> lines = new ArrayList<>();

  /**
   * @param text what is in the file
   */
  private LayoutInference(Path file, Path text, LocalDate today) throws IOException, Rejection {
    this.file = file;
    FileSample sample = FileSample.read(text);
    LayoutWords words = new LayoutWords();
    encoding = EncodingGuess.of(sample, text);
    shape = LineShapeGuess.of(sample, encoding.what());
    header = HeaderGuess.of(sample, encoding.what(), shape.what(), words);
    ColumnNames repeated =
        header.names() == null
            ? ColumnNames.standard()
            : ColumnNames.standard().and(stripped(header.names()));
    records =
        header.records().stream().filter(record -> !repeated.areHeader(stripped(record))).toList();
    names = header.what().what() == Header.names ? header.names() : null;
    for (int i = 0; i < shape.what().fields(); i++) {
      int field = i;
      fields.add(new FieldContent(records.stream().map(record -> record.get(field)).toList()));
    }
    ColumnGuesses byClaims = columns(words, EraCodes.claims, today);
    ColumnGuesses byPension = columns(words, EraCodes.pension, today);
    EraEvidence evidence = evidence(byClaims, byPension, today);
    int claims = byClaims.plausible();
    int pension = byPension.plausible();
    boolean isPension =
        evidence.proven() == null ? pension > claims : evidence.proven() == EraCodes.pension;
    eras = isPension ? EraCodes.pension : EraCodes.claims;
    columns = isPension ? byPension : byClaims;
    if (evidence.proven() == null && evidence.digits() > 0) {
      doubtEras(Math.abs(pension - claims));
    }
  }

  /** Where no digit is in one table alone, the other is named. */
  private void doubtEras(int better) {
    String other = (eras == EraCodes.claims ? EraCodes.pension : EraCodes.claims).name();
    for (Map.Entry<Column, Guess<Found>> column : List.copyOf(columns.found().entrySet())) {
      String date = column.getValue().what().date();
      if (date == null || !DatePatterns.hasCode(date)) {
        continue;
      }
      if (better == 0) {
        columns.doubt(column.getKey(), Saying.of("infer.erasAsLikely", other));
      } else {
        columns.weaken(column.getKey(), Saying.of("infer.erasLess", other));
      }
    }
  }

  private ColumnGuesses columns(LayoutWords words, EraCodes codes, LocalDate today) {
    return new ColumnGuesses(
        header.names(), fields, words, shape.what().isFixedWidth(), codes, Dates.ymd(today));
  }

  private static EraEvidence evidence(
      ColumnGuesses byClaims, ColumnGuesses byPension, LocalDate today) {
    List<FieldContent> dates = new ArrayList<>(byClaims.datesByEra());
    for (FieldContent content : byPension.datesByEra()) {
      if (!dates.contains(content)) {
        dates.add(content);
      }
    }
    return EraEvidence.of(dates, today.getYear());
  }

  /**
   * The layout of a file.
   *
   * @param today nobody is born after it
   * @param folder where it is unpacked if it is compressed; readable by its owner alone
   * @return null if the file is rejected
   */
  public static Proposal of(
      Path file, Path folder, LocalDate today, Consumer<RejectedFile> rejected) throws IOException {
    try {
      Packing packing = Packing.of(file);
      Path text =
          packing == Packing.NONE ? file : new Unpacker(folder).unpack(file, packing).path();
      UploadOpener.refuseContainer(text);
      return new LayoutInference(file, text, today).proposal();
    } catch (Rejection rejection) {
      rejected.accept(rejection.of(ShownName.of(file)));
      return null;
    }
  }

  /** Without the spaces that fill a field, and the mark that may stand before a second header. */
  private static List<String> stripped(List<String> fields) {
    return fields.stream().map(field -> field.replace("\uFEFF", "").strip()).toList();
  }

  private Proposal proposal() {
    comment(
        Saying.of(
            "infer.title",
            ShownName.of(file.getFileName()),
            Saying.ofCount("records", records.size())));
    comment(Saying.of("infer.howSure"));
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
    sayWhatIsLeft();
    return new Proposal(lines, missing());
  }

  private void writeEncoding() {
    comment(encoding.comment());
    boolean isTold = encoding.what() == Encoding.UTF_8 || encoding.what() == Encoding.WINDOWS_31J;
    if (isTold) {
      comment(Saying.of("infer.toldByItself"));
    }
    line("encoding: " + com.google.common.base.Ascii.toLowerCase(encoding.what().label()));
  }

  private void writeShape() {
    LineShape what = shape.what();
    comment(shape.comment());
    if (what.isFixedWidth()) {
      line("fixedWidth: " + what.ends().get(what.fields() - 1));
      comment(Saying.of("infer.sure", Saying.of("infer.spaces")));
      line("trim: both");
    } else {
      line("separator: " + (what.separator() == '\t' ? "tab" : "\"" + what.separator() + "\""));
      line("quoting: " + what.quoting());
    }
    comment(header.what().comment());
    line("header: " + (header.skipped() > 0 ? "skip " + header.skipped() : header.what().what()));
    if (!what.isFixedWidth() && header.what().what() != Header.names) {
      line("fields: " + what.fields());
    }
  }

  private void writeColumn(Column column, Guess<Found> guess) {
    Found found = guess.what();
    int blank = shape.what().isFixedWidth() ? fields.get(found.field()).blankTail() : 0;
    lines.add(
        new Comment(
            "  ",
            blank == 0
                ? guess.comment()
                : Saying.of("infer.and", guess.comment(), Saying.of("infer.blank", blank))));
    List<String> keys = new ArrayList<>();
    keys.add(place(found));
    if (!found.between().isEmpty()) {
      keys.add("between: " + quoted(found.between()));
    }
    if (found.date() != null) {
      boolean isPlain = found.date().indexOf(':') < 0;
      keys.add("date: " + (isPlain ? found.date() : quoted(found.date())));
      if (eras != EraCodes.claims && DatePatterns.hasCode(found.date())) {
        keys.add("eras: " + eras);
      }
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

  private String place(Found found) {
    return found.fields().size() == 1
        ? place(found.field())
        : "join: ["
            + found.fields().stream().map(this::part).collect(Collectors.joining(", "))
            + "]";
  }

  private String part(int field) {
    return names != null
        ? quoted(name(field))
        : shape.what().isFixedWidth() ? "{" + bytes(field) + "}" : String.valueOf(field + 1);
  }

  private String place(int field) {
    if (names != null) {
      return "names: " + quoted(name(field));
    }
    if (!shape.what().isFixedWidth()) {
      return "field: " + (field + 1);
    }
    return bytes(field);
  }

  /** A name in which a My Number stands has to be filled in by the user. */
  private String name(int field) {
    String name = names.get(field);
    return ShownName.hides(name) ? ShownName.of(name) : name;
  }

  private String bytes(int field) {
    int start = field == 0 ? 0 : shape.what().ends().get(field - 1);
    return "start: " + (start + 1) + ", length: " + (shape.what().ends().get(field) - start);
  }

  private void sayWhatIsLeft() {
    List<Object> rest = new ArrayList<>();
    for (int i = 0; i < shape.what().fields(); i++) {
      if (columns.column(i) == null && fields.get(i).filled() > 0) {
        rest.add(
            names == null && !shape.what().isFixedWidth()
                ? Saying.of("infer.field", part(i))
                : part(i));
      }
    }
    if (!rest.isEmpty()) {
      comment(Saying.of("infer.notTold", rest));
    }
    Set<Column> absent = EnumSet.allOf(Column.class);
    absent.removeAll(columns.found().keySet());
    if (!absent.isEmpty()) {
      comment(Saying.of("infer.notFound", headers(absent)));
    }
    if (!missing().isEmpty()) {
      comment(Saying.of("infer.needed", headers(missing())));
    }
  }

  private Set<Column> missing() {
    Set<Column> missing = EnumSet.noneOf(Column.class);
    missing.addAll(Layout.standard().required());
    missing.removeAll(columns.found().keySet());
    return missing;
  }

  private static List<String> headers(Set<Column> columns) {
    return columns.stream().map(Column::header).toList();
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
    lines.add(text);
  }

  private void comment(Saying saying) {
    lines.add(new Comment("", saying));
  }
}
