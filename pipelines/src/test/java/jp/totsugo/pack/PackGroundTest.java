package jp.totsugo.pack;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import jp.totsugo.history.answer.AnswerKind;
import jp.totsugo.words.Language;
import org.junit.jupiter.api.Test;

/** What those who write packs and those who read them agree on. */
class PackGroundTest {
  @Test
  void the_columns_of_the_list_stand_in_their_order() {
    assertThat(
        Arrays.stream(PackColumn.values()).map(column -> column.heading(Language.ja)).toList(),
        is(
            List.of(
                "状態",
                "優先度",
                "区分",
                "何が問題か",
                "すること",
                "項目",
                "値",
                "宛名番号",
                "記号",
                "番号",
                "枝番",
                "個人番号（下4桁）",
                "組",
                "関連する記録",
                "ファイル",
                "行",
                "初回",
                "指摘番号",
                "回答",
                "理由",
                "回答日",
                "担当")));
  }

  /** As LibreOffice prints a list in the font of packs: A4 landscape without the margins. */
  @Test
  void the_list_prints_in_letters_of_seven_and_a_half_points() {
    double paper = 842 - 2 * 0.2 * 72;
    double ofCharacter = 4.63;
    double padding = 0.84;
    int[] widths = PackColumn.widths();
    double whole = (Arrays.stream(widths).sum() + widths.length * padding) * ofCharacter;
    assertThat(Look.POINTS * paper / whole, is(closeTo(7.5, 0.1)));
  }

  @Test
  void the_last_four_columns_are_filled_in_by_the_clerk() {
    assertThat(
        Arrays.stream(PackColumn.values()).filter(PackColumn::isAnswer).toList(),
        is(
            List.of(
                PackColumn.ANSWER,
                PackColumn.REASON,
                PackColumn.ANSWERED_ON,
                PackColumn.ANSWERED_BY)));
  }

  @Test
  void the_sheets_have_the_names_that_clerks_know() {
    assertThat(
        Arrays.stream(PackSheet.values()).map(sheet -> sheet.title(Language.ja)).toList(),
        is(List.of("表紙", "訂正一覧", "前回からの結果", "記入のしかた", "直し方")));
  }

  @Test
  void an_id_is_made_of_run_insurer_and_part() {
    String run = "0c3f2f7c-5a52-4f5e-9d0e-3f2b1a0c9d8e";
    String other = "0c3f2f7c-5a52-4f5e-9d0e-3f2b1a0c9d8f";
    List<String> ids =
        List.of(
            PackId.of(run, "06130001", 1),
            PackId.of(other, "06130001", 1),
            PackId.of(run, "06130002", 1),
            PackId.of(run, "06130001", 2));
    assertThat(ids.stream().map(id -> id.substring(id.length() - 16)).distinct().count(), is(4L));
    assertThat(ids.get(0).matches("06130001-1-[a-z2-7]{16}"), is(true));
    assertThat(PackId.of(run, "06130001", 1), is(ids.get(0)));
  }

  @Test
  void an_answer_is_told_by_its_code_and_by_its_word_in_either_language() {
    for (AnswerKind kind : AnswerKind.values()) {
      assertThat(
          Stream.of(
                  kind.name(),
                  kind.label(Language.ja),
                  kind.label(Language.en),
                  " " + kind.label(Language.en).toUpperCase(java.util.Locale.ROOT) + "　")
              .map(AnswerKind::of)
              .distinct()
              .toList(),
          is(List.of(kind)));
    }
  }
}
