package jp.totsugo.history;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.google.common.base.Strings;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.totsugo.history.ExpectedInsurers.InvalidListException;
import jp.totsugo.history.ExpectedInsurers.Mistake;
import jp.totsugo.history.ExpectedInsurers.Name;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectedInsurersTest {
  private static final String LIST =
      "insurer,name,name_en\n06130017,東京第一健保,Tokyo First\n138024,練馬区,Nerima\n";
  private static final Map<Integer, Name> NAMES =
      Map.of(6_130_017, new Name("東京第一健保", "Tokyo First"), 138_024, new Name("練馬区", "Nerima"));

  @TempDir Path folder;

  @Test
  void a_list_is_read_in_each_encoding() throws Exception {
    assertThat(names(LIST.getBytes(StandardCharsets.UTF_8)), is(new TreeMap<>(NAMES)));
    assertThat(names(("\uFEFF" + LIST).getBytes(StandardCharsets.UTF_8)), is(NAMES));
    assertThat(names(LIST.getBytes(Charset.forName("windows-31j"))), is(NAMES));
  }

  @Test
  void columns_go_by_their_names() throws Exception {
    assertThat(
        names("電話,name_en,insurer,name\r\n03,Nerima,00138024,\"練馬区\"\r\n"),
        is(Map.of(138_024, new Name("練馬区", "Nerima"))));
  }

  @Test
  void names_may_be_empty_and_lines_blank() throws Exception {
    assertThat(
        names("insurer,name,name_en\n\n138024,,\n,,\n"), is(Map.of(138_024, new Name("", ""))));
  }

  @Test
  void without_a_list_nobody_is_expected() throws Exception {
    assertThat(ExpectedInsurers.read(null).isGiven(), is(false));
    assertThat(ExpectedInsurers.read(null).has(138_024), is(false));
  }

  @Test
  void an_invalid_number_is_named_by_its_line() throws IOException {
    assertMistake("insurer,name,name_en\n138024,,\n138025,,\n", Mistake.NUMBER, 3L);
    assertMistake("insurer,name,name_en\n6130017,,\n", Mistake.NUMBER, 2L);
    assertMistake("insurer,name,name_en\n,練馬区,\n", Mistake.NUMBER, 2L);
    assertMistake("insurer,name,name_en\n138024,\"a\nb\",\nx,,\n", Mistake.NUMBER, 4L);
  }

  @Test
  void a_number_twice_is_named_by_both_lines_also_in_its_other_form() throws IOException {
    assertMistake(
        "insurer,name,name_en\n138024,,\n\n00138024,,\n", Mistake.TWICE, 4L, "00138024", 2L);
  }

  @Test
  void a_column_that_is_missing_or_there_twice_is_named() throws IOException {
    assertMistake("insurer,name\n138024,a\n", Mistake.NO_COLUMN, "name_en");
    assertMistake("保険者番号,name,name_en\n138024,a,b\n", Mistake.NO_COLUMN, "insurer");
    assertMistake("138024,a,b\n", Mistake.NO_COLUMN, "insurer");
    assertMistake("insurer,name,name_en,name\n138024,a,b,c\n", Mistake.COLUMN_TWICE, "name");
  }

  @Test
  void a_line_with_fewer_fields_than_the_header_is_named() throws IOException {
    assertMistake("insurer,name,name_en\n138024,a\n", Mistake.FIELDS, 2L, 2, 3);
  }

  @Test
  void a_list_of_nobody_is_a_mistake() throws IOException {
    assertMistake("", Mistake.EMPTY);
    assertMistake("insurer,name,name_en\n\n", Mistake.EMPTY);
  }

  @Test
  void what_is_no_list_at_all_is_refused() throws IOException {
    assertMistake("insurer,\0", Mistake.NO_TEXT);
    assertMistake(LIST.getBytes(StandardCharsets.UTF_16), Mistake.NO_TEXT);
    assertMistake(Strings.repeat("insurer,name,name_en\n", 1 << 20), Mistake.TOO_LARGE);
    assertThat(
        mistake(folder),
        is(new ArrayList<>(List.of(Mistake.NOT_READABLE, folder.toString(), "IOException"))));
    assertThat(
        mistake(folder.resolve("none.csv")),
        is(List.of(Mistake.NOT_READABLE, folder + "/none.csv", "NoSuchFileException")));
  }

  private Map<Integer, Name> names(String text) throws Exception {
    return names(text.getBytes(StandardCharsets.UTF_8));
  }

  private Map<Integer, Name> names(byte[] bytes) throws Exception {
    return ExpectedInsurers.read(Files.write(folder.resolve("list.csv"), bytes)).names();
  }

  private void assertMistake(String text, Mistake mistake, Object... values) throws IOException {
    assertMistake(text.getBytes(StandardCharsets.UTF_8), mistake, values);
  }

  private void assertMistake(byte[] bytes, Mistake mistake, Object... values) throws IOException {
    Path list = Files.write(folder.resolve("list.csv"), bytes);
    List<Object> expected = new ArrayList<>(List.of(mistake, list.toString()));
    expected.addAll(List.of(values));
    assertThat(mistake(list), is(expected));
  }

  private static List<Object> mistake(Path list) {
    InvalidListException e =
        Assertions.assertThrows(InvalidListException.class, () -> ExpectedInsurers.read(list));
    List<Object> said = new ArrayList<>(List.of(e.mistake()));
    said.addAll(e.values());
    return said;
  }
}
