package jp.totsugo.upload.decode;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/** Any encoding of which ASCII is a part, by the JDK's own decoder; not the fastest. */
final class CharsetLineDecoder implements LineDecoder {
  private final CharsetDecoder decoder;
  private ByteBuffer in = ByteBuffer.allocate(0);
  private CharBuffer out = CharBuffer.allocate(0);

  CharsetLineDecoder(Charset charset) {
    decoder = charset.newDecoder();
  }

  @Override
  public boolean append(byte[] bytes, int from, int to, DecodedLine line) {
    if (in.array() != bytes) {
      in = ByteBuffer.wrap(bytes);
    }
    if (out.array() != line.text()) {
      out = CharBuffer.wrap(line.text());
    }
    in.limit(to).position(from);
    out.limit(out.capacity()).position(line.length());
    CoderResult result = decoder.reset().decode(in, out, true);
    if (result.isError() || decoder.flush(out).isError()) {
      return false;
    }
    line.endWithSeparators(out.position());
    return true;
  }
}
