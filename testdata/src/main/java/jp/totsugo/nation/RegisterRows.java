package jp.totsugo.nation;

import jp.totsugo.schema.Resident;
import org.apache.avro.Schema;

/** Writes the rows of the residents' register: UTF-8, one a person. */
final class RegisterRows {
  static final Schema SCHEMA = Resident.getClassSchema();

  private static final String HEADER =
      "MyNumber,Name,NameKana,Birthdate,Sex,PostNumber,Address\r\n";

  private static final int LONGEST_ROW = 1024;

  private final Places places;
  private final AddressSpelling spelling;

  RegisterRows(Places places) {
    this.places = places;
    this.spelling = new AddressSpelling(places);
  }

  static void header(Bytes to) {
    to.add(HEADER, TextEncoding.UTF_8);
  }

  void add(Subscriber one, Bytes to) {
    to.reserve(LONGEST_ROW);
    to.addMyNumber(one.myNumber);
    to.add(',');
    UploadRows.addName(one.registerSpelling, TextEncoding.UTF_8, to);
    to.add(',');
    UploadRows.addKana(one.registerSpelling, TextEncoding.UTF_8, to);
    to.add(',');
    to.addDay(one.registerBirth);
    to.add(',');
    to.addNumber(one.registerSex);
    to.add(',');
    to.addDigits(one.postal, 7);
    to.add(',');
    if (one.movedAway) {
      addNewAddress(one, to);
    } else if (one.addressSpelling != Subscriber.AS_THE_INSURER) {
      to.add(spelling.of(one), TextEncoding.UTF_8);
    } else {
      UploadRows.addAddress(places, one, TextEncoding.UTF_8, to);
    }
    to.add('\r');
    to.add('\n');
  }

  /** A move within the municipality: the insurer still has the old quarter. */
  private void addNewAddress(Subscriber one, Bytes to) {
    to.add(one.place.name().bytes(TextEncoding.UTF_8));
    to.add(places.towns[(one.postal + 17) % places.towns.length].bytes(TextEncoding.UTF_8));
    to.add(places.blocks[one.block % 5 + 1].bytes(TextEncoding.UTF_8));
    to.add(places.lots[one.lot % 30 + 1].bytes(TextEncoding.UTF_8));
    to.add(places.houses[one.house].bytes(TextEncoding.UTF_8));
  }
}
