package jp.totsugo.comparison;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jp.totsugo.block.IssueId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedIdTest {
  private static byte[] ascii(String id) {
    return id.getBytes(StandardCharsets.US_ASCII);
  }

  private static String packedAndBack(String id) {
    byte[] bytes = ascii(id);
    return PackedId.text(
        PackedId.high(bytes, bytes.length), PackedId.low(bytes, bytes.length) | 0xABCD);
  }

  private static List<String> ids(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] hash = Hashing.murmur3_128().hashInt(i).asBytes();
      ids.add(new String(IssueId.text(hash), StandardCharsets.US_ASCII));
    }
    return ids;
  }

  @Test
  void an_id_is_the_same_after_packing() {
    for (String id : ids(10_000)) {
      assertThat(packedAndBack(id), is(id));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"f2222222222222222", "fzzzzzzzzzzzzzzzz-2", "f2a7z2a7z2a7z2a7z-268435455"})
  void the_number_among_equal_ids_is_part_of_it(String id) {
    assertThat(packedAndBack(id), is(id));
  }

  @Test
  void rows_come_in_the_order_of_their_ids() {
    List<String> ids = ids(10_000);
    ids.addAll(List.of(ids.get(7) + "-2", ids.get(7) + "-3", ids.get(9) + "-2"));
    IssueRows rows = new IssueRows();
    for (String id : ids) {
      rows.add(PackedId.high(ascii(id), id.length()), PackedId.low(ascii(id), id.length()), 0xFFFF);
    }

    rows.sort();

    List<String> sorted = new ArrayList<>();
    for (int i = 0; i < rows.count(); i++) {
      assertThat(rows.trait(i), is(0xFFFF));
      sorted.add(PackedId.text(rows.high(i), rows.low(i)));
    }
    assertThat(sorted, is(ids.stream().sorted().toList()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "f",
        "f222222222222222",
        "g2222222222222222",
        "f2222222222222221",
        "f222222222222222A",
        "f22222222222あ22222",
        "f2222222222222222-",
        "f2222222222222222-x",
        "f2222222222222222x2",
        "f2222222222222222-268435456"
      })
  void nothing_else_is_taken_for_an_id(String text) {
    byte[] id = text.getBytes(StandardCharsets.UTF_8);

    assertThrows(
        IllegalArgumentException.class,
        () -> PackedId.text(PackedId.high(id, id.length), PackedId.low(id, id.length)));
  }
}
