package jp.totsugo.history.answer;

import java.text.Normalizer;
import java.util.Locale;

/** What an insurer may say to an issue. */
public enum AnswerKind {
  /** It was corrected at the source. */
  CORRECTED("訂正済み", false),
  /** It was checked, and is right. */
  RIGHT("疑いなし", true),
  /** It is not clear yet. */
  WORKING("調査中", false),
  /** The person has left. */
  LEFT("資格喪失", false),
  /** The record is not the insurer's. */
  NOT_OURS("該当なし", true);

  private final String japanese;
  private final boolean needsReason;

  AnswerKind(String japanese, boolean needsReason) {
    this.japanese = japanese;
    this.needsReason = needsReason;
  }

  public boolean needsReason() {
    return needsReason;
  }

  /**
   * The kind of a code in letters of any case and width, or of a Japanese word; null if of none.
   */
  static AnswerKind of(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    for (AnswerKind kind : values()) {
      if (kind.name().equals(folded.toUpperCase(Locale.ROOT)) || kind.japanese.equals(folded)) {
        return kind;
      }
    }
    return null;
  }
}
