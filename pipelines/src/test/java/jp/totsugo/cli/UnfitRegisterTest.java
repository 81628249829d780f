package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.totsugo.record.MyNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A register that cannot be that of the uploads is refused before it makes numbers wrong. */
class UnfitRegisterTest {
  private static final int PEOPLE = 1_000;
  private static final int OTHERS = 500_000;

  @TempDir Path folder;
  private Path uploads;
  private Path register;

  @ParameterizedTest
  @ValueSource(strings = {"inProcess", "flink"})
  void a_register_of_other_people_is_refused_with_its_share_and_the_likely_reason(String runner)
      throws IOException {
    people(PEOPLE);
    register(PEOPLE, i -> number(i < 490 ? i : OTHERS + i));
    CommandRun run = run("--runner", runner, "--lang", "en");
    assertThat(run.exitCode(), is(2));
    assertThat(
        run.err(),
        allOf(
            containsString("it holds only 49.0 % of the valid numbers"),
            containsString("It has as many numbers, but others")));
    assertThat(Files.exists(folder.resolve("out")), is(false));
  }

  @Test
  void a_register_whose_numbers_are_masked_is_refused_and_told_so() throws IOException {
    people(PEOPLE);
    register(PEOPLE, i -> "********" + number(i).substring(8));
    CommandRun run = run("--lang", "en");
    assertThat(run.exitCode(), is(2));
    assertThat(run.err(), containsString("are they masked or hashed"));
    CommandRun japanese = run();
    assertThat(japanese.exitCode(), is(2));
    assertThat(japanese.err(), containsString("伏せ字やハッシュ値"));
  }

  @Test
  void a_part_of_the_register_is_refused_unless_it_is_said_to_be_one() throws IOException {
    people(PEOPLE);
    register(PEOPLE / 3, UnfitRegisterTest::number);
    CommandRun run = run("--lang", "en");
    assertThat(run.exitCode(), is(2));
    assertThat(run.err(), containsString("is it the extract of a part"));
    Path rules = Files.writeString(folder.resolve("rules.yaml"), "register_complete: false\n");
    assertThat(run("--rules", rules.toString()).exitCode(), is(0));
  }

  @Test
  void the_least_share_can_be_set() throws IOException {
    people(PEOPLE);
    register(PEOPLE, i -> number(i < 490 ? i : OTHERS + i));
    assertThat(run("--register-share", "0").exitCode(), is(0));
    assertThat(again("--register-share", "49").exitCode(), is(0));
    assertThat(again("--register-share", "50").exitCode(), is(2));
    assertThat(again("--register-share", "101").exitCode(), is(2));
  }

  @Test
  void half_of_the_numbers_is_enough() throws IOException {
    people(PEOPLE);
    register(PEOPLE, i -> number(i < PEOPLE / 2 ? i : OTHERS + i));
    assertThat(run().exitCode(), is(0));
  }

  @Test
  void of_fewer_numbers_nothing_is_concluded() throws IOException {
    people(PEOPLE - 1);
    register(PEOPLE, i -> number(OTHERS + i));
    assertThat(run().exitCode(), is(0));
  }

  @Test
  void a_number_that_many_records_have_counts_once() throws IOException {
    people(PEOPLE - 1);
    Upload many = Upload.withHeader();
    for (int i = 0; i < 500; i++) {
      many.record("PersonId", "q" + i, "MyNumber", number(1));
    }
    many.in(uploads, "many.csv");
    register(PEOPLE, i -> number(OTHERS + i));
    assertThat(run().exitCode(), is(0));
  }

  private void people(int count) throws IOException {
    uploads = Files.createDirectory(folder.resolve("uploads"));
    Upload upload = Upload.withHeader();
    for (int i = 0; i < count; i++) {
      upload.record("PersonId", "p" + i, "MyNumber", number(i));
    }
    upload.in(uploads, "people.csv");
  }

  private void register(int count, IntFunction<String> number) throws IOException {
    StringBuilder rows =
        new StringBuilder("MyNumber,Name,NameKana,Birthdate,Sex,PostNumber,Address\n");
    for (int i = 0; i < count; i++) {
      rows.append(number.apply(i)).append(",山田太郎,ﾔﾏﾀﾞﾀﾛｳ,19700101,1,,\n");
    }
    register = Files.writeString(folder.resolve("register.csv"), rows);
  }

  private CommandRun run(String... more) {
    return CommandRun.ofJob(
        uploads,
        folder.resolve("out"),
        Stream.concat(Stream.of("--register", register.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private CommandRun again(String... more) throws IOException {
    if (Files.exists(folder.resolve("out"))) {
      MoreFiles.deleteRecursively(folder.resolve("out"), RecursiveDeleteOption.ALLOW_INSECURE);
    }
    return run(more);
  }

  /** The valid number that begins with these digits. */
  private static String number(int digits) {
    String front = String.format(Locale.ROOT, "%011d", 20_000_000_000L + digits * 7L);
    return IntStream.range(0, 10)
        .mapToObj(check -> front + check)
        .filter(number -> MyNumber.hasRightCheckDigit(number.toCharArray(), 0))
        .findFirst()
        .orElseThrow();
  }
}
