package jp.totsugo.bench;

import static jp.totsugo.bench.Calendar.AS_OF;
import static jp.totsugo.bench.Calendar.epochDay;
import static jp.totsugo.bench.Calendar.text;
import static jp.totsugo.bench.Digits.fullWidth;
import static jp.totsugo.bench.Digits.padded;

/**
 * What goes wrong in uploads: each mistake makes a clean record break one rule, or very few that go
 * together.
 */
final class Mistakes {
  private static final long ERRORS = 3;
  private static final Mistake[] ALL = {
    Mistakes::numberWithPlaceholder,
    Mistakes::numberInFullWidth,
    Mistakes::numberWithSeparators,
    Mistakes::corporateNumber,
    Mistakes::elevenDigits,
    Mistakes::tenDigits,
    Mistakes::letterInNumber,
    Mistakes::filler,
    Mistakes::wrongCheckDigit,
    Mistakes::wrongCheckDigit,
    Mistakes::numberOfColleague,
    Mistakes::numberOfColleague,
    Mistakes::numberOfStranger,
    Mistakes::numberOfStranger,
    Mistakes::nameDiffers,
    Mistakes::cardLostBeforeIssue,
    Mistakes::cardNotIssuedYet,
    Mistakes::cardNotRegistered,
    Mistakes::cardNumberMissing,
    Mistakes::placeholderInCard,
    Mistakes::placeholderInCard,
    Mistakes::mixedWidth,
    Mistakes::forbiddenCharacter,
    Mistakes::tooLong,
    Mistakes::branchFormat,
    Mistakes::absentWithReason,
    Mistakes::absentWithReason,
    Mistakes::absentWithoutReason,
    Mistakes::absenceOverdue,
    Mistakes::presentWithReason,
    Mistakes::invalidInsurer,
    Mistakes::otherInsurer,
    Mistakes::invalidPersonId,
    Mistakes::invalidDate,
    Mistakes::invalidDate,
    Mistakes::invalidDate,
    Mistakes::dateOrder,
    Mistakes::invalidCode,
    Mistakes::reasonOfLoss,
    Mistakes::emptyName,
    Mistakes::invalidKana,
    Mistakes::placeholderInName,
    Mistakes::wrongAgeForScheme,
    Mistakes::cardOfColleague,
    Mistakes::cardOfColleague,
    Mistakes::duplicate,
    Mistakes::duplicate,
    Mistakes::enrolledTwice,
    Mistakes::enrolledTwice,
  };
  private static final String[] PLACEHOLDERS = {
    "●", "●", "●", "■", "〓", "□", "◯", "○", "?", "？", "*", "＊", "\uFFFD", "\uE000"
  };
  private static final Field[] CARD = {
    Field.InsuredCardSymbol, Field.InsuredIdentificationNumber, Field.InsuredBranchNumber
  };
  private static final String[] NO_DATES = {
    "20230231", "2024-01-01", "令和6年1月1日", "00000000", "2024010", "20241301", "２０２４０１０１"
  };

  private final long seed;
  private final double rate;
  private final Subscribers subscribers;
  private final Insurers insurers;

  /** Mistakes in {@code rate} of all records. */
  Mistakes(long seed, double rate, Subscribers subscribers) {
    this.seed = seed;
    this.rate = rate;
    this.subscribers = subscribers;
    this.insurers = subscribers.insurers();
  }

  /** Makes a mistake in the record, or leaves it as it is. */
  void make(long index, String[] row) {
    Draw draw = new Draw(seed ^ ERRORS, index);
    if (draw.chance(rate)) {
      ALL[draw.below(ALL.length)].make(this, index, row, draw);
    }
  }

  private void numberWithPlaceholder(long index, String[] row, Draw draw) {
    spoil(row, Field.MyNumber, draw.of(PLACEHOLDERS), draw);
  }

  private void numberInFullWidth(long index, String[] row, Draw draw) {
    set(row, Field.MyNumber, fullWidth(get(row, Field.MyNumber)));
  }

  private void numberWithSeparators(long index, String[] row, Draw draw) {
    String number = get(row, Field.MyNumber);
    String separator = draw.of(new String[] {"-", " ", "　"});
    set(
        row,
        Field.MyNumber,
        String.join(
            separator, number.substring(0, 4), number.substring(4, 8), number.substring(8)));
  }

  private void corporateNumber(long index, String[] row, Draw draw) {
    set(row, Field.MyNumber, Digits.corporateNumber(draw.below(1_000_000_000_000L)));
  }

  private void elevenDigits(long index, String[] row, Draw draw) {
    set(row, Field.MyNumber, get(row, Field.MyNumber).substring(1));
  }

