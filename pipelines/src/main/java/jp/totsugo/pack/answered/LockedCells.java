package jp.totsugo.pack.answered;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.SetMultimap;
import java.util.Set;
import jp.totsugo.pack.PackColumn;
import jp.totsugo.record.Column;
import jp.totsugo.rule.Messages;
import jp.totsugo.schema.Correction;
import jp.totsugo.words.Language;

/**
 * Whether the locked cells of a row still say which finding it is about. Where some columns were
 * sorted and others not, or a row was copied over another, the answer may belong to another record,
 * and nobody could tell. Columns that are gone are not asked, nor those that only explain: another
 * version of the program may say the same in other words.
 */
final class LockedCells {
  /** What a pack calls each field, in either language. */
  private static final SetMultimap<String, String> LABELS = labels();

  private static final int LONG = 1_000;

  private LockedCells() {}

  private static SetMultimap<String, String> labels() {
    SetMultimap<String, String> labels = HashMultimap.create();
    for (Language language : Language.values()) {
      Messages messages = new Messages(language);
      for (Column column : Column.values()) {
        labels.put(column.header(), column.header());
        labels.put(column.header(), messages.label(column));
      }
    }
    return labels;
  }

  /** Whether all that is there is as it was written. */
  static boolean areOf(Correction issue, AnsweredRow row) {
    for (int i = 0; i < AnsweredRow.LOCKED.size(); i++) {
      String cell = row.locked()[i];
      if (cell != null && !isOf(issue, AnsweredRow.LOCKED.get(i), cell)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOf(Correction issue, PackColumn column, String cell) {
    return switch (column) {
      case FIELD -> isField(issue.getField(), cell);
      case VALUE -> is(issue.getValue(), cell);
      case PERSON_ID -> is(issue.getPersonId(), cell);
      case SYMBOL -> is(issue.getSymbol(), cell);
      case NUMBER -> is(issue.getNumber(), cell);
      case BRANCH -> is(issue.getBranch(), cell);
      case MY_NUMBER_MASKED -> is(issue.getMyNumberMasked(), cell);
      case FILE -> is(issue.getFile(), cell);
      case LINE -> is(Long.toString(issue.getLine()), cell);
      default -> true;
    };
  }

  private static boolean is(String expected, String cell) {
    boolean isCut = cell.length() > LONG && cell.endsWith("…");
    int length = cell.length() - 1;
    return isCut && expected.length() > length
        ? SameCell.is(expected.substring(0, length), cell.substring(0, length))
        : SameCell.is(expected, cell);
  }

  private static boolean isField(String header, String cell) {
    Set<String> labels = LABELS.get(header);
    return labels.contains(cell) || labels.stream().anyMatch(label -> SameCell.is(label, cell));
  }
}
