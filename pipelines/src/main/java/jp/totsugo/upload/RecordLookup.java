package jp.totsugo.upload;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import jp.totsugo.record.RecordView;

/**
 * Reads single records again, by file and the offset at which their line begins. Best asked in that
 * order.
 */
public final class RecordLookup implements Closeable {
  private static final int USUAL_LINE = 1024;
  private static final int OPEN_FILES = 200;

  private final UploadPlan plan;
  private final RecordView record;
  private final DecodedLine line = new DecodedLine(LineReader.LONGEST_LINE);
  private final Map<Integer, FileChannel> channels = new LinkedHashMap<>(16, 0.75f, true);
  private byte[] buffer = new byte[USUAL_LINE];
  private UploadFile file;
  private LineParser parser;

  public RecordLookup(UploadPlan plan, RecordView record) {
    this.plan = plan;
    this.record = record;
  }

  /**
   * Points the record at the line that begins at {@code offset}, which was a record when it was
   * first read.
   */
  public void read(int fileIndex, long offset) throws IOException {
    if (file == null || file.index() != fileIndex) {
      file = plan.file(fileIndex);
      parser = new LineParser(file, record, line);
    }
    FileChannel channel = channel(fileIndex);
    int wanted = USUAL_LINE;
    while (true) {
      int length = fill(channel, offset, (int) Math.min(wanted, file.textEnd() - offset));
      int end = 0;
      while (end < length && buffer[end] != '\n') {
        end++;
      }
      if (end < length || offset + length == file.textEnd()) {
        parse(end > 0 && buffer[end - 1] == '\r' ? end - 1 : end);
        return;
      }
      wanted *= 8;
    }
  }

  private FileChannel channel(int fileIndex) throws IOException {
    FileChannel channel = channels.get(fileIndex);
    if (channel == null) {
      if (channels.size() == OPEN_FILES) {
        var eldest = channels.entrySet().iterator();
        eldest.next().getValue().close();
        eldest.remove();
      }
      channel = FileChannel.open(file.file(), StandardOpenOption.READ);
      channels.put(fileIndex, channel);
    }
    return channel;
  }

  private void parse(int end) throws FileChangedException {
    if (end > LineReader.LONGEST_LINE || parser.parse(buffer, 0, end) != null) {
      throw new FileChangedException(file.name());
    }
  }

  private int fill(FileChannel channel, long offset, int length) throws IOException {
    if (length <= 0) {
      throw new FileChangedException(file.name());
    }
    if (buffer.length < length) {
      buffer = new byte[length];
    }
    ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, length);
    long at = offset;
    while (bytes.hasRemaining()) {
      int read = channel.read(bytes, at);
      if (read < 0) {
        throw new FileChangedException(file.name());
      }
      at += read;
    }
    return length;
  }

  @Override
  public void close() throws IOException {
    for (FileChannel channel : channels.values()) {
      channel.close();
    }
    channels.clear();
  }
}
