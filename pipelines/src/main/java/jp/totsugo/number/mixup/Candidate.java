package jp.totsugo.number.mixup;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.block.FindingBlockBuilder.RecordValues;
import jp.totsugo.block.RecordPrint;
import jp.totsugo.block.RelatedRecord;
import jp.totsugo.number.mixup.Mismatch.Holder;
import jp.totsugo.person.PersonFields;

/**
 * A record whose number the register does not give to its person, on the way to where all such
 * records come together.
 *
 * @param record where it is, and when it held
 * @param lineInSlice with {@code slice} what finding rows need
 * @param number its My Number; only while it is not in the register, else 0
 * @param person what the record says
 * @param owner what the register says of the number's owner; null if it does not hold the number
 * @param values for its finding rows
 * @param holders the other records with the number that are its owner's
 * @param owners what rows show of those of them that are the same insurer's
 */
public record Candidate(
    Holder record,
    int slice,
    int lineInSlice,
    long number,
    PersonFields person,
    PersonFields owner,
    RecordValues values,
    List<Holder> holders,
    List<RelatedRecord> owners) {

  /** The same, with what rows show of its owner's records. */
  public Candidate with(List<RelatedRecord> shown) {
    return new Candidate(record, slice, lineInSlice, number, person, owner, values, holders, shown);
  }

  public boolean isInRegister() {
    return owner != null;
  }

  void write(DataOutputStream out) throws IOException {
    write(record, out);
    out.writeInt(slice);
    out.writeInt(lineInSlice);
    out.writeLong(number);
    write(person, out);
    out.writeBoolean(owner != null);
    if (owner != null) {
      write(owner, out);
    }
    out.writeInt(values.marks());
    out.writeInt(values.values().length);
    out.write(values.values());
    values.print().write(out);
    out.writeInt(holders.size());
    for (Holder holder : holders) {
      write(holder, out);
    }
    out.writeInt(owners.size());
    for (RelatedRecord owner : owners) {
      owner.write(out);
    }
  }

  static Candidate read(DataInputStream in) throws IOException {
    Holder record = readHolder(in);
    int slice = in.readInt();
    int lineInSlice = in.readInt();
    long number = in.readLong();
    PersonFields person = readPerson(in);
    PersonFields owner = in.readBoolean() ? readPerson(in) : null;
    int marks = in.readInt();
    RecordValues values = new RecordValues(readBytes(in), marks, RecordPrint.Kept.read(in));
    List<Holder> holders = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      holders.add(readHolder(in));
    }
    List<RelatedRecord> owners = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      owners.add(RelatedRecord.read(in));
    }
    return new Candidate(
        record, slice, lineInSlice, number, person, owner, values, holders, owners);
  }

  private static void write(Holder holder, DataOutputStream out) throws IOException {
    out.writeLong(holder.locator());
    out.writeInt(holder.file());
    out.writeLong(holder.line());
    out.writeInt(holder.insurer());
    out.writeInt(holder.fromDay());
    out.writeInt(holder.toDay());
  }

  private static Holder readHolder(DataInputStream in) throws IOException {
    return new Holder(
        in.readLong(), in.readInt(), in.readLong(), in.readInt(), in.readInt(), in.readInt());
  }

  private static void write(PersonFields person, DataOutputStream out) throws IOException {
    write(person.name(), out);
    write(person.kana(), out);
    out.writeInt(person.birthdate());
    write(person.sex(), out);
    write(person.address(), out);
  }

  private static PersonFields readPerson(DataInputStream in) throws IOException {
    return new PersonFields(readText(in), readText(in), in.readInt(), readText(in), readText(in));
  }

  private static void write(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
