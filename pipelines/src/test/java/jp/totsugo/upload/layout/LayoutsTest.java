package jp.totsugo.upload.layout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which layout a file is read by goes by its name, and the first entry that matches. */
class LayoutsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "06310023_*.csv ~ 06310023_a.csv ~ true",
        "06310023_*.csv ~ 06310023_.csv ~ true",
        "06310023_*.csv ~ 06310024_a.csv ~ false",
        "06310023_*.csv ~ 06310023_a.csv.gz ~ false",
        "06310023_*.csv ~ 06310023_aXcsv ~ false",
        "06310023_*.csv ~ west/06310023_a.csv ~ true",
        "*.csv ~ WEST.CSV ~ false",
        "west/*.csv ~ west/a.csv ~ true",
        "west/*.csv ~ west/old/a.csv ~ false",
        "west/*.csv ~ north/west/a.csv ~ false",
        "west/**.csv ~ west/old/a.csv ~ true",
        "**/old/* ~ west/old/a.csv ~ true",
        "0631????_*.csv ~ 06310023_a.csv ~ true",
        "0631???_*.csv ~ 06310023_a.csv ~ false",
        "[01]*.csv ~ 1.csv ~ true",
        "[0-2]*.csv ~ 3.csv ~ false",
        "[!0-2]*.csv ~ 3.csv ~ true",
        "[!0-2]*.csv ~ 1.csv ~ false",
        "[a^]b ~ ^b ~ true",
        "[&]b ~ &b ~ true",
        "{a,bb}.csv ~ bb.csv ~ true",
        "{a,bb}.csv ~ abb.csv ~ false",
        "a,b.csv ~ a,b.csv ~ true",
        "a}.csv ~ a}.csv ~ true",
        "a(b)+.csv ~ a(b)+.csv ~ true",
        "a\\*.csv ~ a*.csv ~ true",
        "a\\*.csv ~ ab.csv ~ false",
        "名簿*.csv ~ 名簿４月.csv ~ true",
        "* ~ 𠮷.csv ~ true",
        "* ~ west/a.csv ~ true",
      })
  void a_glob_matches_names(String glob, String name, boolean matches) throws Exception {
    assertThat(NamePattern.of(glob).matches(name), is(matches));
  }

  @Test
  void the_first_entry_that_matches_counts_and_others_are_read_by_the_usual_layout()
      throws Exception {
    Files.writeString(folder.resolve("tab.yaml"), "separator: tab\n");
    Files.createDirectories(folder.resolve("more"));
    Files.writeString(folder.resolve("more/bar.yaml"), "separator: '|'\n");
    Layouts layouts =
        read(
            """
            - {files: a.csv, layout: standard}
            - files: ['a*.csv', b.csv]
              layout: tab.yaml
            - {files: '*.csv', layout: more/bar.yaml}
            - {files: 'c.csv', layout: tab.yaml}
            """);
    assertThat(layouts.of("a.csv").lines().separator(), is(','));
    assertThat(layouts.of("aa.csv").lines().separator(), is('\t'));
    assertThat(layouts.of("b.csv").name(), is(folder.resolve("tab.yaml").toString()));
    assertThat(layouts.of("c.csv").lines().separator(), is('|'));
    assertThat(layouts.of("c.avro").name(), is("register"));
    assertThat(
        layouts.idle(List.of("a.csv", "c.csv")),
        is(List.of(folder.resolve("layouts.yaml") + ":2", folder.resolve("layouts.yaml") + ":5")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "'' ~ the file: a list of entries with files and layout is expected",
        "[] ~ the file: a list of entries with files and layout is expected",
        "files: '*' ~ the file: a list of entries with files and layout is expected",
        "- words ~ the file: keys with values are expected",
        "- {file: '*', layout: standard} ~ file: unknown key; known are [files, layout]",
        "- {layout: standard} ~ files: is expected in every entry",
        "- {files: '*'} ~ layout: is expected in every entry",
        "- {files: , layout: standard} ~ files: a value or a list of values is expected",
        "- {files: '*', layout: [a]} ~ layout: one value is expected",
        "- {files: '*', layout: none.yaml} ~ layout: 'none.yaml' is neither standard nor a file"
            + " beside this one",
        "- {files: '[a', layout: standard} ~ files: '[' is not closed",
        "- {files: '[b-a]', layout: standard} ~ files: a range in '[' goes down",
        "- {files: '{a', layout: standard} ~ files: '{' is not closed",
        "- {files: '{a,{b}}', layout: standard} ~ files: a '{' within another is not read",
        "- {files: 'a\\', layout: standard} ~ files: a character is expected behind the last '\\'",
      })
  void what_is_wrong_is_said_with_its_file_line_and_key(String yaml, String error) {
    String said =
        Assertions.assertThrows(InvalidLayoutException.class, () -> read("# first\n" + yaml + "\n"))
            .getMessage();
    assertThat(
        said.lines().findFirst().orElseThrow().replaceFirst(":[12]: ", ":N: "),
        is(folder.resolve("layouts.yaml") + ":N: " + error));
  }

  @Test
  void errors_of_a_layout_that_is_named_are_said_with_its_own_file_and_line() throws Exception {
    Files.writeString(folder.resolve("bad.yaml"), "header: none\nsep: tab\n");
    InvalidLayoutException wrong =
        Assertions.assertThrows(
            InvalidLayoutException.class,
            () -> read("- {files: a, layout: bad.yaml}\n- {files: b, layout: bad.yaml}\n"));
    assertThat(
        wrong.getMessage().lines().map(line -> line.replaceAll("; known.*", "")).toList(),
        is(
            List.of(
                    folder.resolve("bad.yaml") + ":1: columns: the places of columns are expected",
                    folder.resolve("bad.yaml") + ":2: sep: unknown key")
                .subList(1, 2)));
  }

  private Layouts read(String yaml) throws IOException, InvalidLayoutException {
    return Layouts.read(Files.writeString(folder.resolve("layouts.yaml"), yaml), Layout.register());
  }
}
