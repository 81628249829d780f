package jp.totsugo.upload.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import jp.totsugo.record.Column;
import jp.totsugo.storage.PathText;

/**
 * An upload that was opened, understood and accepted.
 *
 * @param index its place in the order of names
 * @param name the path that findings show
 * @param path where its bytes are read, as {@link PathText}: the file itself, or its unpacked copy
 * @param source the file that the user gave, as {@link PathText}
 * @param bytes length of {@code path}
 * @param columns for each field of a record its slot ({@link Column#SLOTS}), or -1
 * @param uploader the insurer that its name tells, or {@link
 *     jp.totsugo.record.InsurerNumber#UNKNOWN}
 * @param form how it stores its records
 */
public record UploadFile(
    int index,
    String name,
    String path,
    String source,
    long bytes,
    int[] columns,
    int uploader,
    FileForm form)
    implements Serializable {

  public UploadFile withIndex(int newIndex) {
    return new UploadFile(newIndex, name, path, source, bytes, columns, uploader, form);
  }

  public UploadFile withUploader(int insurer) {
    return new UploadFile(index, name, path, source, bytes, columns, insurer, form);
  }

  public UploadFile withColumns(int[] same) {
    return new UploadFile(index, name, path, source, bytes, same, uploader, form);
  }

  public Path file() {
    return PathText.path(path);
  }

  /** Fills a buffer with the bytes from {@code at} on, through a channel of this file. */
  public void read(FileChannel channel, ByteBuffer into, long at) throws IOException {
    try {
      OpenFiles.readFully(channel, into, at);
    } catch (EOFException e) {
      throw new FileChangedException(name);
    }
  }

  /** The columns that the file has. */
  public Set<Column> presentColumns() {
    return Column.ofBits(columnBits());
  }

  /** The slots of the fields that have one, in the order of the fields. */
  public int[] knownColumns() {
    return Arrays.stream(columns).filter(column -> column >= 0).toArray();
  }

  /** {@link #presentColumns} as bits. */
  public int columnBits() {
    int bits = 0;
    for (int column : columns) {
      if (column >= 0) {
        bits |= 1 << Column.ofSlot(column).ordinal();
      }
    }
    return bits;
  }
}
