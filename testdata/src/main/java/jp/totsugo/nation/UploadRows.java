package jp.totsugo.nation;

import org.apache.avro.Schema;

/** Writes the rows of an upload as its insurer's server does. */
final class UploadRows {
  static final Schema SCHEMA = jp.totsugo.schema.Subscriber.getClassSchema();

  private static final int LONGEST_ROW = 1024;
  private static final Word SPACE = new Word("　");

  private final Places places;
  private final MyNumbers numbers;

  UploadRows(Places places, MyNumbers numbers) {
    this.places = places;
    this.numbers = numbers;
  }

  static void header(Insurer insurer, Bytes to) {
    header(insurer, true, to);
  }

  /** The header of a file that is rejected: a required column has a name of the office's own. */
  static void unusableHeader(Insurer insurer, Bytes to) {
    header(insurer, false, to);
  }

  private static void header(Insurer insurer, boolean usable, Bytes to) {
    to.reserve(LONGEST_ROW);
    if (insurer.encoding == TextEncoding.UTF_8_WITH_BOM) {
      to.add("\uFEFF", insurer.encoding);
    }
    for (UploadColumn column : UploadColumn.ALL) {
      if (column.ordinal() > 0) {
        to.add(',');
      }
      String name = insurer.japaneseHeader ? column.japanese : column.english;
      to.add(usable || column != UploadColumn.BIRTH ? name : "KOMOKU10", insurer.encoding);
    }
    endRow(insurer, to);
  }

  void add(Subscriber one, Bytes to) {
    Insurer insurer = one.insurer;
    to.reserve(LONGEST_ROW);
    boolean asTrue = one.isAsTrue();
    for (UploadColumn column : UploadColumn.ALL) {
      if (column.ordinal() > 0) {
        to.add(',');
      }
      String written = asTrue ? null : one.written(column);
      if (written == null) {
        truth(one, column, insurer, to);
      } else {
        to.add(written, insurer.encoding);
      }
    }
    endRow(insurer, to);
  }

  private static void endRow(Insurer insurer, Bytes to) {
    if (insurer.crlf) {
      to.add('\r');
    }
    to.add('\n');
  }

  private void truth(Subscriber one, UploadColumn column, Insurer insurer, Bytes to) {
    TextEncoding encoding = insurer.encoding;
    switch (column) {
      case INSURER_NUMBER -> to.add(insurer.writtenNumberBytes);
      case PERSON_ID -> {
        to.add(insurer.personIdPrefixBytes);
        to.addDigits(one.personIdDigits(), 9);
      }
      case MY_NUMBER -> {
        if (one.carried != Subscriber.NOBODY) {
          to.addMyNumber(one.carried == one.person ? one.myNumber : numbers.of(one.carried));
        }
      }
      case MY_NUMBER_ABSENCE_REASON -> {}
      case SYMBOL -> {
        if (one.symbol >= 0) {
          to.add(insurer.symbolPrefixBytes);
          addNumber(one.symbol, insurer, to);
        }
      }
      case NUMBER -> {
        if (insurer.type == InsurerKind.LATE_ELDERLY) {
          to.addDigits(one.number, 8);
        } else {
          addNumber(one.number, insurer, to);
        }
      }
      case BRANCH -> {
        if (one.branch >= 0) {
          to.addDigits(one.branch, 2);
        }
      }
      case NAME -> {
        quote(insurer, to);
        addName(one.spelling, encoding, to);
        quote(insurer, to);
      }
      case KANA -> addKana(one.spelling, encoding, to);
      case BIRTH -> to.addDay(one.birth);
      case SEX -> to.addNumber(one.sex);
      case FAMILY -> to.add(one.head ? '1' : '2');
      case QUALIFICATION -> to.addDay(one.qualification);
      case DISQUALIFICATION -> to.addDay(one.disqualification);
      case REASON_OF_LOSS -> {
        if (one.reasonOfLoss > 0) {
          to.addDigits(one.reasonOfLoss, 2);
        }
      }
      case CLASSIFICATION -> to.addDigits(one.classification, 2);
      case ISSUANCE -> to.addDay(one.issuance);
      case VALID_FROM -> to.addDay(one.validFrom);
      case VALID_TO -> to.addDay(one.validTo);
      case POST_NUMBER -> {
        if (one.writesAddress) {
          to.addDigits(one.postal, 7);
        }
      }
      case ADDRESS -> {
        if (one.writesAddress) {
          quote(insurer, to);
          addAddress(places, one, encoding, to);
          quote(insurer, to);
        }
      }
      case NON_DISCLOSURE -> {
        if (insurer.writesNonDisclosure || one.undisclosed) {
          to.add(one.undisclosed ? '1' : '0');
        }
      }
    }
  }

  private static void quote(Insurer insurer, Bytes to) {
    if (insurer.quotesText) {
      to.add('"');
    }
  }

  private static void addNumber(int number, Insurer insurer, Bytes to) {
    if (insurer.wideNumbers) {
      to.addWide(number, insurer.encoding);
    } else {
      to.addNumber(number);
    }
  }

  static void addName(Subscriber.Spelling spelling, TextEncoding encoding, Bytes to) {
    to.add(spelling.family.forms[spelling.familyForm].bytes(encoding));
    to.add(SPACE.bytes(encoding));
    to.add(spelling.given.forms[spelling.givenForm].bytes(encoding));
  }

  static void addKana(Subscriber.Spelling spelling, TextEncoding encoding, Bytes to) {
    to.add(spelling.family.kana.bytes(encoding));
    to.add(' ');
    to.add(spelling.given.kana.bytes(encoding));
  }

  static void addAddress(Places places, Subscriber one, TextEncoding encoding, Bytes to) {
    to.add(one.place.name().bytes(encoding));
    to.add(one.town.bytes(encoding));
    to.add(places.blocks[one.block].bytes(encoding));
    to.add(places.lots[one.lot].bytes(encoding));
    to.add(places.houses[one.house].bytes(encoding));
    if (one.building != null) {
      to.add(SPACE.bytes(encoding));
      to.add(one.building.bytes(encoding));
    }
  }
}