  private void tenDigits(long index, String[] row, Draw draw) {
    set(row, Field.MyNumber, get(row, Field.MyNumber).substring(2));
  }

  private void letterInNumber(long index, String[] row, Draw draw) {
    spoil(row, Field.MyNumber, "O", draw);
  }

  private void filler(long index, String[] row, Draw draw) {
    String same = padded(draw.below(10), 1).repeat(12);
    set(row, Field.MyNumber, draw.of(new String[] {same, "123456789012", "123456789018"}));
  }

  private void wrongCheckDigit(long index, String[] row, Draw draw) {
    String number = get(row, Field.MyNumber);
    int digit = (number.charAt(11) - '0' + 1 + draw.below(9)) % 10;
    set(row, Field.MyNumber, number.substring(0, 11) + digit);
  }

  private void numberOfColleague(long index, String[] row, Draw draw) {
    set(row, Field.MyNumber, get(colleague(index, draw), Field.MyNumber));
  }

  private void numberOfStranger(long index, String[] row, Draw draw) {
    set(row, Field.MyNumber, get(stranger(index, draw), Field.MyNumber));
  }

  private void nameDiffers(long index, String[] row, Draw draw) {
    boolean here = draw.chance(0.5);
    String[] other = here ? colleague(index, draw) : stranger(index, draw);
    Subscribers.copyPerson(other, row);
    copyEnrolment(other, row);
    set(row, Field.NameKana, draw.of(Words.FAMILY_NAMES)[1] + " " + draw.of(Words.FEMALE_NAMES)[1]);
  }

  private void cardLostBeforeIssue(long index, String[] row, Draw draw) {
    leave(row, draw);
    emptyCard(row);
  }

  private void cardNotIssuedYet(long index, String[] row, Draw draw) {
    int qualified = AS_OF - draw.below(40);
    set(row, Field.QualificationDate, text(qualified));
    set(row, Field.DisqualificationDate, "");
    set(row, Field.ReasonOfLoss, "");
    emptyCard(row);
  }

  private void cardNotRegistered(long index, String[] row, Draw draw) {
    emptyCard(row);
  }

  private void cardNumberMissing(long index, String[] row, Draw draw) {
    set(row, Field.InsuredCertificateIssuanceDate, text(AS_OF - draw.below(300)));
    set(row, Field.InsuredIdentificationNumber, "");
  }

  private void placeholderInCard(long index, String[] row, Draw draw) {
    spoil(row, draw.of(CARD), draw.of(PLACEHOLDERS), draw);
  }

  private void mixedWidth(long index, String[] row, Draw draw) {
    boolean symbol = draw.chance(0.5);
    set(
        row,
        symbol ? Field.InsuredCardSymbol : Field.InsuredIdentificationNumber,
        "健" + draw.below(1000));
  }

  private void forbiddenCharacter(long index, String[] row, Draw draw) {
    Field field = draw.chance(0.5) ? Field.InsuredCardSymbol : Field.InsuredIdentificationNumber;
    set(row, field, "1" + draw.of(new String[] {":", " ", "　", "\t", "\u001B"}) + draw.below(1000));
  }

  private void tooLong(long index, String[] row, Draw draw) {
    Field field = draw.chance(0.5) ? Field.InsuredCardSymbol : Field.InsuredIdentificationNumber;
    set(
        row,
        field,
        draw.chance(0.5) ? padded(index, 38 + draw.below(3)) : "健".repeat(19 + draw.below(3)));
  }

  private void branchFormat(long index, String[] row, Draw draw) {
    set(row, Field.InsuredBranchNumber, draw.of(new String[] {"1", "A1", "０１", "001", "-"}));
  }

  private void absentWithReason(long index, String[] row, Draw draw) {
    set(row, Field.MyNumber, "");
    set(row, Field.MyNumberAbsenceReason, draw.of(new String[] {"1", "2", "3", "4", "5", "9"}));
  }

  /** Sometimes the number stands in another field. */
  private void absentWithoutReason(long index, String[] row, Draw draw) {
    String number = get(row, Field.MyNumber);
    set(row, Field.MyNumber, "");
    set(row, Field.MyNumberAbsenceReason, draw.of(new String[] {"", "", "6", "x"}));
    if (draw.chance(0.2)) {
      misplace(row, number, draw);
    }
  }

  private void misplace(String[] row, String number, Draw draw) {
    switch (draw.below(4)) {
      case 0 -> set(row, Field.InsuredIdentificationNumber, number);
      case 1 -> set(row, Field.PostNumber, fullWidth(number));
      case 2 -> set(row, Field.Name, get(row, Field.Name) + "　" + number);
      default -> set(row, Field.Address, "見本町" + fullWidth(number));
    }
  }

