package jp.totsugo.pack.answered;

import java.util.List;

/**
 * The columns of a receipt. None of the headings is one of a pack: a receipt that comes back is no
 * pack.
 *
 * @param name in CSV
 * @param width in a workbook, in characters of half width
 */
record ReceiptColumn(String name, int width, Content content) {
  /** What stands in a cell. */
  interface Content {
    String of(ReceiptRow row, PackFile file, ReceiptWords words);
  }

  /** As programs read them: codes. */
  static final List<ReceiptColumn> OF_TABLE =
      List.of(
          new ReceiptColumn("issue_id", 0, (row, file, words) -> row.answered().issueId()),
          new ReceiptColumn("state", 0, (row, file, words) -> ReceiptWords.state(row)),
          new ReceiptColumn(
              "refusal",
              0,
              (row, file, words) -> row.isAccepted() ? "" : row.answered().refusal().name()),
          new ReceiptColumn("notes", 0, (row, file, words) -> ReceiptWords.notes(row.answered())),
          new ReceiptColumn("message", 0, (row, file, words) -> words.message(row.answered())),
          new ReceiptColumn("person_id", 0, (row, file, words) -> row.personId()),
          new ReceiptColumn("symbol", 0, (row, file, words) -> row.symbol()),
          new ReceiptColumn("number", 0, (row, file, words) -> row.number()),
          new ReceiptColumn("branch", 0, (row, file, words) -> row.branch()),
          new ReceiptColumn("field", 0, (row, file, words) -> row.field()),
          new ReceiptColumn(
              "answer_given",
              0,
              (row, file, words) ->
                  row.answered().kind() == null
                      ? row.answered().answer()
                      : row.answered().kind().name()),
          new ReceiptColumn("reason", 0, (row, file, words) -> row.answered().reason()),
          new ReceiptColumn("answered_on", 0, (row, file, words) -> row.answered().day()),
          new ReceiptColumn("answered_by", 0, (row, file, words) -> row.answered().by()),
          new ReceiptColumn("pack_id", 0, (row, file, words) -> file.packId()),
          new ReceiptColumn("file", 0, (row, file, words) -> file.name()),
          new ReceiptColumn("sheet", 0, (row, file, words) -> row.answered().sheet()),
          new ReceiptColumn("row", 0, (row, file, words) -> Long.toString(row.answered().line())));

  /** As clerks read them: words. */
  static final List<ReceiptColumn> OF_SHEET =
      List.of(
          new ReceiptColumn(
              "state", 18, (row, file, words) -> words.text("state." + ReceiptWords.state(row))),
          new ReceiptColumn("message", 34, (row, file, words) -> words.message(row.answered())),
          new ReceiptColumn("person_id", 12, (row, file, words) -> row.personId()),
          new ReceiptColumn("symbol", 7, (row, file, words) -> row.symbol()),
          new ReceiptColumn("number", 9, (row, file, words) -> row.number()),
          new ReceiptColumn("branch", 5, (row, file, words) -> row.branch()),
          new ReceiptColumn("field", 12, (row, file, words) -> words.label(row.field())),
          new ReceiptColumn("answer_given", 9, (row, file, words) -> words.answer(row.answered())),
          new ReceiptColumn("reason", 26, (row, file, words) -> row.answered().reason()),
          new ReceiptColumn("answered_on", 11, (row, file, words) -> row.answered().day()),
          new ReceiptColumn("answered_by", 9, (row, file, words) -> row.answered().by()),
          new ReceiptColumn("issue_id", 9, (row, file, words) -> row.answered().issueId()),
          new ReceiptColumn("file", 14, (row, file, words) -> file.name()),
          new ReceiptColumn("sheet", 8, (row, file, words) -> row.answered().sheet()),
          new ReceiptColumn("row", 5, (row, file, words) -> Long.toString(row.answered().line())));
}
