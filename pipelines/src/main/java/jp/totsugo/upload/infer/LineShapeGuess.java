package jp.totsugo.upload.infer;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import java.util.List;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.infer.Guess.Certainty;
import jp.totsugo.upload.layout.Conversions;
import jp.totsugo.upload.layout.LineFormat;
import jp.totsugo.upload.layout.Quoting;
import jp.totsugo.upload.text.LineFields;
import jp.totsugo.words.Saying;

/** Tells by what the fields of lines are separated, or that they have a fixed width. */
final class LineShapeGuess {
  static final String SEPARATORS = ",\t;|:^~";
  private static final double ALL = 0.99;
  private static final double MOST = 0.9;
  private static final int FEWEST_FIELDS = 3;

  private LineShapeGuess() {}

  static Guess<LineShape> of(FileSample sample, Encoding encoding) throws Rejection {
    List<String> texts = sample.texts(encoding);
    LineShape best = null;
    int bestFit = 0;
    for (char separator : SEPARATORS.toCharArray()) {
      for (Quoting quoting : Quoting.values()) {
        Multiset<Integer> counts = HashMultiset.create();
        LineFormat format = new LineFormat(separator, quoting, null, Conversions.NONE);
        for (String text : texts) {
          List<String> fields = LineFields.split(text.toCharArray(), text.length(), format);
          counts.add(fields == null ? 0 : fields.size());
        }
        int usual = Multisets.copyHighestCountFirst(counts).iterator().next();
        boolean isBetter =
            best == null
                || counts.count(usual) > bestFit * 1.02
                || counts.count(usual) > bestFit * 0.98 && usual > best.fields();
        if (usual >= FEWEST_FIELDS && counts.count(usual) > texts.size() / 2 && isBetter) {
          best = new LineShape(separator, quoting, usual, List.of());
          bestFit = counts.count(usual);
        }
      }
    }
    if (best != null && bestFit >= texts.size() * MOST) {
      return new Guess<>(
          best,
          bestFit >= texts.size() * ALL ? Certainty.sure : Certainty.likely,
          Saying.of("infer.fieldsBy", bestFit, texts.size(), best.fields()));
    }
    Guess<LineShape> fixed = fixedWidth(sample, encoding);
    if (fixed != null) {
      return fixed;
    }
    if (best != null) {
      return new Guess<>(
          best,
          Certainty.doubtful,
          Saying.of("infer.fieldsBy", bestFit, texts.size(), best.fields()));
    }
    throw new Rejection(Cause.HEADER_UNREADABLE, Saying.of("infer.noShape"));
  }

  private static Guess<LineShape> fixedWidth(FileSample sample, Encoding encoding) {
    Multiset<Integer> lengths = HashMultiset.create();
    sample.lines().forEach(line -> lengths.add(line.length));
    int usual = Multisets.copyHighestCountFirst(lengths).iterator().next();
    int count = lengths.count(usual);
    if (count < sample.lines().size() * MOST) {
      return null;
    }
    List<byte[]> lines = sample.lines().stream().filter(line -> line.length == usual).toList();
    List<Integer> ends = new FieldBorders(lines, usual, encoding).ends();
    return new Guess<>(
        new LineShape(null, Quoting.none, ends.size(), ends),
        count >= sample.lines().size() * ALL ? Certainty.sure : Certainty.likely,
        Saying.of("infer.bytes", count, sample.lines().size(), usual));
  }
}
