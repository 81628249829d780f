package jp.totsugo.upload.decode;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.google.common.io.BaseEncoding;
import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.SpecTables;
import org.junit.jupiter.api.Test;

/** windows-31j is what the Encoding Standard calls Shift_JIS, and not what Java calls so. */
class Windows31jTest {
  private static final String UNDECODABLE = "UNDECODABLE";
  private static final int ROW = 188;

  private final LineDecoder decoder = Encoding.WINDOWS_31J.newDecoder();
  private final DecodedLine line = new DecodedLine(2);
  private final StandardShiftJis standard = new StandardShiftJis();

  @Test
  void every_byte_and_every_pair_is_decoded_as_the_encoding_standard_says_but_for_the_listed()
      throws IOException {
    List<String> exceptions = new ArrayList<>();
    for (byte[] bytes : bytesAndPairs()) {
      if (!ours(bytes).equals(standard.decoded(bytes))) {
        exceptions.add(hex(bytes) + " " + ours(bytes) + ", not " + standard.decoded(bytes));
      }
    }
    assertThat(
        exceptions,
        is(
            SpecTables.rows("spec/reading/shift_jis-exceptions.csv").stream()
                .map(
                    row ->
                        row.get("bytes") + " " + row.get("ours") + ", not " + row.get("standard"))
                .toList()));
  }

  @Test
  void bytes_in_dispute_are_decoded_as_windows_31j() {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    SpecTables.rows("spec/reading/shift_jis.csv")
        .forEach(
            row -> {
              byte[] bytes = BaseEncoding.base16().decode(row.get("bytes"));
              expected.add(
                  row.get("bytes") + " " + row.get("ours") + " " + row.get("java_shift_jis"));
              actual.add(row.get("bytes") + " " + ours(bytes) + " " + javaShiftJis(bytes));
            });
    assertThat(actual, is(expected));
  }

  @Test
  void all_bytes_that_shift_jis_decodes_otherwise_are_in_the_table() {
    List<String> otherwise = new ArrayList<>();
    for (byte[] bytes : bytesAndPairs()) {
      String shiftJis = javaShiftJis(bytes);
      if (!shiftJis.equals(UNDECODABLE) && !shiftJis.equals(ours(bytes))) {
        otherwise.add(hex(bytes));
      }
    }
    assertThat(
        SpecTables.rows("spec/reading/shift_jis.csv").stream()
            .filter(row -> !row.get("java_shift_jis").equals(UNDECODABLE))
            .filter(row -> !row.get("java_shift_jis").equals(row.get("ours")))
            .map(row -> row.get("bytes"))
            .toList(),
        is(otherwise));
  }

  /** Every single byte, and every pair that begins with the first byte of one. */
  private static List<byte[]> bytesAndPairs() {
    List<byte[]> all = new ArrayList<>();
    for (int first = 0; first < 256; first++) {
      all.add(new byte[] {(byte) first});
      for (int second = 0; StandardShiftJis.isLead(first) && second < 256; second++) {
        all.add(new byte[] {(byte) first, (byte) second});
      }
    }
    return all;
  }

  private String ours(byte[] bytes) {
    return decoder.decode(bytes, 0, bytes.length, line)
        ? codePoints(new String(line.text(), 0, line.length()))
        : UNDECODABLE;
  }

  private static String javaShiftJis(byte[] bytes) {
    try {
      return codePoints(
          Charset.forName("Shift_JIS").newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return UNDECODABLE;
    }
  }

  private static String codePoints(String text) {
    StringBuilder codePoints = new StringBuilder();
    text.codePoints().forEach(c -> codePoints.append(String.format("%04X", c)));
    return codePoints.toString();
  }

  private static String hex(byte[] bytes) {
    return BaseEncoding.base16().encode(bytes);
  }

  /** The decoder of the Encoding Standard, step by step, over its index jis0208. */
  private static final class StandardShiftJis {
    private final List<String> index;

    StandardShiftJis() {
      try {
        index =
            Resources.readLines(
                Resources.getResource("spec/reading/index-jis0208.txt"), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    String decoded(byte[] bytes) {
      int first = bytes[0] & 0xFF;
      int c = bytes.length == 1 ? single(first) : pair(first, bytes[1] & 0xFF);
      return c < 0 ? UNDECODABLE : String.format("%04X", c);
    }

    private static int single(int b) {
      if (b <= 0x80) {
        return b;
      }
      return b >= 0xA1 && b <= 0xDF ? 0xFF61 - 0xA1 + b : -1;
    }

    static boolean isLead(int b) {
      return b >= 0x81 && b <= 0x9F || b >= 0xE0 && b <= 0xFC;
    }

    private int pair(int lead, int second) {
      if (second < 0x40 || second == 0x7F || second > 0xFC) {
        return -1;
      }
      int offset = second < 0x7F ? 0x40 : 0x41;
      int leadOffset = lead < 0xA0 ? 0x81 : 0xC1;
      int pointer = (lead - leadOffset) * ROW + second - offset;
      if (pointer >= 8836 && pointer <= 10715) {
        return 0xE000 - 8836 + pointer;
      }
      // A line begins with the first byte in two digits and a space.
      char c = index.get(pointer / ROW).charAt(3 + pointer % ROW);
      return c == '.' ? -1 : c;
    }
  }
}
