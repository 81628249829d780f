package jp.totsugo.nation;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One record of an upload as it was in a month: by what it is found again, and what it looked like.
 *
 * @param who the person id, or file and line where that is none
 * @param isFoundAgain whether the person id is one
 * @param qualification as it stands, if it is a date, or empty
 * @param look everything that can be seen of it, of its My Number no more than is ever shown;
 *     without the date of qualification, by which it is another enrolment and not another record
 */
record RecordTrace(
    Insurer insurer,
    int cell,
    long line,
    String who,
    boolean isFoundAgain,
    String personId,
    String qualification,
    String look) {
  private static final Pattern USABLE = Pattern.compile("[0-9A-Za-z-]{1,20}");
  private static final Pattern TWELVE_DIGITS = Pattern.compile("[0-9]{12}");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

  static RecordTrace of(Subscriber one, MyNumbers numbers) {
    String writtenId = one.written(UploadColumn.PERSON_ID);
    String personId = writtenId == null ? one.personIdText() : writtenId;
    boolean isFoundAgain = USABLE.matcher(personId).matches();
    return new RecordTrace(
        one.insurer,
        one.cell,
        one.line(),
        isFoundAgain ? personId : IssueIds.place(one.insurer.file(), one.line()),
        isFoundAgain,
        isFoundAgain ? personId : "",
        qualification(one),
        look(one, numbers));
  }

  /** By which the record is known among those of the nation. */
  String key() {
    return insurer.number + " " + who;
  }

  private static String qualification(Subscriber one) {
    String written = one.written(UploadColumn.QUALIFICATION);
    if (written == null) {
      return Days.text(one.qualification);
    }
    try {
      LocalDate.parse(written, DATE);
      return written;
    } catch (DateTimeParseException e) {
      return "";
    }
  }

  private static String look(Subscriber one, MyNumbers numbers) {
    StringBuilder look = new StringBuilder(shown(myNumber(one, numbers)));
    for (UploadColumn column : UploadColumn.ALL) {
      if (column != UploadColumn.MY_NUMBER) {
        String written = one.written(column);
        look.append('|').append(written == null ? "" : "=" + written);
      }
    }
    for (Object truth :
        new Object[] {
          one.spelling.name(),
          one.spelling.kana(),
          one.birth,
          one.sex,
          one.head,
          one.symbol,
          one.number,
          one.branch,
          one.disqualification,
          one.reasonOfLoss,
          one.issuance,
          one.validFrom,
          one.validTo,
          one.personIdText()
        }) {
      look.append('|').append(truth);
    }
    return look.toString();
  }

  private static String myNumber(Subscriber one, MyNumbers numbers) {
    String written = one.written(UploadColumn.MY_NUMBER);
    if (written != null) {
      return written;
    }
    return one.carried == Subscriber.NOBODY
        ? ""
        : String.format(Locale.ROOT, "%012d", numbers.of(one.carried));
  }

  /** The last four of twelve digits. */
  private static String shown(String myNumber) {
    return TWELVE_DIGITS.matcher(myNumber).matches() ? myNumber.substring(8) : myNumber;
  }
}
