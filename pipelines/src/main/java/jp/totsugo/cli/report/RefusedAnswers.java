package jp.totsugo.cli.report;

import java.util.ArrayList;
import java.util.List;
import jp.totsugo.history.answer.RefusedAnswer;
import jp.totsugo.words.Words;

/** Says which answers of insurers were not taken, where they stand, and what to do. */
public final class RefusedAnswers {
  /** As many as a screen holds. */
  private static final int MOST = 20;

  private final List<RefusedAnswer> refused;
  private final Words words;

  public RefusedAnswers(List<RefusedAnswer> refused, Words words) {
    this.refused = refused;
    this.words = words;
  }

  /** One for each of the first, and one for the rest. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    refused.stream().limit(MOST).map(this::sentence).forEach(sentences::add);
    if (refused.size() > MOST) {
      sentences.add(words.count("answers.more", refused.size() - MOST));
    }
    return sentences;
  }

  private String sentence(RefusedAnswer answer) {
    String place = answer.line() == 0 ? answer.file() : answer.file() + ":" + answer.line();
    String issue = answer.issueId().isEmpty() ? "" : " (" + answer.issueId() + ")";
    return words.text("answers.refused", place + issue, words.text("answers." + answer.cause()));
  }
}
