package jp.totsugo.upload.container;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.google.common.primitives.ImmutableLongArray;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BlockIndexTest {
  /** Groups at 10, 50, 120 and 330 with 5, 0, 7 and 9 records. */
  private final BlockIndex index =
      new BlockIndex(
          ImmutableLongArray.of(10, 50, 120, 330), ImmutableLongArray.of(0, 5, 5, 12), 21, 400);

  @Test
  void a_record_is_in_the_group_that_has_it_and_not_in_an_empty_one() {
    assertThat(
        LongStream.of(0, 4, 5, 11, 12, 20).mapToInt(index::groupOf).boxed().toList(),
        is(List.of(0, 0, 2, 2, 3, 3)));
  }

  @Test
  void a_slice_owns_the_groups_that_begin_in_it() {
    assertThat(
        LongStream.of(0, 10, 11, 100, 331).mapToInt(index::groupFrom).boxed().toList(),
        is(List.of(0, 0, 1, 2, 4)));
  }

  @Test
  void the_most_records_of_a_slice_are_those_of_all_groups_that_begin_in_it() {
    assertThat(index.mostRecordsOfSlice(100), is(9L));
    assertThat(index.mostRecordsOfSlice(200), is(12L));
    assertThat(index.mostRecordsOfSlice(1000), is(21L));
  }
}
