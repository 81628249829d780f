package jp.totsugo.number.earlier;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.block.FindingBlockBuilder.RecordValues;
import jp.totsugo.block.RecordPrint;
import jp.totsugo.rule.Rule;

/**
 * A record whose number speaks against the uploads of the run before, on the way to where all such
 * records come together.
 *
 * @param rule that is likely to fail
 * @param locator of the record; with {@code file}, {@code slice} and {@code lineInSlice} what
 *     finding rows need
 * @param line the line in the file
 * @param person whom it speaks of
 * @param values for its finding row
 * @param before the earlier records that it rests on: those of the person with another number, or
 *     those of the number's holders
 */
record Suspicion(
    Rule rule,
    long locator,
    int file,
    int slice,
    int lineInSlice,
    long line,
    Person person,
    RecordValues values,
    List<EarlierRecord> before) {

  /** The same person has the same insurer and person id. */
  record Person(int insurer, String personId) {
    void write(DataOutputStream out) throws IOException {
      out.writeInt(insurer);
      out.writeUTF(personId);
    }

    static Person read(DataInputStream in) throws IOException {
      return new Person(in.readInt(), in.readUTF());
    }
  }

  /** A record of the uploads before. */
  record EarlierRecord(long locator, Person person) {}

  void write(DataOutputStream out) throws IOException {
    out.writeByte(rule.ordinal());
    out.writeLong(locator);
    out.writeInt(file);
    out.writeInt(slice);
    out.writeInt(lineInSlice);
    out.writeLong(line);
    person.write(out);
    out.writeInt(values.marks());
    out.writeInt(values.values().length);
    out.write(values.values());
    values.print().write(out);
    out.writeInt(before.size());
    for (EarlierRecord record : before) {
      out.writeLong(record.locator());
      record.person().write(out);
    }
  }

  static Suspicion read(DataInputStream in) throws IOException {
    Rule rule = Rule.of(in.readByte());
    long locator = in.readLong();
    int file = in.readInt();
    int slice = in.readInt();
    int lineInSlice = in.readInt();
    long line = in.readLong();
    Person person = Person.read(in);
    int marks = in.readInt();
    byte[] shown = in.readNBytes(in.readInt());
    RecordValues values = new RecordValues(shown, marks, RecordPrint.Kept.read(in));
    List<EarlierRecord> before = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      before.add(new EarlierRecord(in.readLong(), Person.read(in)));
    }
    return new Suspicion(rule, locator, file, slice, lineInSlice, line, person, values, before);
  }
}
