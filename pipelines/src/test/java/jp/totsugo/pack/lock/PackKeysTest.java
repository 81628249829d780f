package jp.totsugo.pack.lock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyArray;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import jp.totsugo.record.InsurerNumber;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was locked can be opened by whom it was locked for, and by nobody else. */
class PackKeysTest {
  private static final String RECIPIENT =
      "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
  private static final String IDENTITY =
      "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
  private static final String OTHER_IDENTITY =
      "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33";

  @TempDir Path folder;
  private Path scratch;
  private LockFile locks;
  private PackKeys keys;

  @BeforeEach
  void make_keys() throws Exception {
    scratch = Files.createDirectory(folder.resolve("scratch"));
    locks =
        locks(
            "insurer,password,age-recipient\n06132013,pass-13,\n01130012,合言葉-12,\n138057,,"
                + RECIPIENT
                + "\n");
    keys = PackKeys.NONE.with(locks).with(identities(IDENTITY));
  }

  @AfterEach
  void nothing_is_left_of_the_locking() {
    assertThat(scratch.toFile().list(), emptyArray());
  }

  private LockFile locks(String text) throws Exception {
    return LockFile.read(Files.writeString(folder.resolve("locks.csv"), text));
  }

  private AgeIdentities identities(String identity) throws Exception {
    return AgeIdentities.read(Files.writeString(folder.resolve("key.txt"), identity + "\n"));
  }

  private static byte[] content(int bytes) {
    byte[] content = new byte[bytes];
    new Random(1).nextBytes(content);
    return content;
  }

  private Path locked(String insurer, String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Lock lock = locks.lock(insurer).orElseThrow();
    try (OutputStream out = lock.locked(Files.newOutputStream(file), scratch)) {
      out.write(content, 0, content.length / 2);
      for (int i = content.length / 2; i < content.length; i++) {
        out.write(content[i]);
      }
    }
    return file;
  }

  private static byte[] opened(PackKeys keys, Path file) throws IOException {
    try (InputStream in = keys.open(file)) {
      return in.readAllBytes();
    }
  }

