package jp.totsugo.nation;

import java.util.List;

/** A family name or a given name: its usual form first, then its variants; and how it is read. */
final class Name {
  final Word[] forms;
  final Word kana;
  final String foldedKana;

  /** Equal for equal readings. */
  final int reading;

  final boolean foreign;

  Name(List<String> forms, String kana, boolean foreign) {
    this.forms = forms.stream().map(Word::new).toArray(Word[]::new);
    this.kana = new Word(Kana.half(kana));
    this.foldedKana = Kana.folded(kana);
    reading = foldedKana.hashCode();
    this.foreign = foreign;
  }
}
