package jp.totsugo.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checked-in files that are what the program writes. With {@code -Dgolden=write} they are made anew
 * instead of compared; {@code git diff} then shows what changed. Tests of them have the tag {@link
 * #TAG}.
 */
final class Golden {
  static final String TAG = "golden";

  /** The output of the sample; binary tables as text, see {@link OutputTree#texts}. */
  static final Path SAMPLE = Path.of("..", "testdata/src/main/resources/golden/sample");

  static final Path RUNBOOKS = Path.of("..", "runbooks");

  private static final String HOW =
      " is old. Make it anew: mvn test -pl pipelines -am -Dgroups=golden -Dgolden=write; then read"
          + " git diff";

  private Golden() {}

  /** The files of the folder are these texts, by their paths in it. */
  static void assertFiles(Path folder, SortedMap<String, String> actual) throws IOException {
    if (isToBeWritten()) {
      MoreFiles.deleteDirectoryContents(folder);
      for (Map.Entry<String, String> file : actual.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    }
    SortedMap<String, String> expected = new TreeMap<>();
    for (Path file : OutputTree.files(folder)) {
      expected.put(folder.relativize(file).toString(), Files.readString(file));
    }
    assertThat(folder + HOW, actual.keySet(), is(expected.keySet()));
    for (String name : expected.keySet()) {
      assertThat(folder.resolve(name) + HOW, actual.get(name), is(expected.get(name)));
    }
  }

  /** The file has this text. */
  static void assertFile(Path file, String actual) throws IOException {
    if (isToBeWritten()) {
      Files.writeString(file, actual);
    }
    assertThat(file + HOW, actual, is(Files.readString(file)));
  }

  private static boolean isToBeWritten() {
    return "write".equals(System.getProperty("golden"));
  }
}
