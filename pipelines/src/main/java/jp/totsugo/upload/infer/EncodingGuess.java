package jp.totsugo.upload.infer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.decode.EncodingDetector;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.infer.Guess.Certainty;
import jp.totsugo.words.Saying;

/** Tells the encoding of a file by the lines that are text in each. */
final class EncodingGuess {
  private static final int ENOUGH_LINES = 20;

  private EncodingGuess() {}

  static Guess<Encoding> of(FileSample sample, Path path) throws IOException, Rejection {
    if (sample.hasByteOrderMark()) {
      return new Guess<>(Encoding.UTF_8, Certainty.sure, Saying.of("infer.mark"));
    }
    List<byte[]> lines = sample.lines().stream().filter(EncodingGuess::isNotAscii).toList();
    if (lines.isEmpty()) {
      return ofAscii(path);
    }
    FileSample wide = new FileSample(lines, Collections.nCopies(lines.size(), 0), false);
    Map<Encoding, Integer> readable = new EnumMap<>(Encoding.class);
    for (Encoding encoding : Encoding.values()) {
      readable.put(encoding, wide.texts(encoding).size());
    }
    Encoding best = best(readable);
    if (readable.get(best) == 0) {
      throw new Rejection(Cause.BINARY);
    }
    // Most of windows-31j is the same in Shift_JIS-2004, which hardly anybody writes.
    boolean alone =
        readable.entrySet().stream()
            .filter(other -> other.getKey() != best && other.getKey() != Encoding.SHIFT_JIS_2004)
            .allMatch(other -> other.getValue() < readable.get(best));
    Saying why =
        Saying.of(
            alone ? "infer.textInItAlone" : "infer.textInOthersToo",
            readable.get(best),
            lines.size());
    return new Guess<>(
        best,
        lines.size() < ENOUGH_LINES || readable.get(best) < lines.size() * 0.99
            ? Certainty.doubtful
            : alone ? Certainty.sure : Certainty.likely,
        why);
  }

  /** The one with the most readable lines; of equal ones the more usual. */
  private static Encoding best(Map<Encoding, Integer> readable) {
    int windows31j = readable.get(Encoding.WINDOWS_31J);
    if (readable.get(Encoding.UTF_8) >= windows31j) {
      return readable.get(Encoding.EUC_JP) > readable.get(Encoding.UTF_8)
          ? Encoding.EUC_JP
          : Encoding.UTF_8;
    }
    // Nearly all of EUC-JP is also half-width kana of windows-31j; hardly any kanji of windows-31j
    // is text in EUC-JP.
    if (readable.get(Encoding.EUC_JP) >= windows31j) {
      return Encoding.EUC_JP;
    }
    return readable.get(Encoding.SHIFT_JIS_2004) > windows31j
        ? Encoding.SHIFT_JIS_2004
        : Encoding.WINDOWS_31J;
  }

  private static Guess<Encoding> ofAscii(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return new Guess<>(
          new EncodingDetector().detect(in), Certainty.likely, Saying.of("infer.ascii"));
    }
  }

  private static boolean isNotAscii(byte[] line) {
    for (byte b : line) {
      if (b < 0) {
        return true;
      }
    }
    return false;
  }
}