  private void absenceOverdue(long index, String[] row, Draw draw) {
    absentWithReason(index, row, draw);
    set(row, Field.MyNumberAbsenceReason, draw.chance(0.5) ? "3" : "5");
  }

  private void presentWithReason(long index, String[] row, Draw draw) {
    set(row, Field.MyNumberAbsenceReason, draw.of(new String[] {"1", "2", "3", "4", "5", "9"}));
  }

  private void invalidInsurer(long index, String[] row, Draw draw) {
    set(
        row,
        Field.InsurerNumber,
        draw.of(
            new String[] {
              "", "01130011", "0113001", "19136019", "06480017", "abcdefgh", "０１１３００１２", "138017"
            }));
  }

  private void otherInsurer(long index, String[] row, Draw draw) {
    int own = insurers.holding(index);
    set(
        row,
        Field.InsurerNumber,
        insurers.numberInRecords((own + 1 + draw.below(insurers.count() - 1)) % insurers.count()));
  }

  private void invalidPersonId(long index, String[] row, Draw draw) {
    set(
        row,
        Field.PersonId,
        draw.of(new String[] {"", padded(index, 21), "宛名" + index, "A_" + index, "12 " + index}));
  }

  private void invalidDate(long index, String[] row, Draw draw) {
    switch (draw.below(9)) {
      case 0 -> set(row, Field.Birthdate, draw.of(NO_DATES));
      case 1 ->
          set(
              row,
              Field.Birthdate,
              draw.of(new String[] {"", "18670101", "20991231", text(AS_OF + 1)}));
      case 2 -> set(row, Field.QualificationDate, draw.chance(0.3) ? "" : draw.of(NO_DATES));
      case 3 -> set(row, Field.DisqualificationDate, draw.of(NO_DATES));
      case 4 -> set(row, Field.InsuredCertificateIssuanceDate, draw.of(NO_DATES));
      case 5 -> set(row, Field.InsuredCertificateIssuanceDate, text(AS_OF + 1 + draw.below(500)));
      case 6 -> set(row, Field.InsuredCardValidDate, draw.of(NO_DATES));
      case 7 -> set(row, Field.InsuredCardExpirationDate, draw.of(NO_DATES));
      default -> {
        set(row, Field.InsuredCardValidDate, draw.of(NO_DATES));
        set(row, Field.InsuredCardExpirationDate, draw.of(NO_DATES));
      }
    }
  }

  private void dateOrder(long index, String[] row, Draw draw) {
    int qualified = epochDay(get(row, Field.QualificationDate));
    switch (draw.below(3)) {
      case 0 ->
          set(
              row,
              Field.QualificationDate,
              text(epochDay(get(row, Field.Birthdate)) - 1 - draw.below(5000)));
      case 1 -> {
        set(row, Field.DisqualificationDate, text(qualified - 1 - draw.below(500)));
        set(row, Field.ReasonOfLoss, "99");
      }
      default -> {
        set(row, Field.InsuredCardValidDate, text(qualified));
        set(row, Field.InsuredCardExpirationDate, text(qualified - 1 - draw.below(500)));
      }
    }
  }

  private void invalidCode(long index, String[] row, Draw draw) {
    switch (draw.below(6)) {
      case 0 -> set(row, Field.Sex, draw.of(new String[] {"", "0", "4", "男", "１"}));
      case 1 ->
          set(row, Field.PersonalFamilyClassification, draw.of(new String[] {"", "0", "3", "本人"}));
      case 2 -> {
        leave(row, draw);
        set(row, Field.ReasonOfLoss, draw.of(new String[] {"1", "04", "死亡"}));
      }
      case 3 ->
          set(row, Field.InsuredCardClassification, draw.of(new String[] {"1", "00", "08", "一般"}));
      case 4 -> set(row, Field.NonDisclosure, draw.of(new String[] {"2", "00", "Y"}));
      default -> set(row, Field.Sex, "9");
    }
  }

  private void reasonOfLoss(long index, String[] row, Draw draw) {
    if (draw.chance(0.5)) {
      leave(row, draw);
      set(row, Field.ReasonOfLoss, "");
    } else {
      set(row, Field.DisqualificationDate, "");
      set(row, Field.ReasonOfLoss, "03");
    }
  }

  private void emptyName(long index, String[] row, Draw draw) {
    set(row, draw.chance(0.5) ? Field.Name : Field.NameKana, "");
  }

