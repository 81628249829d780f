package jp.totsugo.cli.report;

import java.util.ArrayList;
import java.util.List;
import jp.totsugo.job.RunResult.Incomplete;
import jp.totsugo.job.RunResult.Kind;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.words.Words;

/** Says which uploads are hardly all of what their insurers meant to send. */
public final class IncompleteUploads {
  private static final int MOST = 3;

  private final List<Incomplete> uploads;
  private final Words words;

  public IncompleteUploads(List<Incomplete> uploads, Words words) {
    this.uploads = uploads;
    this.words = words;
  }

  /** One for each of the first uploads of a kind, and one for the rest of it. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      List<Incomplete> some = uploads.stream().filter(upload -> upload.kind() == kind).toList();
      some.stream().limit(MOST).map(this::sentence).forEach(sentences::add);
      if (some.size() > MOST) {
        sentences.add(words.count("incomplete.more." + kind, some.size() - MOST));
      }
    }
    return sentences;
  }

  private String sentence(Incomplete upload) {
    String key = "incomplete." + upload.kind();
    return upload.insurer() == InsurerNumber.UNKNOWN
        ? words.text(key + ".unknown", upload.file())
        : words.text(key, InsurerNumber.text(upload.insurer()), upload.file());
  }
}
