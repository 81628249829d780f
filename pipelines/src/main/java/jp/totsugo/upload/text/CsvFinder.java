package jp.totsugo.upload.text;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import jp.totsugo.upload.decode.DecodedLine;
import jp.totsugo.upload.file.FileChangedException;
import jp.totsugo.upload.file.OpenFiles;
import jp.totsugo.upload.file.RecordFinder;
import jp.totsugo.upload.file.RecordLookup;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.UploadFile;

/** Finds records by the offset at which their line begins. */
final class CsvFinder implements RecordFinder {
  private static final int USUAL_LINE = 1024;

  private final UploadFile file;
  private final CsvForm form;
  private final OpenFiles files;
  private final LineParser parser;
  private byte[] buffer = new byte[USUAL_LINE];

  CsvFinder(UploadFile file, CsvForm form, RecordLookup lookup) {
    this.file = file;
    this.form = form;
    files = lookup.files();
    parser =
        new LineParser(
            file,
            form,
            lookup.record(),
            DecodedLine.forLinesOf(file, form.lines().conversions().room()));
  }

  @Override
  public void read(long offset) throws IOException {
    int wanted = USUAL_LINE;
    while (true) {
      int length = fill(offset, (int) Math.min(wanted, form.textEnd() - offset));
      int end = 0;
      while (end < length && buffer[end] != '\n') {
        end++;
      }
      if (end < length || offset + length == form.textEnd()) {
        parse(end > 0 && buffer[end - 1] == '\r' ? end - 1 : end);
        return;
      }
      wanted *= 8;
    }
  }

  private void parse(int end) throws FileChangedException {
    if (end > RecordReader.LONGEST_LINE
        || parser.parse(buffer, 0, end) != RecordReader.Line.RECORD) {
      throw new FileChangedException(file.name());
    }
  }

  private int fill(long offset, int length) throws IOException {
    if (length <= 0) {
      throw new FileChangedException(file.name());
    }
    if (buffer.length < length) {
      buffer = new byte[length];
    }
    try {
      files.read(file.file(), ByteBuffer.wrap(buffer, 0, length), offset);
    } catch (EOFException e) {
      throw new FileChangedException(file.name());
    }
    return length;
  }

  @Override
  public void close() {}
}
