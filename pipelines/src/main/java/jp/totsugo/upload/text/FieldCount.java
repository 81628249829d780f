package jp.totsugo.upload.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import jp.totsugo.upload.decode.DecodedLine;
import jp.totsugo.upload.file.InputFile;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.UploadFile;

/**
 * How many fields a line has that is no record for their number.
 *
 * @param found fields of the line, or its bytes where lines have a fixed width
 * @param expected as many a record has
 * @param isInBytes whether these are bytes
 */
public record FieldCount(int found, int expected, boolean isInBytes) {
  /** That of the line that begins at an offset of a text. */
  public static FieldCount at(UploadFile file, long offset) throws IOException {
    CsvForm form = (CsvForm) file.form();
    byte[] bytes = new byte[(int) Math.min(RecordReader.LONGEST_LINE + 2, form.textEnd() - offset)];
    try (FileChannel channel = InputFile.open(file.file())) {
      file.read(channel, ByteBuffer.wrap(bytes), offset);
    }
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    if (end > 0 && bytes[end - 1] == '\r') {
      end--;
    }
    if (form.lines().fixedWidth() != null) {
      return new FieldCount(end, form.lines().fixedWidth().lineBytes(), true);
    }
    DecodedLine line = new DecodedLine(end);
    form.encoding().newDecoder().decode(bytes, 0, end, line);
    int found = LineFields.split(line.text(), line.length(), form.lines()).size();
    return new FieldCount(found, file.columns().length, false);
  }
}
