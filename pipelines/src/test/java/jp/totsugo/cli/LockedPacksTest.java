package jp.totsugo.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jp.totsugo.pack.lock.AgeIdentities;
import jp.totsugo.pack.lock.LockFile;
import jp.totsugo.pack.lock.PackKeys;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code totsugo packs --lock}: packs that only their insurer can open. */
class LockedPacksTest {
  private static final String RECIPIENT =
      "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
  private static final String IDENTITY =
      "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
  private static final String LOCKS =
      "insurer,password,age-recipient\n06132013,Kagi-13 合言葉,\n138016,," + RECIPIENT + "\n";
  private static final int ROWS = 3_000;

  @TempDir static Path shared;
  private static Path run;

  @TempDir Path folder;
  private Path out;
  private Path locks;

  @BeforeAll
  static void make_results() throws IOException {
    Path uploads = Files.createDirectory(shared.resolve("uploads"));
    for (String insurer : List.of("06132013", "00138016", "39149901")) {
      Upload upload = Upload.withHeader();
      for (int i = 0; i < ROWS; i++) {
        upload.record("InsurerNumber", insurer, "PersonId", "himitsu-" + i, "MyNumber", "");
      }
      upload.in(uploads, insurer + "_a.csv");
    }
    run = shared.resolve("run");
    CommandRun.ofJob(uploads, run);
  }

  @BeforeEach
  void write_the_lock_file() throws IOException {
    out = folder.resolve("out");
    locks = Files.writeString(folder.resolve("locks.csv"), LOCKS);
    Files.setPosixFilePermissions(locks, PosixFilePermissions.fromString("rw-------"));
  }

  private CommandRun packs(Path folder, String... more) {
    List<String> command =
        new ArrayList<>(List.of("packs", run.toString(), "--out", folder.toString(), "--lang=en"));
    command.addAll(List.of(more));
    return CommandRun.of(command.toArray(String[]::new));
  }

  @Test
  void what_a_pack_holds_is_the_same_locked_or_not() throws Exception {
    Path open = folder.resolve("open");
    packs(open);

    packs(out, "--lock", locks.toString());

    Path identity = Files.writeString(folder.resolve("key.txt"), IDENTITY);
    PackKeys keys = PackKeys.NONE.with(LockFile.read(locks)).with(AgeIdentities.read(identity));
    for (String name : List.of("06132013_2026-04-01.xlsx", "00138016_2026-04-01.xlsx.age")) {
      try (InputStream in = keys.open(out.resolve(name))) {
        assertThat(
            in.readAllBytes(), is(Files.readAllBytes(open.resolve(name.replace(".age", "")))));
      }
    }
  }

  @Test
  void an_insurer_that_nothing_is_known_of_gets_no_pack_and_is_named() {
    CommandRun screen = packs(out, "--lock", locks.toString());

    assertThat(screen.exitCode(), is(3));
    assertThat(
        List.of(out.toFile().list()).stream().sorted().toList(),
        is(List.of("00138016_2026-04-01.xlsx.age", "06132013_2026-04-01.xlsx")));
    assertThat(
        screen.err(),
        is(
            "totsugo: "
                + locks
                + " has neither password nor key for 1 insurer, which got no pack: 39149901\n"));
    assertThat(
        screen.lines().get(0), startsWith("Correction packs of 2 insurers written: 2 workbooks"));
  }

  @Test
  void a_lock_file_that_cannot_be_used_is_refused_before_anything_is_made() throws IOException {
    Files.writeString(locks, LOCKS + "06132013,other-secret,\n");

    CommandRun screen = packs(out, "--lock", locks.toString());

    assertThat(screen.exitCode(), is(2));
    assertThat(screen.err(), containsString("locks.csv:4: insurer 06132013 stands in line 2"));
    assertThat(screen.err(), not(containsString("secret")));
    assertThat(
        List.of(folder.toFile().list()).stream().sorted().toList(), is(List.of("locks.csv")));
  }

  @Test
  void that_others_can_read_the_passwords_is_said_and_they_stand_nowhere_else() throws IOException {
    Files.setPosixFilePermissions(locks, PosixFilePermissions.fromString("rw-r--r--"));

    CommandRun screen = packs(out, "--lock", locks.toString());

    assertThat(screen.err(), containsString("note: others can read or change " + locks));
    assertThat(screen.err() + screen.out(), not(containsString("Kagi-13")));
    for (Path file : OutputTree.files(out)) {
      assertThat(new String(Files.readAllBytes(file), ISO_8859_1), not(containsString("Kagi-13")));
    }
  }

  @Test
  void of_a_process_that_was_killed_nothing_is_left_in_the_clear() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Path unfinished = folder.resolve(".out.inprogress");
    Process process =
        Jvm.start(
            "-Xmx256m",
            temporary,
            folder.resolve("said"),
            "packs",
            run.toString(),
            "--out",
            out.toString(),
            "--lock",
            locks.toString());
    long kept = 0;
    while (process.isAlive() && kept == 0) {
      kept = files(unfinished).stream().mapToLong(file -> file.toFile().length()).sum();
    }
    process.destroyForcibly().waitFor();

    List<Path> left = files(unfinished);
    assertThat("it was killed while it locked", left.size(), is(greaterThan(0)));
    left.addAll(files(temporary));
    for (Path file : left) {
      String bytes = new String(Files.readAllBytes(file), ISO_8859_1);
      assertThat(file.toString(), bytes.startsWith("PK"), is(false));
      assertThat(bytes, not(containsString("himitsu")));
    }
    packs(out, "--lock", locks.toString());
    assertThat(List.of(folder.toFile().list()), not(hasItem(".out.inprogress")));
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return new ArrayList<>(files.filter(Files::isRegularFile).toList());
    } catch (IOException | java.io.UncheckedIOException e) {
      // Not there yet, or something in it went while it was looked at.
      return new ArrayList<>();
    }
  }
}
