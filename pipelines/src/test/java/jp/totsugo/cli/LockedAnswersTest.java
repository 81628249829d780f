package jp.totsugo.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import jp.totsugo.pack.PackColumn;
import jp.totsugo.pack.PackSheet;
import jp.totsugo.pack.lock.AgeIdentities;
import jp.totsugo.pack.lock.LockFile;
import jp.totsugo.pack.lock.PackKeys;
import jp.totsugo.words.Language;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs that went out locked, were answered by their insurers, and come back locked. */
class LockedAnswersTest {
  private static final String RECIPIENT =
      "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
  private static final String IDENTITY =
      "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";

  @TempDir Path folder;
  private Path run;
  private Path back;
  private Path locks;
  private Path identity;

  @BeforeEach
  void answer_locked_packs() throws Exception {
    Path uploads = Files.createDirectory(folder.resolve("uploads"));
    for (String insurer : List.of("06132013", "00138016")) {
      Upload.withHeader()
          .record("InsurerNumber", insurer, "MyNumber", "")
          .in(uploads, insurer + "_a.csv");
    }
    run = folder.resolve("run");
    CommandRun.ofJob(uploads, run);
    locks =
        secret(
            "locks.csv", "insurer,password,age-recipient\n06132013,Kagi-13,\n138016,," + RECIPIENT);
    identity = secret("key.txt", IDENTITY);
    Path packs = folder.resolve("packs");
    CommandRun.of("packs", run.toString(), "--out", packs.toString(), "--lock", locks.toString());
    back = Files.createDirectory(folder.resolve("back"));
    answer(packs.resolve("06132013_2026-04-01.xlsx"));
    answer(packs.resolve("00138016_2026-04-01.xlsx.age"));
  }

  private Path secret(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  /** As a clerk does who opens it, answers the first row, and locks it again. */
  private void answer(Path pack) throws Exception {
    String name = pack.getFileName().toString();
    LockFile file = LockFile.read(locks);
    PackKeys keys = PackKeys.NONE.with(file).with(AgeIdentities.read(identity));
    try (InputStream in = keys.open(pack);
        XSSFWorkbook book = new XSSFWorkbook(in);
        OutputStream out =
            file.lock(name.substring(0, 8))
                .orElseThrow()
                .locked(Files.newOutputStream(back.resolve(name)), folder)) {
      Row row = book.getSheet(PackSheet.LIST.title(Language.ja)).getRow(1);
      row.getCell(PackColumn.ANSWER.ordinal()).setCellValue("訂正済み");
      row.getCell(PackColumn.ANSWERED_ON.ordinal()).setCellValue("2026-04-20");
      book.write(out);
    }
  }

  private CommandRun receive(Path out, String... more) {
    String[] command = new String[more.length + 6];
    List.of("receive", back.toString(), "--run", run.toString(), "--out", out.toString())
        .toArray(command);
    System.arraycopy(more, 0, command, 6, more.length);
    return CommandRun.of(command);
  }

  @Test
  void they_are_opened_with_what_they_were_locked_for() throws IOException {
    Path out = folder.resolve("out");

    CommandRun screen =
        receive(out, "--lock", locks.toString(), "--age-identity", identity.toString());

    assertThat(screen.err(), screen.exitCode(), is(0));
    assertThat(screen.out(), containsString("受け付けた回答：2（"));
    assertThat(screen.err(), is(""));
    for (Path file : OutputTree.files(out)) {
      assertThat(new String(Files.readAllBytes(file), ISO_8859_1), not(containsString("Kagi-13")));
    }
  }

  @Test
  void without_the_keys_they_are_refused_and_each_says_what_it_needs() {
    CommandRun screen = receive(folder.resolve("out"), "--lang=en");

    assertThat(screen.exitCode(), is(3));
    assertThat(
        screen.err(), containsString("06132013_2026-04-01.xlsx: refused: locked with a password"));
    assertThat(screen.err(), containsString("give --lock FILE"));
    assertThat(screen.err(), containsString("give --age-identity FILE"));
  }

  @Test
  void a_file_of_keys_that_cannot_be_used_is_refused_before_anything_is_read() throws IOException {
    Files.writeString(identity, RECIPIENT);

    CommandRun screen =
        receive(folder.resolve("out"), "--age-identity", identity.toString(), "--lang=en");

    assertThat(screen.exitCode(), is(2));
    assertThat(
        screen.err(), startsWith("totsugo: " + identity + ":1: no identity of age, which begins"));
    assertThat(Files.exists(folder.resolve("out")), is(false));
  }
}
