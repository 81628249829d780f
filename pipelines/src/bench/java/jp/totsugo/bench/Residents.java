package jp.totsugo.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The residents' register of the generated nation: everybody in the uploads, and one person in
 * fifty more. It spells nearly one name in a hundred otherwise, has some people under their new
 * name, and one address in twenty is not what the insurer knows.
 */
final class Residents {
  private static final List<Field> COLUMNS =
      List.of(
          Field.MyNumber,
          Field.Name,
          Field.NameKana,
          Field.Birthdate,
          Field.Sex,
          Field.PostNumber,
          Field.Address);
  private static final String HEADER =
      COLUMNS.stream().map(Field::name).collect(Collectors.joining(",", "", "\n"));
  private static final int FILES = 4;
  private static final int PER_PERSON_MORE = 50;

  private final long seed;
  private final Subscribers subscribers;
  private final long records;

  /** Of the uploads of so many records that are made with the same seed. */
  Residents(long seed, long records) {
    this.seed = seed;
    this.records = records;
    subscribers = new Subscribers(seed, new Insurers(records));
  }

  /** The number of a person who is in the register alone. */
  static String numberOfUninsured(long records, long which) {
    return Subscribers.myNumber(records + which);
  }

  /** A number that nobody has, another one for every index. */
  static String numberOfNobody(long records, long index) {
    return Subscribers.myNumber(2 * records + index);
  }

  /**
   * Writes the register into a folder that does not exist yet, and which is complete if it does.
   */
  void write(Path folder, int threads)
      throws IOException, InterruptedException, ExecutionException {
    Path unfinished = folder.resolveSibling(folder.getFileName() + "-unfinished");
    Files.createDirectories(unfinished);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Void>> parts = new ArrayList<>();
      for (int i = 0; i < FILES; i++) {
        int part = i;
        parts.add(
            pool.submit(
                () -> {
                  write(part, unfinished.resolve(file(part)));
                  return null;
                }));
      }
      for (Future<Void> part : parts) {
        part.get();
      }
    } finally {
      pool.shutdownNow();
    }
    Files.move(unfinished, folder);
  }

  /** Whether a folder holds this register, and not that of other records: its first row tells. */
  boolean isIn(Path folder) throws IOException {
    Path first = folder.resolve(file(0));
    if (!Files.exists(first)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(first, UTF_8)) {
      return lines
          .limit(2)
          .collect(Collectors.joining("\n", "", "\n"))
          .equals(HEADER + line(uninsured(subscribers.person(0), 0)));
    }
  }

  private static String file(int part) {
    return "register-" + part + ".csv";
  }

  private void write(int part, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      out.write(HEADER);
      for (long index = records * part / FILES; index < records * (part + 1) / FILES; index++) {
        String[] person = subscribers.person(index);
        if (index % PER_PERSON_MORE == 0) {
          out.write(line(uninsured(person, index / PER_PERSON_MORE)));
        }
        Draw draw = new Draw(seed ^ 7, index);
        respell(person, draw);
        mistype(person, draw);
        if (draw.chance(0.05)) {
          set(person, Field.Address, draw.of(Words.TOWNS)[1] + "９９番地");
        }
        out.write(line(person));
      }
    }
  }

  private static void respell(String[] person, Draw draw) {
    String[] family = draw.of(Words.FAMILY_NAMES);
    String given = get(person, Field.Name).split("\u3000")[1];
    String givenKana = get(person, Field.NameKana).split("[ \u3000]")[1];
    if (draw.chance(0.009)) {
      set(person, Field.Name, family[0] + '\u3000' + given);
    } else if (draw.chance(0.0005)) {
      set(person, Field.Name, family[0] + '\u3000' + given);
      set(person, Field.NameKana, family[1] + ' ' + givenKana);
    }
  }

  private static void mistype(String[] person, Draw draw) {
    if (draw.chance(0.000010)) {
      int birth = Calendar.epochDay(get(person, Field.Birthdate));
      set(person, Field.Birthdate, Calendar.text(birth - 1));
    } else if (draw.chance(0.000007)) {
      set(person, Field.Sex, get(person, Field.Sex).equals("1") ? "2" : "1");
    }
  }

  private String[] uninsured(String[] like, long which) {
    String[] person = like.clone();
    set(person, Field.MyNumber, numberOfUninsured(records, which));
    int birth = Calendar.epochDay(get(person, Field.Birthdate));
    set(person, Field.Birthdate, Calendar.text(birth - 400));
    return person;
  }

  private static String line(String[] person) {
    return COLUMNS.stream()
        .map(field -> get(person, field))
        .collect(Collectors.joining(",", "", "\n"));
  }

  private static String get(String[] row, Field field) {
    return row[field.ordinal()];
  }

  private static void set(String[] row, Field field, String value) {
    row[field.ordinal()] = value;
  }
}
