package jp.totsugo.upload.infer;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jp.totsugo.upload.decode.DecodedLine;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.decode.Iso2022Jp;
import jp.totsugo.upload.decode.LineDecoder;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.text.LineFields;

/**
 * The first lines of a text that are not blank, without their ends.
 *
 * @param lines the bytes of each
 * @param numbers of the lines in the file, from 1
 * @param hasByteOrderMark whether the text begins with that of UTF-8
 */
record FileSample(List<byte[]> lines, List<Integer> numbers, boolean hasByteOrderMark) {
  private static final int MOST_LINES = 10_000;
  private static final int MOST_BYTES = 32 << 20;
  private static final byte[] UTF_8_BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int END_OF_FILE_MARK = 0x1A;

  /** Reads a file that should be a text. */
  static FileSample read(Path path) throws IOException, Rejection {
    boolean byteOrderMark = false;
    List<byte[]> lines = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      in.mark(UTF_8_BOM.length);
      byte[] mark = in.readNBytes(UTF_8_BOM.length);
      byteOrderMark = Arrays.equals(mark, UTF_8_BOM);
      if (!byteOrderMark) {
        in.reset();
      }
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      int bytes = 0;
      int number = 1;
      int b = 0;
      while (b >= 0 && lines.size() < MOST_LINES && bytes < MOST_BYTES) {
        b = in.read();
        bytes++;
        if (b >= 0 && b != '\n') {
          line.write(b);
        } else {
          if (add(line.toByteArray(), lines)) {
            numbers.add(number);
          }
          number++;
          line.reset();
        }
      }
    }
    if (lines.isEmpty()) {
      throw new Rejection(Cause.EMPTY);
    }
    refuseBinary(lines.get(0));
    refuseIso2022Jp(lines);
    LineFields.rejectCarriageReturns(lines.get(0), 0, lines.get(0).length);
    return new FileSample(lines, numbers, byteOrderMark);
  }

  private static boolean add(byte[] line, List<byte[]> lines) {
    int length = line.length;
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    boolean isMark = length == 1 && line[0] == END_OF_FILE_MARK;
    boolean isLine = length <= RecordReader.LONGEST_LINE && !isMark && !isBlank(line, length);
    if (isLine) {
      lines.add(Arrays.copyOf(line, length));
    }
    return isLine;
  }

  /** Whether there is nothing but what may separate fields, whichever of it does, and spaces. */
  private static boolean isBlank(byte[] line, int length) {
    for (int i = 0; i < length; i++) {
      if (" \"".indexOf(line[i]) < 0 && LineShapeGuess.SEPARATORS.indexOf(line[i]) < 0) {
        return false;
      }
    }
    return true;
  }

  private static void refuseIso2022Jp(List<byte[]> lines) throws Rejection {
    long escaped = lines.stream().filter(line -> Iso2022Jp.isIn(line, 0, line.length)).count();
    long wide = lines.stream().filter(line -> hasHighBytes(line)).count();
    if (escaped > 0 && escaped >= wide) {
      throw new Rejection(Cause.ISO_2022_JP);
    }
  }

  private static boolean hasHighBytes(byte[] line) {
    for (byte b : line) {
      if (b < 0) {
        return true;
      }
    }
    return false;
  }

  private static void refuseBinary(byte[] line) throws Rejection {
    int first = line.length < 2 ? 0 : (line[0] & 0xFF) << 8 | line[1] & 0xFF;
    boolean[] zeroes = new boolean[2];
    for (int i = 0; i < line.length; i++) {
      zeroes[i & 1] |= line[i] == 0;
    }
    if (first == 0xFEFF || first == 0xFFFE || zeroes[0] != zeroes[1]) {
      throw new Rejection(Cause.UTF_16);
    }
    if (zeroes[0]) {
      throw new Rejection(Cause.BINARY);
    }
  }

  /** The number in the file of a line of the sample. */
  int number(int line) {
    return numbers.get(line);
  }

  /** Takes a line by its number in the file. */
  interface TextLine {
    void take(int number, String text);
  }

  /** The lines that are text in an encoding. */
  List<String> texts(Encoding encoding) {
    List<String> texts = new ArrayList<>();
    forEachText(encoding, (number, text) -> texts.add(text));
    return texts;
  }

  /** The lines that are text in an encoding, with their numbers. */
  void forEachText(Encoding encoding, TextLine taker) {
    LineDecoder decoder = encoding.newDecoder();
    DecodedLine decoded = new DecodedLine(RecordReader.LONGEST_LINE);
    for (int i = 0; i < lines.size(); i++) {
      byte[] line = lines.get(i);
      if (decoder.decode(line, 0, line.length, decoded)) {
        taker.take(numbers.get(i), new String(decoded.text(), 0, decoded.length()));
      }
    }
  }
}
