package jp.totsugo.history.answer;

import java.text.Normalizer;
import java.util.Locale;
import jp.totsugo.words.Language;

/** What an insurer may say to an issue. */
public enum AnswerKind {
  /** It was corrected at the source. */
  CORRECTED("訂正済み", "Corrected", false),
  /** It was checked, and is right. */
  RIGHT("疑いなし", "Right", true),
  /** It is not clear yet. */
  WORKING("調査中", "Working", false),
  /** The person has left. */
  LEFT("資格喪失", "Left", false),
  /** The record is not the insurer's. */
  NOT_OURS("該当なし", "Not ours", true);

  private final String japanese;
  private final String english;
  private final boolean needsReason;

  AnswerKind(String japanese, String english, boolean needsReason) {
    this.japanese = japanese;
    this.english = english;
    this.needsReason = needsReason;
  }

  public boolean needsReason() {
    return needsReason;
  }

  /** The word that people choose. */
  public String label(Language language) {
    return language == Language.ja ? japanese : english;
  }

  /**
   * The kind of a code or an English word, in letters of any case and width, or of a Japanese word;
   * null if of none.
   */
  public static AnswerKind of(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    for (AnswerKind kind : values()) {
      if (kind.name().equals(folded.toUpperCase(Locale.ROOT))
          || kind.english.equalsIgnoreCase(folded)
          || kind.japanese.equals(folded)) {
        return kind;
      }
    }
    return null;
  }
}
