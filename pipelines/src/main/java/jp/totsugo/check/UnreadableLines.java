package jp.totsugo.check;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UnreadableCause;

/**
 * The list of a slice's unreadable lines, as a file of its own in the run's work folder: a bad
 * upload may have millions. It holds offsets and causes, never bytes of the lines. Trouble with the
 * work folder is unchecked, so that it is not taken for trouble with the upload.
 */
public final class UnreadableLines implements Closeable {
  private static final UnreadableCause[] CAUSES = UnreadableCause.values();

  private final Path part;
  private final WorkFolder work;
  private Path unfinished;
  private DataOutputStream out;

  UnreadableLines(WorkFolder work, Slice slice) {
    part = part(work.unreadable(), slice.file(), slice.number());
    this.work = work;
  }

  private static Path part(Path folder, int file, int slice) {
    return folder.resolve(file + "-" + slice);
  }

  void add(int lineInSlice, long offset, UnreadableCause cause) {
    try {
      if (out == null) {
        unfinished = work.newUnfinished();
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished)));
      }
      out.writeInt(lineInSlice);
      out.writeLong(offset);
      out.writeByte(cause.ordinal());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      if (out != null) {
        out.close();
        WorkFolder.finish(unfinished, part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes an unreadable line. */
  public interface Visitor {
    void accept(int lineInSlice, long offset, UnreadableCause cause) throws IOException;
  }

  /** Reads the list of a slice again. */
  public static void read(Path folder, int file, int slice, Visitor visitor) throws IOException {
    Path path = part(folder, file, slice);
    if (!Files.exists(path)) {
      return;
    }
    long lines = Files.size(path) / (Integer.BYTES + Long.BYTES + 1);
    try (DataInputStream in =
        new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(path)))) {
      for (long i = 0; i < lines; i++) {
        visitor.accept(in.readInt(), in.readLong(), CAUSES[in.readByte()]);
      }
    }
  }
}
