package jp.totsugo.upload.infer;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.infer.Guess.Certainty;
import jp.totsugo.upload.layout.Conversions;
import jp.totsugo.upload.layout.Header;
import jp.totsugo.upload.layout.LineFormat;
import jp.totsugo.upload.text.LineFields;
import jp.totsugo.words.Saying;

/**
 * Tells what the first lines of a sample are: titles, a header, records. A header may have another
 * width than the records, or a line break in a cell: then its names only hint at what the fields
 * are.
 *
 * @param what the header, and why it is one
 * @param skipped how many lines of the file the layout has to skip above it, or above the first
 *     record where {@code what} is none or the header has no names to go by; 0 if none
 * @param names of the fields, by their place; null if there are none. They are in the layout only
 *     if {@code what} is {@link Header#names}
 * @param records the fields of each line that is a record
 */
record HeaderGuess(
    Guess<Header> what, int skipped, List<String> names, List<List<String>> records) {
  private static final int MOST_TITLES = 20;
  private static final int LONGEST_HEADER = 8;
  private static final int FEWEST_KNOWN = 2;

  /** A line of the sample and its fields; null where a quote is not closed. */
  private record Row(int number, String text, List<String> fields) {
    boolean isBlank() {
      return fields != null && fields.stream().allMatch(String::isBlank);
    }

    long filled() {
      return fields.stream().filter(field -> !field.isBlank()).count();
    }
  }

  static HeaderGuess of(FileSample sample, Encoding encoding, LineShape shape, LayoutWords words)
      throws Rejection {
    return new Reading(rows(sample, encoding, shape), shape, words).guess();
  }

  private static List<Row> rows(FileSample sample, Encoding encoding, LineShape shape) {
    List<Row> rows = new ArrayList<>();
    if (shape.isFixedWidth()) {
      for (int i = 0; i < sample.lines().size(); i++) {
        byte[] line = sample.lines().get(i);
        rows.add(new Row(sample.number(i), "", fields(line, shape, encoding.charset())));
      }
      return rows;
    }
    LineFormat format = new LineFormat(shape.separator(), shape.quoting(), null, Conversions.NONE);
    sample.forEachText(
        encoding,
        (number, text) ->
            rows.add(
                new Row(
                    number, text, LineFields.split(text.toCharArray(), text.length(), format))));
    return rows;
  }

  /** Those of a line of another length are one. */
  private static List<String> fields(byte[] line, LineShape shape, Charset charset) {
    if (line.length != shape.ends().get(shape.fields() - 1)) {
      return List.of(new String(line, charset));
    }
    List<String> fields = new ArrayList<>();
    int start = 0;
    for (int end : shape.ends()) {
      fields.add(new String(line, start, end - start, charset));
      start = end;
    }
    return fields;
  }

  /** Looks at the rows of one sample. */
  private static final class Reading {
    private final List<Row> all;
    private final List<Row> usual = new ArrayList<>();
    private final LineShape shape;
    private final LayoutWords words;

    Reading(List<Row> rows, LineShape shape, LayoutWords words) throws Rejection {
      all = rows.stream().filter(row -> !row.isBlank()).toList();
      this.shape = shape;
      this.words = words;
      for (Row row : all) {
        if (row.fields != null && row.fields.size() == shape.fields()) {
          usual.add(row);
        }
      }
      if (usual.isEmpty()) {
        throw new Rejection(Cause.EMPTY);
      }
    }

    HeaderGuess guess() {
      for (Row row : usual.subList(0, Math.min(MOST_TITLES, usual.size()))) {
        if (known(row.fields) >= FEWEST_KNOWN) {
          return named(row);
        }
      }
      if (!shape.isFixedWidth()) {
        for (int i = 0; i < Math.min(MOST_TITLES, all.size()); i++) {
          HeaderGuess other = ofOtherShape(i);
          if (other != null) {
            return other;
          }
        }
      }
      return unknown();
    }

    private long known(List<String> fields) {
      return fields.stream().filter(name -> words.column(name.strip()) != null).count();
    }

    private HeaderGuess named(Row row) {
      List<String> names = row.fields;
      boolean unique = new HashSet<>(names).size() == names.size();
      // Names may hold a year; a longer number is a value, which is nobody's name of a column.
      boolean byNames = !shape.isFixedWidth() && unique && !hasNumberOf(5, names);
      int titles = titlesAbove(row);
      Saying why = Saying.of("infer.names", known(names), names.size(), line(row));
      return new HeaderGuess(
          new Guess<>(
              byNames ? Header.names : Header.skip, Certainty.sure, belowTitles(why, titles)),
          titles == 0 ? 0 : byNames ? row.number - 1 : row.number,
          names,
          recordsBelow(row));
    }

    private static Saying belowTitles(Saying why, int titles) {
      return titles == 0
          ? why
          : Saying.of("infer.and", why, Saying.ofCount("infer.titles", titles));
    }

    private Saying line(Row row) {
      return row == all.get(0) ? Saying.of("infer.firstLine") : Saying.of("infer.line", row.number);
    }

    private int titlesAbove(Row row) {
      return all.indexOf(row);
    }

    private List<List<String>> recordsBelow(Row header) {
      return usual.stream()
          .filter(row -> row.number > header.number && !row.fields.equals(header.fields))
          .map(Row::fields)
          .toList();
    }

    /** A header with more or fewer fields than the records, or one that goes over several lines. */
    private HeaderGuess ofOtherShape(int first) {
      Row row = all.get(first);
      if (row.fields != null) {
        boolean isHeader = row.fields.size() > 2 && known(row.fields) >= FEWEST_KNOWN;
        return !isHeader
            ? null
            : hint(
                row,
                row.fields,
                Saying.of("infer.otherWidth", line(row), row.fields.size(), shape.fields()));
      }
      LineFormat format =
          new LineFormat(shape.separator(), shape.quoting(), null, Conversions.NONE);
      StringBuilder text = new StringBuilder(row.text);
      for (int i = first + 1; i < Math.min(first + LONGEST_HEADER, all.size()); i++) {
        text.append('\n').append(all.get(i).text);
        List<String> fields =
            LineFields.split(text.toString().toCharArray(), text.length(), format);
        if (fields != null) {
          List<String> names = fields.stream().map(name -> name.replaceAll("[\r\n]+", "")).toList();
          return known(names) < FEWEST_KNOWN
              ? null
              : hint(
                  all.get(i),
                  names,
                  Saying.of("infer.severalLines", row.number, all.get(i).number));
        }
      }
      return null;
    }

    /** Names by their place; the layout goes by the numbers of the fields. */
    private HeaderGuess hint(Row last, List<String> found, Saying why) {
      List<String> names = new ArrayList<>(found);
      while (names.size() < shape.fields()) {
        names.add("");
      }
      return new HeaderGuess(
          new Guess<>(
              Header.skip,
              found.size() == shape.fields() ? Certainty.likely : Certainty.doubtful,
              why),
          last.number,
          names.subList(0, shape.fields()),
          recordsBelow(last));
    }

    private HeaderGuess unknown() {
      List<Row> rows = new ArrayList<>(usual);
      while (rows.size() > 2 && usual.size() - rows.size() < MOST_TITLES && isTitle(rows.get(0))) {
        rows.remove(0);
      }
      Row first = rows.get(0);
      List<Row> above = all.subList(0, all.indexOf(first));
      boolean isBelowTitles = !above.isEmpty() && above.stream().allMatch(this::isTitle);
      int other = 0;
      int digits = 0;
      for (int i = 0; i < first.fields.size(); i++) {
        int field = i;
        long numbers =
            rows.stream()
                .skip(1)
                .map(row -> row.fields.get(field))
                .filter(value -> isNumber(value) || value.isBlank())
                .count();
        boolean filled = rows.stream().skip(1).anyMatch(row -> isNumber(row.fields.get(field)));
        if (rows.size() > 2 && filled && numbers >= (rows.size() - 1) * 0.95) {
          digits++;
          other += isNumber(first.fields.get(i)) || first.fields.get(i).isBlank() ? 0 : 1;
        }
      }
      int titles = isBelowTitles ? above.size() : 0;
      // Without known names, a line with a number in it may be a record.
      if (digits > 1 && other == digits && !hasNumberOf(4, first.fields)) {
        boolean unique = new HashSet<>(first.fields).size() == first.fields.size();
        boolean byNames = !shape.isFixedWidth() && unique;
        return new HeaderGuess(
            new Guess<>(
                byNames ? Header.names : Header.skip,
                Certainty.likely,
                belowTitles(Saying.of("infer.digits", other, digits, line(first)), titles)),
            !isBelowTitles ? 0 : byNames ? first.number - 1 : first.number,
            byNames ? first.fields : null,
            recordsBelow(first));
      }
      return new HeaderGuess(
          new Guess<>(
              isBelowTitles ? Header.skip : Header.none,
              rows.size() > 2 ? Certainty.likely : Certainty.doubtful,
              belowTitles(Saying.of("infer.likeOthers", line(first)), titles)),
          isBelowTitles ? first.number - 1 : 0,
          null,
          rows.stream().map(Row::fields).toList());
    }

    /** Whether a line has far fewer values than a record: it is none that is damaged. */
    private boolean isTitle(Row row) {
      return row.fields != null && row.filled() <= shape.fields() / 4 + 1 && shape.fields() > 4
          || row.fields != null
              && row.fields.size() != shape.fields()
              && row.fields.size() <= shape.fields() / 2;
    }

    private static boolean hasNumberOf(int digits, List<String> line) {
      return line.stream().anyMatch(value -> value.matches("(?s).*[0-9０-９]{" + digits + "}.*"));
    }

    private static boolean isNumber(String value) {
      return value.strip().matches("[0-9][0-9/.-]*");
    }
  }
}
