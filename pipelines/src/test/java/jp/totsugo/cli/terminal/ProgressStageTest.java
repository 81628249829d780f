package jp.totsugo.cli.terminal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import jp.totsugo.words.Language;
import jp.totsugo.words.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressStageTest {
  private static final long MB = 1_000_000;

  private static ProgressStage stage(
      long bytes, long totalBytes, long records, long findings, double seconds) {
    return new ProgressStage(new Words(Language.en), bytes, totalBytes, records, findings, seconds);
  }

  @Test
  void in_japanese_the_bar_is_as_wide_as_the_terminal_too() {
    ProgressStage nation =
        new ProgressStage(new Words(Language.ja), 9_000 * MB, 20_000 * MB, 50_000_000, 912_000, 30);

    assertThat(nation.line(), is("9.0/20.0 GB、記録 50.0 M件、毎秒 1.7 M件、指摘 912 k件、残り0分37秒"));
    assertThat(TerminalText.width(nation.bar(100)), is(100));
    assertThat(TerminalText.width(nation.bar(40)), lessThanOrEqualTo(40));
  }

  @Test
  void a_line_has_bytes_records_speed_findings_and_time_left() {
    ProgressStage half = stage(50 * MB, 100 * MB, 300_000, 1_234, 2);

    assertThat(half.line(), is("50/100 MB, 300 k records, 150 k/s, 1,234 findings, 0:02 left"));
  }

  @Test
  void before_anything_is_read_no_time_is_promised() {
    assertThat(stage(0, 100 * MB, 0, 0, 3).line(), is("0/100 MB, 0 records, 0/s, 0 findings"));
  }

  @Test
  void when_all_is_read_the_stage_behind_it_is_named() {
    ProgressStage read = stage(100 * MB, 100 * MB, 600_000, 0, 4);

    assertThat(read.line(), containsString("matching"));
    assertThat(read.line(), not(containsString("left")));
  }

  @Test
  void the_bar_is_as_full_as_the_share_that_is_read() {
    String bar = stage(50 * MB, 100 * MB, 9, 0, 1).bar(120);

    assertThat(bar, containsString("[====================                    ]"));
    assertThat(bar, containsString(" 50 %"));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 40, 80, 200})
  void the_bar_is_never_wider_than_the_terminal(int columns) {
    ProgressStage nation = stage(19_000 * MB, 20_000 * MB, 120_000_000, 9_999, 60);

    assertThat(nation.bar(columns).length(), lessThanOrEqualTo(columns));
    assertThat(stage(0, 0, 0, 0, 0).bar(columns).length(), lessThanOrEqualTo(columns));
  }

  @Test
  void on_80_columns_even_the_nation_has_a_bar() {
    ProgressStage nation = stage(9_000 * MB, 20_000 * MB, 50_000_000, 912_000, 30);

    assertThat(
        nation.bar(80),
        is(" 45 % [===     ] 9.0/20.0 GB, 50.0 M records, 1.7 M/s, 912 k findings, 0:37 left"));
  }
}
