package jp.totsugo.number.mixup;

import com.google.common.collect.ImmutableList;
import java.util.List;
import jp.totsugo.block.KeyEntry;
import jp.totsugo.person.Comparison;
import jp.totsugo.person.PersonField;
import jp.totsugo.person.PersonFields;
import jp.totsugo.person.Verdict;

/**
 * A record whose number the register gives to somebody else.
 *
 * @param locator unique; sorts records by file and position
 * @param line the line in the file
 * @param fromDay first day of the period, 0 for none
 * @param toDay the day behind the period's last, or {@link KeyEntry#OPEN}
 * @param owner whom the register gives the number to
 * @param comparison of the person with the owner; not {@link Verdict#OWNER}
 * @param holders the other records with this number, as far as they are the owner's
 */
public record Mismatch(
    long locator,
    int file,
    long line,
    int insurer,
    int fromDay,
    int toDay,
    PersonFields person,
    PersonFields owner,
    Comparison comparison,
    List<Holder> holders) {

  public Mismatch {
    holders = ImmutableList.copyOf(holders);
  }

  /** A record that has the number of a mismatch and is its owner's. */
  public record Holder(long locator, int file, long line, int insurer, int fromDay, int toDay) {}

  Verdict verdict() {
    return comparison.verdict();
  }

  /**
   * Whether somebody else must have written the owner's number into this record, seeing that the
   * holder's has it. A person with a new name has two records with one number as well: after one
   * another, or with the same given name.
   */
  boolean isCopyOf(Holder holder) {
    return switch (verdict()) {
      case OTHER_PERSON -> true;
      case NAME_DIFFERS -> overlaps(holder) && !comparison.outcome(PersonField.GIVEN_NAME).agrees();
      default -> false;
    };
  }

  private boolean overlaps(Holder holder) {
    return fromDay != 0
        && holder.fromDay != 0
        && fromDay < toDay
        && holder.fromDay < holder.toDay
        && fromDay < holder.toDay
        && holder.fromDay < toDay;
  }
}
