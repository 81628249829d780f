package jp.totsugo.pack;

import jp.totsugo.words.Language;

/**
 * The columns of the list of a pack, {@link PackSheet#LIST}, from left to right. Their headings
 * stand in the first row.
 */
public enum PackColumn {
  STATUS("状態", "Status"),
  PRIORITY("優先度", "Priority"),
  CATEGORY("区分", "Category"),
  PROBLEM("何が問題か", "What is wrong"),
  ACTION("すること", "What to do"),
  FIELD("項目", "Field"),
  VALUE("値", "Value"),
  PERSON_ID("宛名番号", "Person ID"),
  SYMBOL("記号", "Symbol"),
  NUMBER("番号", "Number"),
  BRANCH("枝番", "Branch"),
  MY_NUMBER_MASKED("個人番号（下4桁）", "My Number (last 4)"),
  GROUP("組", "Group"),
  RELATED("関連する記録", "Related records"),
  FILE("ファイル", "File"),
  LINE("行", "Line"),
  FIRST_SEEN("初回", "First seen"),
  ISSUE_ID("指摘番号", "Issue ID"),
  ANSWER("回答", "Answer"),
  REASON("理由", "Reason"),
  ANSWERED_ON("回答日", "Answered on"),
  ANSWERED_BY("担当", "Answered by");

  private final String japanese;
  private final String english;

  PackColumn(String japanese, String english) {
    this.japanese = japanese;
    this.english = english;
  }

  public String heading(Language language) {
    return language == Language.ja ? japanese : english;
  }

  /** Whether the clerk fills it in; all others are locked. */
  public boolean isAnswer() {
    return compareTo(ANSWER) >= 0;
  }
}
