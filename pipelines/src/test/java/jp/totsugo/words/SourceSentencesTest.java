package jp.totsugo.words;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people read stands in the files of words, and not in the sources. */
class SourceSentencesTest {
  private static final Path SOURCES = Path.of("src/main/java/jp/totsugo");

  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

  /** Two words of Latin letters in a row, as hardly any code has. */
  private static final Pattern SENTENCE = Pattern.compile("[A-Za-z]{2,},? [a-z]{2,}");

  /** Japanese beside the code that it is for. */
  private static final Pattern JAPANESE = Pattern.compile("[ぁ-ん]{2,}");

  /** What nobody sees: mistakes of the program, of which only the kind is shown, and threads. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "new (?:Illegal(?:State|Argument)|NoSuchElement|InvalidPath|UncheckedIO|IO|EOF|InterruptedIO|FileSystem|GeneralSecurity)Exception\\(|new"
              + " Thread\\(|TupleTag<|regularFile");

  /**
   * Messages of systems that are understood here, marks and XML of files, tables of the runbooks,
   * reasons in {@code run.json}, and names of types and columns that have both languages beside
   * each other.
   */
  private static final Set<String> OTHERS =
      Set.of(
          "storage/DiskFull.java",
          "queue/AvroQueue.java",
          "record/InsurerType.java",
          "record/Prefecture.java",
          "history/answer/AnswerKind.java",
          "statistics/signal/SignalSettings.java",
          "job/Failures.java",
          "upload/infer/LayoutInference.java",
          "upload/plan/UploadFinder.java",
          "person/DecisionTable.java",
          "block/FilesLostException.java",
          "upload/file/TooManyOpenFilesException.java",
          "number/register/UnfitRegisterException.java",
          "number/earlier/UnfitEarlierException.java",
          "job/NotEnoughSpaceException.java",
          "evaluation/OtherRunException.java",
          "evaluation/LifeEvaluation.java");

  /** Rooms of pages, tables and receipts, which have texts of their own in both languages. */
  private static final Pattern OWN_TEXTS =
      Pattern.compile("(?:page|publication|pack|statistics/workbook)/.*");

  @Test
  void no_sentence_stands_in_the_sources() throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> walk = Files.walk(SOURCES)) {
      for (Path source : walk.filter(path -> path.toString().endsWith(".java")).toList()) {
        String name = SOURCES.relativize(source).toString().replace('\\', '/');
        if (!OTHERS.contains(name) && !OWN_TEXTS.matcher(name).matches()) {
          collect(name, COMMENT.matcher(Files.readString(source)).replaceAll(""), found);
        }
      }
    }
    assertThat(found, is(empty()));
  }

  private static void collect(String name, String code, Set<String> found) {
    Matcher literal = LITERAL.matcher(code);
    while (literal.find()) {
      String text = literal.group(1);
      boolean isSentence = SENTENCE.matcher(text).find() || JAPANESE.matcher(text).find();
      String before = code.substring(beginOfStatement(code, literal.start()), literal.start());
      if (isSentence && !UNSEEN.matcher(before).find()) {
        found.add(name + ": " + text);
      }
    }
  }

  private static int beginOfStatement(String code, int at) {
    return Math.max(code.lastIndexOf(';', at), Math.max(code.lastIndexOf('{', at), 0));
  }
}
