package jp.totsugo.pack;

import com.google.common.base.Strings;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Category;
import jp.totsugo.rule.Messages;
import jp.totsugo.rule.Rule;
import jp.totsugo.rule.Severity;
import jp.totsugo.words.Language;
import jp.totsugo.words.Words;

/** The words of packs in one language. */
final class PackTexts {
  /** So that the most that a row may name fits into its cell. */
  private static final int MOST_OF_RELATED = 80;

  private final Language language;
  private final Messages messages;
  private final Words words;

  PackTexts(Language language) {
    this.language = language;
    messages = new Messages(language);
    words = new Words(language);
  }

  Language language() {
    return language;
  }

  String text(String key, Object... values) {
    return words.text("pack." + key, values);
  }

  /** Whether there are such words. */
  boolean has(String key) {
    return words.has("pack." + key);
  }

  /** A number of things. */
  String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A day as people write it. */
  String day(LocalDate day) {
    return DateTimeFormatter.ofPattern(text("day"), Locale.ENGLISH).format(day);
  }

  String category(Category category) {
    return messages.category(category);
  }

  /** What is wrong, in a few words, and marked if it need not be an error. */
  String problem(Rule rule, String cause, String severity) {
    String wrong = inFewWords("wrong.", rule, cause);
    return severity.equals(Severity.REVIEW.name()) ? text("toReview", wrong) : wrong;
  }

  String field(String header) {
    return messages.label(column(header));
  }

  private static Column column(String header) {
    for (Column column : Column.values()) {
      if (column.header().equals(header)) {
        return column;
      }
    }
    throw new IllegalStateException("no column " + header);
  }

  /** What a rule finds. */
  String meaning(PackList.Action action) {
    String meaning = messages.meaning(action.rule());
    return action.cause().isEmpty()
        ? meaning
        : text("meaning", meaning, messages.cause(action.rule(), action.cause()));
  }

  /** What to do, in all words. */
  String action(PackList.Action action) {
    return messages.action(action.rule(), action.cause());
  }

  /** What to do, in a few words. */
  String shortAction(Rule rule, String cause) {
    return inFewWords("do.", rule, cause);
  }

  /** Some causes have words of their own. */
  private String inFewWords(String what, Rule rule, String cause) {
    String special = what + rule + "." + cause;
    return text(has(special) ? special : what + rule);
  }

  /** The other records that a row names. */
  String related(PackRow row) {
    boolean isRun =
        row.rule() == Rule.MY_NUMBER_SHIFTED
            && row.related().size() == 2
            && !row.related().contains(new PackRow.OtherInsurer());
    if (isRun) {
      return text("related.run", related(row.related().get(0)), related(row.related().get(1)));
    }
    return row.related().stream().map(this::related).collect(Collectors.joining("\n"));
  }

  private String related(PackRow.Related related) {
    return ShownText.of(said(related), MOST_OF_RELATED);
  }

  private String said(PackRow.Related related) {
    if (related instanceof PackRow.Person person) {
      String card =
          Strings.isNullOrEmpty(person.symbol()) && person.number().isEmpty()
              ? ""
              : person.branch().isEmpty()
                  ? text("related.card", person.symbol(), person.number())
                  : text(
                      "related.cardAndBranch", person.symbol(), person.number(), person.branch());
      return text("related.person", person.personId(), card);
    }
    if (related instanceof PackRow.Location location) {
      return location.line().isEmpty()
          ? location.file()
          : text("related.location", location.file(), location.line());
    }
    return related instanceof PackRow.More more
        ? text("related.more", more.count())
        : text("related.otherInsurer");
  }
}
