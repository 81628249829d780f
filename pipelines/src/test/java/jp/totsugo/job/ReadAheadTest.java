package jp.totsugo.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAheadTest {
  private static ReadAhead.Source<Integer> numbers(int count) {
    Iterator<Integer> numbers = IntStream.range(0, count).iterator();
    return () -> numbers.hasNext() ? numbers.next() : null;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 999, 1000, 1001, 25_000})
  void gives_all_rows_in_their_order_and_then_nothing(int count) throws IOException {
    List<Integer> read = new ArrayList<>();
    try (ReadAhead<Integer> rows = new ReadAhead<>(numbers(count))) {
      for (Integer row = rows.next(); row != null; row = rows.next()) {
        read.add(row);
      }
      assertThat(rows.next(), is(nullValue()));
    }
    assertThat(read, is(IntStream.range(0, count).boxed().toList()));
  }

  @Test
  void what_fails_in_its_thread_fails_here_behind_the_rows_before() throws IOException {
    IOException failure = new IOException("damaged");
    ReadAhead.Source<Integer> numbers = numbers(1500);
    ReadAhead.Source<Integer> failing =
        () -> {
          Integer next = numbers.next();
          if (next == null) {
            throw failure;
          }
          return next;
        };
    try (ReadAhead<Integer> rows = new ReadAhead<>(failing)) {
      for (int i = 0; i < 1500; i++) {
        assertThat(rows.next(), is(i));
      }
      assertThat(assertThrows(IOException.class, rows::next), is(sameInstance(failure)));
    }
  }

  @Test
  void who_takes_no_more_leaves_no_thread() throws IOException {
    try (ReadAhead<Integer> rows = new ReadAhead<>(numbers(1_000_000))) {
      assertThat(rows.next(), is(0));
    }
    assertThat(
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("read-ahead"))
            .count(),
        is(0L));
  }
}
