package jp.totsugo.cli.command;

import com.google.common.html.HtmlEscapers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import jp.totsugo.history.answer.AnswerKind;
import jp.totsugo.pack.PackColumn;
import jp.totsugo.pack.PackSheet;
import jp.totsugo.pack.lock.PackKeys;
import jp.totsugo.pack.sheet.SheetFile;
import jp.totsugo.pack.sheet.SheetRow;
import jp.totsugo.pack.sheet.SheetVisitor;
import jp.totsugo.pack.sheet.UnusableFileException;
import jp.totsugo.table.CsvRows;
import jp.totsugo.words.Language;

/** Fills in packs as clerks do: in the cells that are left for it, with all else as it was. */
final class SimulatedClerk {
  private static final String LIST =
      "xl/worksheets/sheet" + (PackSheet.LIST.ordinal() + 1) + ".xml";

  private static final char FIRST_COLUMN = (char) ('A' + PackColumn.ANSWER.ordinal());

  /** A cell that is left to be filled in: its column and row. */
  private static final Pattern CELL =
      Pattern.compile("<c r=\"([" + FIRST_COLUMN + "-Z])([0-9]+)\" s=\"[0-9]+\"></c>");

  /** What is written, by issue: answer, reason, day and name. */
  private final Map<String, List<String>> answers = new HashMap<>();

  private final Language language;

  /**
   * @param answers CSV, as a run takes it
   * @param language of the packs
   */
  SimulatedClerk(Path answers, Language language) throws IOException {
    this.language = language;
    CsvRows.forEach(
        answers,
        row ->
            this.answers.put(
                row.apply("issue_id"),
                List.of(
                    AnswerKind.valueOf(row.apply("answer")).label(language),
                    row.apply("reason"),
                    row.apply("answered_on").replace('-', '/'),
                    row.apply("answered_by"))));
  }

  /** How many answers stand in no pack yet. */
  int answersLeft() {
    return answers.size();
  }

  /**
   * Saves a pack with the answers to what it lists.
   *
   * @param pack in the language of the clerk
   * @return whether there were any; else nothing is saved
   */
  boolean fillIn(Path pack, Path filledIn, Path work) throws IOException {
    Map<String, List<String>> rows = new HashMap<>();
    try {
      SheetFile.read(pack, work, PackKeys.NONE, new Rows(rows));
    } catch (UnusableFileException e) {
      throw new IOException(e);
    }
    if (rows.isEmpty()) {
      return false;
    }
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(pack));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(filledIn))) {
      for (ZipEntry part = in.getNextEntry(); part != null; part = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(part.getName()));
        write(part.getName().equals(LIST), in.readAllBytes(), rows, out);
        out.closeEntry();
      }
    }
    return true;
  }

  private static void write(
      boolean isList, byte[] part, Map<String, List<String>> rows, OutputStream out)
      throws IOException {
    if (isList) {
      String sheet =
          CELL.matcher(new String(part, StandardCharsets.UTF_8))
              .replaceAll(cell -> Matcher.quoteReplacement(cell(cell, rows)));
      out.write(sheet.getBytes(StandardCharsets.UTF_8));
    } else {
      out.write(part);
    }
  }

  private static String cell(MatchResult cell, Map<String, List<String>> rows) {
    List<String> answer = rows.get(cell.group(2));
    String text = answer == null ? "" : answer.get(cell.group(1).charAt(0) - FIRST_COLUMN);
    if (text.isEmpty()) {
      return cell.group();
    }
    return cell.group().replace("></c>", " t=\"inlineStr\"><is><t>")
        + HtmlEscapers.htmlEscaper().escape(text)
        + "</t></is></c>";
  }

  /** Finds the rows of the list to which there is an answer. */
  private final class Rows implements SheetVisitor {
    private final Map<String, List<String>> rows;
    private boolean isList;

    Rows(Map<String, List<String>> rows) {
      this.rows = rows;
    }

    @Override
    public void sheet(String name) {
      isList = name.equals(PackSheet.LIST.title(language));
    }

    @Override
    public void row(SheetRow row) {
      List<String> answer = isList ? answers.remove(row.text(PackColumn.ISSUE_ID.ordinal())) : null;
      if (answer != null) {
        rows.put(Long.toString(row.line()), answer);
      }
    }

    @Override
    public void unreadable(long line) {
      throw new IllegalStateException("a pack has no such line");
    }
  }
}
