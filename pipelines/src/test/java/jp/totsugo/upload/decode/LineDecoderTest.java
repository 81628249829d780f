package jp.totsugo.upload.decode;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import jp.totsugo.upload.file.RecordReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our decoders say what the strict decoders of the JDK say. */
class LineDecoderTest {
  private static final String UNDECODABLE = "undecodable";
  private static final int AROUND = 9;

  private final DecodedLine line = new DecodedLine(RecordReader.LONGEST_LINE);
  private final Random surroundings = new Random(1);

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void every_sequence_of_one_and_of_two_bytes_is_decoded_as_the_jdk_does(Encoding encoding) {
    LineDecoder decoder = encoding.newDecoder();
    for (int first = 0; first < 256; first++) {
      check(encoding, decoder, new byte[] {(byte) first});
      for (int second = 0; second < 256; second++) {
        check(encoding, decoder, new byte[] {(byte) first, (byte) second});
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void random_bytes_are_decoded_as_the_jdk_does(Encoding encoding) {
    Random random = new Random(2);
    LineDecoder decoder = encoding.newDecoder();
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[random.nextInt(9)];
      random.nextBytes(bytes);
      check(encoding, decoder, bytes);
    }
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void text_with_a_few_bad_bytes_is_decoded_as_the_jdk_does(Encoding encoding) {
    Random random = new Random(3);
    LineDecoder decoder = encoding.newDecoder();
    byte[] text = "髙橋﨑子ﾀｶﾊｼ①〇―～A,\"𠮷".getBytes(encoding.charset());
    for (int i = 0; i < 50_000; i++) {
      int from = random.nextInt(text.length);
      byte[] bytes = Arrays.copyOfRange(text, from, from + random.nextInt(text.length - from + 1));
      if (bytes.length > 0 && random.nextBoolean()) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      check(encoding, decoder, bytes);
    }
  }

  @Test
  void every_sequence_of_three_bytes_is_utf_8_if_it_is_for_the_jdk() {
    Utf8Comparison comparison = new Utf8Comparison(3);
    for (int sequence = 0; sequence < 1 << 24; sequence++) {
      comparison.check(sequence >>> 16, sequence >>> 8, sequence);
    }
  }

  @Test
  void every_beginning_of_four_bytes_is_utf_8_if_it_is_for_the_jdk() {
    Utf8Comparison comparison = new Utf8Comparison(4);
    int[] aboutContinuation = {0x7F, 0x80, 0xBF, 0xC0};
    for (int beginning = 0; beginning < 1 << 16; beginning++) {
      for (int third : aboutContinuation) {
        for (int fourth : aboutContinuation) {
          comparison.check(beginning >>> 8, beginning, third, fourth);
        }
      }
    }
  }

  @Test
  void only_the_given_range_is_decoded() {
    byte[] bytes = "あいう".getBytes(Encoding.UTF_8.charset());
    assertThat(Encoding.UTF_8.newDecoder().decode(bytes, 3, 6, line), is(true));
    assertThat(new String(line.text(), 0, line.length()), is("い"));
  }

  @Test
  void text_with_many_commas_is_decoded_with_each_of_them() {
    Random random = new Random(5);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        text.append(",,,,-+ｱ、0髙".charAt(random.nextInt(10)));
      }
      for (Encoding encoding : Encoding.values()) {
        check(encoding, encoding.newDecoder(), text.toString().getBytes(encoding.charset()));
      }
    }
  }

  @Test
  void the_longest_line_is_decoded_whatever_it_consists_of() {
    for (String unit : new String[] {",", "0", "ｱ", "髙"}) {
      byte[] bytes =
          unit.repeat(RecordReader.LONGEST_LINE / unit.getBytes(StandardCharsets.UTF_8).length)
              .getBytes(StandardCharsets.UTF_8);
      check(Encoding.UTF_8, Encoding.UTF_8.newDecoder(), bytes);
    }
  }

  private void check(Encoding encoding, LineDecoder decoder, byte[] bytes) {
    // Whatever stands around a line in the reader's buffer.
    byte[] buffer = new byte[AROUND + bytes.length + surroundings.nextInt(AROUND + 1)];
    surroundings.nextBytes(buffer);
    System.arraycopy(bytes, 0, buffer, AROUND, bytes.length);
    boolean isText = decoder.decode(buffer, AROUND, AROUND + bytes.length, line);
    String ours = isText ? withSeparators(line) : UNDECODABLE;
    String theirs = theirs(encoding, bytes);
    if (!ours.equals(theirs)) {
      assertThat(
          com.google.common.io.BaseEncoding.base16().encode(bytes) + " in " + encoding,
          ours,
          is(theirs));
    }
  }

  /**
   * As {@link #check}, for millions of short sequences. Bytes that would continue a character stand
   * around them.
   */
  private final class Utf8Comparison {
    private final LineDecoder decoder = Encoding.UTF_8.newDecoder();
    private final CharsetDecoder jdk = StandardCharsets.UTF_8.newDecoder();
    private final byte[] buffer;
    private final ByteBuffer sequence;
    private final CharBuffer text;

    Utf8Comparison(int length) {
      buffer = new byte[AROUND + length + AROUND];
      Arrays.fill(buffer, (byte) 0x80);
      sequence = ByteBuffer.wrap(buffer, AROUND, length);
      text = CharBuffer.allocate(length);
    }

    void check(int... bytes) {
      for (int i = 0; i < bytes.length; i++) {
        buffer[AROUND + i] = (byte) bytes[i];
      }
      boolean isText = decoder.decode(buffer, AROUND, AROUND + bytes.length, line);
      boolean isJdkText =
          !jdk.reset().decode(sequence.position(AROUND), text.clear(), true).isError();
      boolean same =
          isText == isJdkText
              && (!isText
                  || Arrays.equals(
                      line.text(), 0, line.length(), text.array(), 0, text.position()));
      if (!same) {
        byte[] different = Arrays.copyOfRange(buffer, AROUND, AROUND + bytes.length);
        LineDecoderTest.this.check(Encoding.UTF_8, decoder, different);
        throw new AssertionError(
            com.google.common.io.BaseEncoding.base16().encode(different)
                + " only with continuing bytes around it");
      }
    }
  }

  /** The text, and the indexes of its separators. */
  private static String withSeparators(DecodedLine line) {
    return new String(line.text(), 0, line.length())
        + IntStream.range(0, line.separatorCount()).mapToObj(line::separator).toList();
  }

  private static String theirs(Encoding encoding, byte[] bytes) {
    try {
      String text = encoding.charset().newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text
          + IntStream.range(0, text.length()).filter(i -> text.charAt(i) == ',').boxed().toList();
    } catch (CharacterCodingException e) {
      return UNDECODABLE;
    }
  }
}
