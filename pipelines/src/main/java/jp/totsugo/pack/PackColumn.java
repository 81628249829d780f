package jp.totsugo.pack;

import java.util.Arrays;
import jp.totsugo.words.Language;

/**
 * The columns of the list of a pack, {@link PackSheet#LIST}, from left to right. Their headings
 * stand in the first row.
 */
public enum PackColumn {
  STATUS("状態", "Status", 4),
  PRIORITY("優先度", "Priority", 3),
  CATEGORY("区分", "Category", 8),
  PROBLEM("何が問題か", "What is wrong", 20),
  ACTION("すること", "What to do", 21),
  FIELD("項目", "Field", 8),
  VALUE("値", "Value", 12),
  PERSON_ID("宛名番号", "Person ID", 11),
  SYMBOL("記号", "Symbol", 6),
  NUMBER("番号", "Number", 7),
  BRANCH("枝番", "Branch", 3),
  MY_NUMBER_MASKED("個人番号（下4桁）", "My Number (last 4)", 12),
  GROUP("組", "Group", 4),
  RELATED("関連する記録", "Related records", 14),
  FILE("ファイル", "File", 10),
  LINE("行", "Line", 4),
  FIRST_SEEN("初回", "First seen", 5),
  ISSUE_ID("指摘番号", "Issue ID", 9),
  ANSWER("回答", "Answer", 8),
  REASON("理由", "Reason", 9),
  ANSWERED_ON("回答日", "Answered on", 9),
  ANSWERED_BY("担当", "Answered by", 5);

  private final String japanese;
  private final String english;
  private final int width;

  PackColumn(String japanese, String english, int width) {
    this.japanese = japanese;
    this.english = english;
    this.width = width;
  }

  public String heading(Language language) {
    return language == Language.ja ? japanese : english;
  }

  /** Whether the clerk fills it in; all others are locked. */
  public boolean isAnswer() {
    return compareTo(ANSWER) >= 0;
  }

  /** How wide all are, in characters of half width. */
  static int[] widths() {
    return Arrays.stream(values()).mapToInt(column -> column.width).toArray();
  }

  /** A text as a cell of the column shows it: what no row could show whole is cut, and says so. */
  String fitting(String text) {
    return ShownText.of(text, width * (SheetWriter.MOST_LINES - 5));
  }
}
