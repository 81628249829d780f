package jp.totsugo.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.storage.ShownName;
import jp.totsugo.table.CsvRows;

/**
 * Who is expected to upload, and what they are called: CSV with the columns {@code insurer}, {@code
 * name} and {@code name_en} in any order, others ignored; UTF-8 with or without a byte order mark,
 * or windows-31j. A number has eight digits, or six of municipal health insurance.
 */
public final class ExpectedInsurers {
  /** Where no list is given: nobody is expected, and nobody unexpected. */
  public static final ExpectedInsurers NO_LIST = new ExpectedInsurers(new TreeMap<>());

  private static final List<String> COLUMNS = List.of("insurer", "name", "name_en");

  /** Ten thousand insurers, with much else beside their names. */
  private static final int MOST_BYTES = 16 << 20;

  private final SortedMap<Integer, Name> insurers;

  /** What an insurer is called, in Japanese and English; each may be empty. */
  public record Name(String name, String nameEn) {
    private static final Name UNKNOWN = new Name("", "");
  }

  /** What a list may have that makes it none. */
  public enum Mistake {
    /** Why it cannot be read. */
    NOT_READABLE,
    /** No value. */
    TOO_LARGE,
    /** No value. */
    NO_TEXT,
    /** No value. */
    EMPTY,
    /** The column. */
    NO_COLUMN,
    /** The column. */
    COLUMN_TWICE,
    /** Line, fields, fields of the header. */
    FIELDS,
    /** Line. */
    NUMBER,
    /** Line, number, line before. */
    TWICE
  }

  /** A list that cannot be used. The words for it are those of the commands. */
  public static final class InvalidListException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Mistake mistake;
    private final transient List<Object> values;

    InvalidListException(Mistake mistake, Path file, Object... values) {
      super(mistake.name());
      this.mistake = mistake;
      this.values = new ArrayList<>();
      this.values.add(ShownName.of(file));
      Collections.addAll(this.values, values);
    }

    public Mistake mistake() {
      return mistake;
    }

    /** The file, and what {@link Mistake} says; never what stands in the list. */
    public List<Object> values() {
      return Collections.unmodifiableList(values);
    }
  }

  private ExpectedInsurers(SortedMap<Integer, Name> insurers) {
    this.insurers = insurers;
  }

  /** Reads a list; without a file there is none. */
  public static ExpectedInsurers read(Path file) throws InvalidListException {
    if (file == null) {
      return NO_LIST;
    }
    List<List<String>> rows = CsvRows.of(text(file));
    if (rows.isEmpty()) {
      throw new InvalidListException(Mistake.EMPTY, file);
    }
    int[] places = places(rows.get(0), file);
    SortedMap<Integer, Name> insurers = new TreeMap<>();
    Map<Integer, Long> lines = new HashMap<>();
    long line = 1 + lineBreaks(rows.get(0));
    for (List<String> row : rows.subList(1, rows.size())) {
      if (!row.stream().allMatch(String::isBlank)) {
        if (row.size() < rows.get(0).size()) {
          throw new InvalidListException(
              Mistake.FIELDS, file, line + 1, row.size(), rows.get(0).size());
        }
        int insurer = InsurerNumber.parse(row.get(places[0]).strip());
        if (insurer == InsurerNumber.INVALID) {
          throw new InvalidListException(Mistake.NUMBER, file, line + 1);
        }
        Long before = lines.put(insurer, line + 1);
        if (before != null) {
          throw new InvalidListException(
              Mistake.TWICE, file, line + 1, InsurerNumber.text(insurer), before);
        }
        insurers.put(insurer, new Name(shown(row.get(places[1])), shown(row.get(places[2]))));
      }
      line += 1 + lineBreaks(row);
    }
    if (insurers.isEmpty()) {
      throw new InvalidListException(Mistake.EMPTY, file);
    }
    return new ExpectedInsurers(insurers);
  }

  private static String text(Path file) throws InvalidListException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw new InvalidListException(Mistake.NOT_READABLE, file, e.getClass().getSimpleName());
    }
    if (bytes.length > MOST_BYTES) {
      throw new InvalidListException(Mistake.TOO_LARGE, file);
    }
    for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("windows-31j"))) {
      try {
        String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        if (text.indexOf('\0') < 0) {
          return text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
      } catch (CharacterCodingException e) {
        // The next one.
      }
    }
    throw new InvalidListException(Mistake.NO_TEXT, file);
  }

  private static int[] places(List<String> header, Path file) throws InvalidListException {
    int[] places = new int[COLUMNS.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = header.indexOf(COLUMNS.get(i));
      if (places[i] < 0) {
        throw new InvalidListException(Mistake.NO_COLUMN, file, COLUMNS.get(i));
      }
      if (header.lastIndexOf(COLUMNS.get(i)) != places[i]) {
        throw new InvalidListException(Mistake.COLUMN_TWICE, file, COLUMNS.get(i));
      }
    }
    return places;
  }

  private static long lineBreaks(List<String> row) {
    return row.stream().flatMapToInt(String::chars).filter(c -> c == '\n').count();
  }

  private static String shown(String name) {
    return ShownName.in(name.strip());
  }

  /** Whether there is a list. */
  public boolean isGiven() {
    return !insurers.isEmpty();
  }

  public boolean has(int insurer) {
    return insurers.containsKey(insurer);
  }

  /** What an insurer is called; empty where the list does not have it. */
  public Name name(int insurer) {
    return insurers.getOrDefault(insurer, Name.UNKNOWN);
  }

  /** The names of those in the list, by number. */
  public SortedMap<Integer, Name> names() {
    return Collections.unmodifiableSortedMap(insurers);
  }
}
