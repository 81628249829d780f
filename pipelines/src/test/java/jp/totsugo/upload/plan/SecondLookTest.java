package jp.totsugo.upload.plan;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.totsugo.cli.OutputTree;
import jp.totsugo.cli.Sample;
import jp.totsugo.record.Column;
import jp.totsugo.upload.container.ContainerRecords;
import jp.totsugo.upload.file.UploadFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Records of container files are found again, in all codecs and encodings of other programs. */
class SecondLookTest {
  @TempDir static Path folder;

  @TestFactory
  Stream<DynamicTest> a_record_looked_up_is_the_one_that_was_read() throws IOException {
    return OutputTree.files(Sample.ofOtherPrograms(folder).resolve("uploads")).stream()
        .filter(path -> path.toString().matches(".*\\.(avro|parquet)"))
        .map(
            path ->
                DynamicTest.dynamicTest(
                    path.getFileName().toString(), () -> lookUpEverywhere(path)));
  }

  private static void lookUpEverywhere(Path path) throws Exception {
    UploadFile file = ContainerRecords.open(path);
    lookUpEverywhere(file, EnumSet.allOf(Column.class));
    lookUpEverywhere(file, EnumSet.of(Column.MY_NUMBER, Column.QUALIFICATION));
  }

  private static void lookUpEverywhere(UploadFile file, Set<Column> columns) throws Exception {
    List<String> read = ContainerRecords.read(file, columns);
    assertThat(read.size(), is(60));
    Random random = new Random(1);
    for (int step = 1; step <= read.size(); step++) {
      List<Integer> forward = new ArrayList<>();
      for (int position = random.nextInt(step); position < read.size(); position += step) {
        forward.add(position);
      }
      look(file, forward, columns, read);
    }
    List<Integer> anyOrder = new ArrayList<>(IntStream.range(0, read.size()).boxed().toList());
    Collections.shuffle(anyOrder, random);
    look(file, anyOrder, columns, read);
  }

  private static void look(
      UploadFile file, List<Integer> positions, Set<Column> columns, List<String> read)
      throws IOException {
    assertThat(
        ContainerRecords.find(file, positions, columns),
        is(positions.stream().map(read::get).toList()));
  }
}
