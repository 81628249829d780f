package jp.totsugo.block;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The queue of one insurer, as whoever wrote it says. It stands in a folder of the writer's own:
 * what another attempt at it leaves, early or late, stands in another, which nobody names.
 *
 * @param number of the writer's folder, see {@link WorkFolder#queue}
 * @param files all that are in it
 */
public record WrittenQueue(long number, List<QueueFile> files) {
  void write(DataOutputStream out) throws IOException {
    out.writeLong(number);
    out.writeInt(files.size());
    for (QueueFile file : files) {
      out.writeUTF(file.name());
      out.writeLong(file.rows());
      out.writeLong(file.bytes());
      out.writeLong(file.checksum());
    }
  }

  static WrittenQueue read(DataInputStream in) throws IOException {
    long number = in.readLong();
    List<QueueFile> files = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      files.add(new QueueFile(in.readUTF(), in.readLong(), in.readLong(), in.readLong()));
    }
    return new WrittenQueue(number, files);
  }
}
