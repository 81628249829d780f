package jp.totsugo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of the house depend on each other downwards only. */
class RoomsTest {
  private static final Path SOURCES = Path.of("src/main/java/jp/totsugo");
  private static final Pattern ROOM = Pattern.compile("\\bjp\\.totsugo((?:\\.[a-z]+)+)\\.[A-Z]");
  private static final Set<String> WITHOUT_BEAM =
      Set.of("rule", "person", "record", "table", "statistics.signal");

  /**
   * From below, the other modules, to above; a room may know all below its own line, and nothing
   * beside it. A room within a room stands here with both names.
   */
  private static final List<Set<String>> FLOORS =
      List.of(
          Set.of("schema", "nation"),
          Set.of("words"),
          Set.of("record", "table", "yaml"),
          Set.of("person", "storage"),
          Set.of("evaluation"),
          Set.of("rule"),
          Set.of("comparison"),
          Set.of("upload.file"),
          Set.of("upload.unpack", "upload.decode"),
          Set.of("upload.layout"),
          Set.of("upload.text", "upload.container"),
          Set.of("upload.avro", "upload.parquet"),
          Set.of("upload.plan"),
          Set.of("upload.infer"),
          Set.of("block"),
          Set.of("history.answer"),
          Set.of("history"),
          Set.of("number.group", "number.mixup", "number"),
          Set.of("number.register", "number.earlier"),
          Set.of("statistics.signal", "statistics.workbook"),
          Set.of("check", "number.shard", "queue", "statistics"),
          Set.of("job"),
          Set.of("pack.lock", "page.text", "page.picture", "page.result"),
          Set.of("pack", "pack.sheet", "page", "publication"),
          Set.of("pack.answered"),
          Set.of("cli.terminal"),
          Set.of("cli.report"),
          Set.of("cli.command"),
          Set.of("cli"));

  @Test
  void a_room_knows_only_rooms_below_it() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<Path, String> source : sources().entrySet()) {
      String room = roomOf(source.getKey());
      Matcher matcher = ROOM.matcher(source.getValue());
      while (matcher.find()) {
        String known = matcher.group(1).substring(1);
        if (!known.equals(room) && floor(known) >= floor(room)) {
          wrong.add(SOURCES.relativize(source.getKey()) + " knows " + known);
        }
      }
    }
    assertThat(wrong, is(empty()));
  }

  @Test
  void every_room_has_its_floor() throws IOException {
    Set<String> rooms = new TreeSet<>();
    for (Path source : sources().keySet()) {
      rooms.add(roomOf(source));
    }
    Set<String> known = new TreeSet<>();
    FLOORS.forEach(known::addAll);
    known.removeAll(FLOORS.get(0));
    assertThat("say in this test where a new room belongs", rooms, is(known));
  }

  @Test
  void only_the_commands_know_the_synthetic_nation() throws IOException {
    Set<String> rooms = new TreeSet<>();
    for (Map.Entry<Path, String> source : sources().entrySet()) {
      if (source.getValue().contains("jp.totsugo.nation.")) {
        rooms.add(roomOf(source.getKey()));
      }
    }
    assertThat(rooms, is(Set.of("cli.command")));
  }

  @Test
  void records_persons_rules_and_tables_know_no_beam() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<Path, String> source : sources().entrySet()) {
      if (WITHOUT_BEAM.contains(roomOf(source.getKey()))
          && source.getValue().contains("org.apache.beam")) {
        wrong.add(SOURCES.relativize(source.getKey()).toString());
      }
    }
    assertThat(wrong, is(empty()));
  }

  @Test
  void no_class_has_a_name_that_says_nothing() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path source : sources().keySet()) {
      String name = source.getFileName().toString();
      if (name.matches(".*(Util|Utils|Common|Helper|Manager|Impl|Base)\\.java")) {
        wrong.add(name);
      }
    }
    assertThat(wrong, is(empty()));
  }

  private static int floor(String room) {
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      if (FLOORS.get(floor).contains(room)) {
        return floor;
      }
    }
    return Integer.MAX_VALUE;
  }

  private static String roomOf(Path source) {
    return SOURCES.relativize(source).getParent().toString().replace(File.separatorChar, '.');
  }

  private static Map<Path, String> sources() throws IOException {
    Map<Path, String> sources = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(SOURCES)) {
      for (Path path : walk.filter(p -> p.toString().endsWith(".java")).toList()) {
        sources.put(path, Files.readString(path));
      }
    }
    return sources;
  }
}
