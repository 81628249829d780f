package jp.totsugo.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jp.totsugo.comparison.ComparedRun;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages of as many insurers as there can be, and of three years, are small enough to be opened: all
 * that are about the nation, and the longest of those of insurers.
 */
class PagesAtScaleTest {
  private static final long MOST_BYTES = 1_500_000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {3_457, 10_000})
  void no_page_is_over_a_megabyte_and_a_half(int insurers)
      throws IOException, ComparedRun.UnusableException {
    LargeResults large = new LargeResults(folder.resolve("results"), insurers, 36);
    ComparedRun results = ComparedRun.open(large.write());
    Path folderOfPages = Files.createDirectory(folder.resolve("pages"));
    Pages pages = Pages.of(results, folderOfPages);

    pages.writeNation();
    pages.writeInsurers(large.longest());

    List<String> tooLarge = new ArrayList<>();
    int count = 0;
    try (Stream<Path> all = Files.walk(folderOfPages)) {
      for (Path page : all.filter(Files::isRegularFile).toList()) {
        count++;
        if (Files.size(page) > MOST_BYTES) {
          tooLarge.add(folderOfPages.relativize(page) + " " + Files.size(page));
        }
      }
    }
    assertThat(tooLarge, is(empty()));
    assertThat(count, is(greaterThan(2 * large.longest().size())));
  }
}