  private void invalidKana(long index, String[] row, Draw draw) {
    set(
        row,
        Field.NameKana,
        draw.of(new String[] {"やまだ　はなこ", "YAMADA HANAKO", "山田　花子", "ﾔﾏﾀﾞ;ﾊﾅｺ", "ヤマダ＝ハナコ"}));
  }

  private void placeholderInName(long index, String[] row, Draw draw) {
    if (draw.chance(0.5)) {
      spoil(row, Field.Name, draw.of(PLACEHOLDERS), draw);
    } else {
      set(row, Field.Address, draw.of(Words.TOWNS)[1] + draw.of(PLACEHOLDERS) + "１番地");
    }
  }

  private void wrongAgeForScheme(long index, String[] row, Draw draw) {
    boolean elderly = insurers.insuresTheLateElderly(insurers.holding(index));
    set(row, Field.DisqualificationDate, "");
    set(row, Field.ReasonOfLoss, "");
    set(row, Field.Birthdate, text(epochDay(elderly ? 1992 : 1935, 1, 1) + draw.below(3000)));
  }

  private void cardOfColleague(long index, String[] row, Draw draw) {
    String[] other = colleague(index, draw);
    for (Field field : CARD) {
      set(row, field, get(other, field));
    }
  }

  private void duplicate(long index, String[] row, Draw draw) {
    String[] other = colleague(index, draw);
    Subscribers.copyPerson(other, row);
    copyEnrolment(other, row);
    respell(row, draw);
  }

  private void enrolledTwice(long index, String[] row, Draw draw) {
    String[] other = stranger(index, draw);
    Subscribers.copyPerson(other, row);
    copyEnrolment(other, row);
    respell(row, draw);
  }

  /** The clean record of another person of the same insurer. */
  private String[] colleague(long index, Draw draw) {
    int insurer = insurers.holding(index);
    return subscribers.record(other(index, insurers.first(insurer), insurers.end(insurer), draw));
  }

  /**
   * The clean record of a person who is most likely another insurer's, in the same kind of scheme
   * where there is one.
   */
  private String[] stranger(long index, Draw draw) {
    boolean elderly = insurers.insuresTheLateElderly(insurers.holding(index));
    long found = index;
    for (int tries = 0; tries < 20; tries++) {
      found = other(index, 0, insurers.end(insurers.count() - 1), draw);
      int insurer = insurers.holding(found);
      if (insurer != insurers.holding(index)
          && insurers.insuresTheLateElderly(insurer) == elderly) {
        break;
      }
    }
    return subscribers.record(found);
  }

  private static long other(long index, long first, long end, Draw draw) {
    return end - first < 2
        ? index
        : first + (index - first + 1 + draw.below(end - first - 1)) % (end - first);
  }

  /** Another spelling of the same name: full-width, and small kana as large ones. */
  private static void respell(String[] row, Draw draw) {
    if (draw.chance(0.5)) {
      String kana = Words.fullWidth(get(row, Field.NameKana));
      set(row, Field.NameKana, kana.replace('ョ', 'ヨ').replace('ュ', 'ユ').replace('ヅ', 'ズ'));
    }
  }

  private static void copyEnrolment(String[] from, String[] to) {
    for (Field field :
        new Field[] {Field.QualificationDate, Field.DisqualificationDate, Field.ReasonOfLoss}) {
      set(to, field, get(from, field));
    }
  }

  private static void leave(String[] row, Draw draw) {
    if (get(row, Field.DisqualificationDate).isEmpty()) {
      int qualified = epochDay(get(row, Field.QualificationDate));
      set(row, Field.DisqualificationDate, text(draw.between(qualified, AS_OF)));
      set(row, Field.ReasonOfLoss, "03");
    }
  }

  private static void emptyCard(String[] row) {
    set(row, Field.InsuredIdentificationNumber, "");
    set(row, Field.InsuredCertificateIssuanceDate, "");
  }

  /** Puts a character in the place of one of the field's own, or into the empty field. */
  private static void spoil(String[] row, Field field, String character, Draw draw) {
    String value = get(row, field);
    int place = value.isEmpty() ? 0 : draw.below(value.length());
    set(
        row,
        field,
        value.isEmpty()
            ? character
            : value.substring(0, place) + character + value.substring(place + 1));
  }

  private static String get(String[] row, Field field) {
    return row[field.ordinal()];
  }

  private static void set(String[] row, Field field, String value) {
    row[field.ordinal()] = value;
  }

  private interface Mistake {
    void make(Mistakes mistakes, long index, String[] row, Draw draw);
  }
}
