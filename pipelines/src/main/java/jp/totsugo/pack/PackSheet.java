package jp.totsugo.pack;

import jp.totsugo.words.Language;

/** The sheets of a pack, in their order. */
public enum PackSheet {
  COVER("表紙", "Cover"),
  /** The findings, a row each, with the cells to be filled in; see {@link PackColumn}. */
  LIST("訂正一覧", "Corrections"),
  /** What became of the issues of the run before. */
  OUTCOME("前回からの結果", "Since last time"),
  GUIDE("記入のしかた", "How to fill in"),
  /** What to do, once for each kind of finding. */
  ACTIONS("直し方", "How to correct");

  private final String japanese;
  private final String english;

  PackSheet(String japanese, String english) {
    this.japanese = japanese;
    this.english = english;
  }

  public String title(Language language) {
    return language == Language.ja ? japanese : english;
  }
}
