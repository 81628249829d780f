package jp.totsugo.pack.lock;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import jp.totsugo.words.Language;
import jp.totsugo.words.Words;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in a lock file, and what is said of one that cannot be used. */
class LockFileTest {
  private static final String RECIPIENT =
      "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
  private static final String SECRET =
      "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name_the_file() {
    file = folder.resolve("locks.csv");
  }

  private LockFile read(String text) throws IOException, InvalidKeysException {
    Files.writeString(file, text);
    return LockFile.read(file);
  }

  private String refusal(String text) throws IOException {
    Files.writeString(file, text);
    InvalidKeysException refused =
        assertThrows(InvalidKeysException.class, () -> LockFile.read(file));
    return refused.getMessage().replace(file.toString(), "FILE");
  }

  @Test
  void a_row_says_how_the_packs_of_an_insurer_are_locked() throws Exception {
    LockFile locks =
        read(
            "\uFEFFinsurer,name,password,age-recipient\r\n"
                + "06132013,健保,\"a,\"\"b\",\r\n\r\n138057,市,,"
                + RECIPIENT
                + "\r\nunknown,,for the steward,\r\n");

    assertThat(locks.lock("unknown").orElseThrow().ending(), is(".xlsx"));
    assertThat(locks.lock("01130012").isPresent(), is(false));
    assertThat(locks.lock("06132013").orElseThrow().ending(), is(".xlsx"));
    assertThat(locks.lock("00138057").orElseThrow().ending(), is(".xlsx.age"));
    assertThat(locks.passwords().get(6_132_013), is("a,\"b"));
  }

  @Test
  void a_file_in_windows_31j_is_read_too() throws Exception {
    Files.write(file, "insurer,password\n06132013,合言葉\n".getBytes(Charset.forName("windows-31j")));

    assertThat(LockFile.read(file).passwords().get(6_132_013), is("合言葉"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "insurer;06132013|FILE:1: has no column password, age-recipient",
        "password;secret|FILE:1: has no column insurer",
        "insurer,password,password;06132013,a,b|FILE:1: has the column password twice",
        "insurer,password|FILE: holds no insurer",
        "insurer,password;06132013|FILE:2: has 1 fields (the header has 2)",
        "insurer,password;06132013,secret,rest|FILE:2: has 3 fields (the header has 2)",
        "insurer,password;6132013,secret|FILE:2: no insurer number",
        "insurer,password;06132014,secret|FILE:2: no insurer number",
        "insurer,password;06132013,secret;;06132013,other|FILE:4: insurer 06132013 stands in line"
            + " 2",
        "insurer,password;06132013,|FILE:2: insurer 06132013 has neither",
        "insurer,password;06132013,  |FILE:2: insurer 06132013 has neither",
        "insurer,password,age-recipient;06132013,secret,age1|FILE:2: insurer 06132013 has both",
        "insurer,password;06132013,secret |FILE:2: the password of insurer 06132013 begins or ends",
        "insurer,password;06132013,secret;01130012,secret|FILE:3: the password of insurer 01130012"
            + " is that of line 2",
        "insurer,age-recipient;06132013,age1secret|FILE:2: the key of insurer 06132013 is no"
            + " recipient",
        "insurer,age-recipient;06132013,ssh-ed25519 secret|FILE:2: the key of insurer 06132013 is"
            + " no recipient",
        "insurer,age-recipient;06132013,"
            + SECRET
            + "|FILE:2: what stands there for insurer"
            + " 06132013 is a secret key",
        "insurer,age-recipient;06132013,"
            + RECIPIENT
            + ";01130012,"
            + RECIPIENT
            + "|FILE:3: the"
            + " key of insurer 01130012 is that of line 2"
      })
  void a_file_that_cannot_be_used_is_refused_with_its_line_and_without_what_it_holds(
      String text, String said) throws IOException {
    String refusal = refusal(text.replace(';', '\n') + "\n");

    assertThat(refusal, containsString(said));
    assertThat(refusal, not(containsString("secret,")));
    assertThat(refusal, not(containsString("age1secret")));
    assertThat(refusal, not(containsString(RECIPIENT)));
    assertThat(refusal, not(containsString(SECRET.substring(15))));
  }

  @Test
  void a_password_that_excel_would_not_take_is_refused() throws IOException {
    assertThat(
        refusal("insurer,password\n06132013," + "x".repeat(256) + "\n"),
        containsString("FILE:2: the password of insurer 06132013 is too long; Excel takes up to"));
    assertThat(
        refusal("insurer,password\n06132013,a\u0007b\n"),
        containsString("or has a character that no keyboard has"));
  }

  @Test
  void a_file_that_is_empty_missing_or_no_text_is_refused() throws IOException {
    assertThat(refusal(""), containsString("FILE: holds no insurer"));
    Files.write(file, new byte[] {0, 1, 2});
    InvalidKeysException noText =
        assertThrows(InvalidKeysException.class, () -> LockFile.read(file));
    assertThat(noText.getMessage(), containsString("is neither UTF-8 nor windows-31j"));
    Path none = folder.resolve("none.csv");
    InvalidKeysException missing =
        assertThrows(InvalidKeysException.class, () -> LockFile.read(none));
    assertThat(missing.getMessage(), containsString("none.csv: cannot be read (NoSuchFile"));
  }

  @Test
  void what_is_wrong_is_said_in_japanese_too() throws IOException {
    Files.writeString(file, "insurer,password\n06132013,\n");
    InvalidKeysException refused =
        assertThrows(InvalidKeysException.class, () -> LockFile.read(file));

    assertThat(
        new Words(Language.ja).text(refused.saying()),
        is(file + ":2: 保険者 06132013 のパスワードも鍵もありません"));
  }

  @Test
  void identities_are_a_file_of_age_keygen() throws Exception {
    Files.writeString(file, "# created: today\n# public key: " + RECIPIENT + "\n" + SECRET + "\n");
    assertThat(AgeIdentities.read(file).readers().size(), is(1));

    Files.writeString(file, "# none\n");
    InvalidKeysException none =
        assertThrows(InvalidKeysException.class, () -> AgeIdentities.read(file));
    assertThat(none.getMessage(), containsString("holds no identity of age"));

    Files.writeString(file, "#\n" + SECRET.replace("J33", "J34") + "\n");
    InvalidKeysException wrong =
        assertThrows(InvalidKeysException.class, () -> AgeIdentities.read(file));
    assertThat(wrong.getMessage(), containsString(":2: no identity of age"));
    assertThat(wrong.getMessage(), not(containsString("Y5J3")));
  }

  @Test
  void whether_others_can_read_a_file_can_be_asked() throws IOException {
    Files.writeString(file, "insurer,password\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(KeyText.isOpenToOthers(file), is(false));

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(KeyText.isOpenToOthers(file), is(true));
  }
}
