package jp.totsugo.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jp.totsugo.block.QueueFile;
import jp.totsugo.block.Tally;
import jp.totsugo.block.WorkFolder;
import jp.totsugo.block.WrittenQueue;
import jp.totsugo.cli.OutputTree;
import jp.totsugo.rule.Rule;
import jp.totsugo.words.Saying;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of what stands in the work folder only that is published which a worker told of, as it told. */
class TakenQueuesTest {
  private static final int INSURER = 6132013;
  private static final String CSV = "a,b\r\n1,2\r\n";

  @TempDir Path folder;
  private final Tally tally = new Tally();
  private WorkFolder work;
  private Path outputs;

  @BeforeEach
  void makeFolders() throws IOException {
    work = WorkFolder.create(folder.resolve("work"), "run");
    outputs = Files.createDirectory(folder.resolve("outputs"));
    tally.addQueued(Rule.MY_NUMBER_CHECK_DIGIT, 1);
  }

  @Test
  void what_was_told_is_taken_with_its_sum() throws IOException {
    tell(write(1, CSV));
    TakenQueues taken = take();
    assertThat(sentences(taken), is(empty()));
    Path file = outputs.resolve("corrections/06132013/corrections.csv");
    assertThat(Files.readString(file), is(CSV));
    assertThat(taken.sha256(file), is(Hashing.sha256().hashString(CSV, UTF_8).toString()));
    assertThat(List.of(taken.told(), taken.readBack()), contains(1L, 1L));
  }

  @Test
  void what_an_attempt_left_that_the_engine_gave_up_stays_behind() throws IOException {
    write(2, "half a row");
    tell(write(1, CSV));
    write(3, "half a");
    assertThat(sentences(take()), is(empty()));
    assertThat(
        OutputTree.files(outputs),
        contains(outputs.resolve("corrections/06132013/corrections.csv")));
  }

  @Test
  void a_queue_that_comes_twice_is_refused() throws IOException {
    tell(write(1, CSV));
    tell(write(2, CSV));
    assertThat(sentences(take()), contains("06132013: its queue was written 2 times"));
  }

  @Test
  void a_file_that_is_not_as_it_was_written_is_refused() throws IOException {
    tell(write(1, CSV));
    Files.writeString(work.queue(INSURER, 1).resolve("corrections.csv"), CSV.replace('1', '3'));
    assertThat(
        sentences(take()),
        contains("06132013: corrections.csv of its queue is not as its worker wrote it"));
  }

  @Test
  void a_file_that_nobody_told_of_is_refused() throws IOException {
    tell(write(1, CSV));
    Files.writeString(work.queue(INSURER, 1).resolve("more"), "");
    assertThat(
        sentences(take()), contains("06132013: its queue has other files than its worker wrote"));
  }

  @Test
  void a_queue_that_is_not_there_is_refused() throws IOException {
    tell(new WrittenQueue(7, List.of(new QueueFile("corrections.csv", 1, 10, 0))));
    assertThat(
        sentences(take()), contains("06132013: its queue has other files than its worker wrote"));
  }

  @Test
  void other_rows_than_were_counted_are_refused() throws IOException {
    tally.addQueued(Rule.MY_NUMBER_CHECK_DIGIT, 1);
    tell(write(1, CSV));
    assertThat(sentences(take()), contains("rows in the files of the queues: 1 instead of 2"));
  }

  private WrittenQueue write(long number, String csv) throws IOException {
    Path queue = Files.createDirectory(work.queue(INSURER, number));
    Files.writeString(queue.resolve("corrections.csv"), csv);
    byte[] bytes = csv.getBytes(UTF_8);
    long sum = Integer.toUnsignedLong(Hashing.crc32c().hashBytes(bytes).asInt());
    return new WrittenQueue(
        number, List.of(new QueueFile("corrections.csv", 1, bytes.length, sum)));
  }

  private void tell(WrittenQueue queue) {
    tally.addQueue(INSURER, queue);
  }

  private TakenQueues take() throws IOException {
    return TakenQueues.take(Tally.read(tally.write()), work, outputs);
  }

  private static List<String> sentences(TakenQueues taken) {
    return taken.differences().stream().map(Saying::toString).toList();
  }
}