  private static String refusal(PackKeys keys, Path file) {
    return assertThrows(LockedException.class, () -> opened(keys, file)).getMessage();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 4095, 4096, 4097, 65_535, 65_536, 200_000})
  void what_was_locked_is_opened_again_to_the_last_byte(int bytes) throws IOException {
    byte[] content = content(bytes);

    assertThat(opened(keys, locked("06132013", "06132013_a.xlsx", content)), is(content));
    assertThat(opened(keys, locked("00138057", "00138057_a.xlsx.age", content)), is(content));
  }

  @Test
  void a_file_that_is_not_locked_is_opened_as_it_is() throws IOException {
    Path file = Files.write(folder.resolve("a.xlsx"), content(100));

    assertThat(opened(PackKeys.NONE, file), is(content(100)));
    assertThat(Lock.NONE.ending(), is(".xlsx"));
  }

  @Test
  void excel_finds_its_own_way_of_locking_with_aes_256() throws IOException {
    Path file = locked("06132013", "06132013_a.xlsx", content(10));

    try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true)) {
      EncryptionInfo info = new EncryptionInfo(container);
      assertThat(info.getEncryptionMode(), is(EncryptionMode.agile));
      assertThat(info.getHeader().getKeySize(), is(256));
      assertThat(info.getVerifier().getSpinCount(), is(100_000));
    }
  }

  @Test
  void a_locked_file_holds_nothing_of_the_workbook_in_the_clear() throws IOException {
    byte[] content = "検査用の見える文字 A-0001 ".repeat(1_000).getBytes(UTF_8);
    for (Path file :
        new Path[] {
          locked("06132013", "06132013_a.xlsx", content), locked("00138057", "b.xlsx.age", content)
        }) {
      assertThat(new String(Files.readAllBytes(file), UTF_8), not(containsString("A-0001")));
    }
  }

  @Test
  void the_password_is_found_by_the_insurer_in_the_name_or_by_trying_a_few() throws IOException {
    byte[] content = content(10);

    assertThat(
        opened(keys, locked("01130012", "コピー ～ 01130012_2026-04-01 (1).xlsx", content)),
        is(content));
    assertThat(opened(keys, locked("01130012", "answers.xlsx", content)), is(content));
    assertThat(opened(keys, locked("01130012", "06132013_wrong.xlsx", content)), is(content));
  }

  @Test
  void where_there_are_many_passwords_a_name_without_an_insurer_is_refused() throws Exception {
    Path file = locked("01130012", "answers.xlsx", content(10));
    StringBuilder many = new StringBuilder("insurer,password\n");
    int number = 0;
    for (int insurer = 1_130_000; number < 101; insurer++) {
      if (InsurerNumber.parse("0" + insurer) >= 0) {
        many.append('0').append(insurer).append(",password-").append(number++).append('\n');
      }
    }
    PackKeys all = PackKeys.NONE.with(locks(many.toString()));

    assertThat(refusal(all, file), containsString("no insurer number in its name"));
  }

  @Test
  void without_the_right_key_a_file_stays_closed_and_says_what_is_missing() throws Exception {
    Path office = locked("06132013", "06132013_a.xlsx", content(10));
    Path age = locked("00138057", "00138057_a.xlsx.age", content(10));
    PackKeys others =
        PackKeys.NONE
            .with(locks("insurer,password\n06132013,other\n"))
            .with(identities(OTHER_IDENTITY));

    assertThat(refusal(PackKeys.NONE, office), containsString("give --lock FILE"));
    assertThat(refusal(PackKeys.NONE, age), containsString("give --age-identity FILE"));
    assertThat(refusal(others, office), containsString("locked with another password"));
    assertThat(refusal(others, age), containsString("not for a key that is here"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 40, 512, 600, 5_000, 9_000, 15_000})
  void a_damaged_or_cut_file_ends_in_no_other_error(int at) throws IOException {
    for (String name : new String[] {"06132013_a.xlsx", "00138057_a.xlsx.age"}) {
      String insurer = name.endsWith(".age") ? "00138057" : "06132013";
      byte[] whole = Files.readAllBytes(locked(insurer, name, content(20_000)));
      for (byte[] damaged : new byte[][] {changed(whole, at), Arrays.copyOf(whole, at + 30)}) {
        Path file = Files.write(folder.resolve(name), damaged);
        try {
          opened(keys, file);
        } catch (LockedException e) {
          assertThat(e.getMessage(), not(containsString("pass-13")));
        }
      }
    }
  }

  private static byte[] changed(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    Arrays.fill(changed, at, Math.min(bytes.length, at + 8), (byte) 0xFE);
    return changed;
  }

  @Test
  void an_old_workbook_is_called_one() throws IOException {
    Path file = folder.resolve("06132013_a.xlsx");
    try (POIFSFileSystem container = new POIFSFileSystem();
        OutputStream out = Files.newOutputStream(file)) {
      container.createDocument(new ByteArrayInputStream(content(5_000)), "Workbook");
      container.writeFilesystem(out);
    }

    assertThat(refusal(keys, file), containsString("a workbook of the old form (.xls)"));
  }

  @Test
  void the_age_command_opens_what_was_locked_and_locks_what_can_be_opened() throws Exception {
    Path identity = Files.writeString(folder.resolve("key.txt"), IDENTITY + "\n");
    assumeTrue(run("age", "--version") == 0, "needs age");
    Path file = locked("00138057", "a.xlsx.age", content(100_000));
    Path plain = folder.resolve("plain");
    Path back = folder.resolve("back.age");
    Path letters = folder.resolve("letters.age");

    assertThat(run("age", "-d", "-i", identity + "", "-o", plain + "", file + ""), is(0));
    assertThat(Files.readAllBytes(plain), is(content(100_000)));

    assertThat(run("age", "-r", RECIPIENT, "-o", back + "", plain + ""), is(0));
    assertThat(run("age", "-a", "-r", RECIPIENT, "-o", letters + "", plain + ""), is(0));
    assertThat(opened(keys, back), is(content(100_000)));
    assertThat(opened(keys, letters), is(content(100_000)));
  }

  private int run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("command.log").toFile())
              .start();
      assertThat(process.waitFor(60, TimeUnit.SECONDS), is(true));
      return process.exitValue();
    } catch (IOException e) {
      // There is no such command.
      return -1;
    }
  }
}
