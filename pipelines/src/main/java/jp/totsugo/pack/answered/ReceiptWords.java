package jp.totsugo.pack.answered;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Messages;
import jp.totsugo.words.Language;

/** What receipts say, in one language. */
final class ReceiptWords {
  private final Properties texts = new Properties();
  private final Language language;
  private final Messages messages;

  ReceiptWords(Language language) {
    this.language = language;
    messages = new Messages(language);
    String name = "receipt_" + language + ".properties";
    try (Reader reader =
        new InputStreamReader(
            ReceiptWords.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new IllegalStateException("the texts " + name + " cannot be read", e);
    }
  }

  Language language() {
    return language;
  }

  String text(String key) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalStateException("no text for " + key);
    }
    return text;
  }

  /** What people call a field, by its header; empty for none. */
  String label(String header) {
    return header.isEmpty() ? "" : messages.label(Column.ofHeader(header));
  }

  /** ACCEPTED or REFUSED, as it stands in tables. */
  static String state(ReceiptRow row) {
    return row.isAccepted() ? "ACCEPTED" : "REFUSED";
  }

  /** The notes of a row by their names. */
  static String notes(AnsweredRow row) {
    return notesOf(row).stream().map(Note::name).collect(Collectors.joining(";"));
  }

  /** Why a row is refused and what to do, and what else there is to say. */
  String message(AnsweredRow row) {
    List<String> sentences = new ArrayList<>();
    boolean isOvertaken = (row.notes() & Note.ANSWERED_SINCE.bit()) != 0;
    if (row.refusal() != null && !isOvertaken) {
      sentences.add(text("refusal." + row.refusal()));
    }
    for (Note note : notesOf(row)) {
      boolean isTold =
          row.refusal() == null || note == Note.NUMBER_MASKED || note == Note.ANSWERED_SINCE;
      if (isTold) {
        sentences.add(
            note == Note.DAY_COMPLETED
                ? String.format(Locale.ROOT, text("note." + note), row.day())
                : text("note." + note));
      }
    }
    return String.join(language == Language.ja ? "" : " ", sentences);
  }

  private static List<Note> notesOf(AnsweredRow row) {
    List<Note> notes = new ArrayList<>();
    for (Note note : Note.values()) {
      if ((row.notes() & note.bit()) != 0) {
        notes.add(note);
      }
    }
    return notes;
  }

  /** What was answered, as people say it. */
  String answer(AnsweredRow row) {
    return row.kind() == null ? row.answer() : row.kind().label(language);
  }
}
