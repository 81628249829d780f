package jp.totsugo.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import jp.totsugo.comparison.ComparedRun;
import jp.totsugo.comparison.ComparedRun.UnusableException;
import jp.totsugo.page.Insurers.Insurer;
import jp.totsugo.page.result.RunResults;

/**
 * All pages of a run, made of its results alone: {@code index.html} for the ministry, {@code
 * insurers/<insurer>.html} for every insurer, {@code steward.html} for the data steward, and each
 * page in English beside it, as {@code index.en.html}.
 */
public final class Pages {
  /** The page to begin with, without its ending. */
  public static final String FIRST = "index";

  private Pages() {}

  /**
   * Writes them.
   *
   * @param run the results
   * @param folder an existing one
   * @throws UnusableException if a file of them is not what the run wrote
   */
  public static void write(ComparedRun run, Path folder) throws UnusableException, IOException {
    RunResults results = RunResults.of(run);
    PageWriter writer = new PageWriter(folder);
    MinistryPage ministry = new MinistryPage(results);
    writer.write("ministry.jte", FIRST, ministry);
    for (InsurerList list : ministry.lists()) {
      writer.write("insurerlist.jte", list.file(), list);
    }
    writer.write("steward.jte", "steward", new StewardPage(results));
    writeInsurers(results, ministry.insurers(), folder, writer);
  }

  private static void writeInsurers(
      RunResults results, Insurers insurers, Path folder, PageWriter writer)
      throws UnusableException, IOException {
    Files.createDirectories(folder.resolve("insurers"));
    InsurerFacts facts = new InsurerFacts(results, insurers);
    SortedSet<String> numbers = new TreeSet<>(insurers.all().keySet());
    numbers.addAll(results.current().insurers().keySet());
    try {
      numbers.parallelStream()
          .forEach(
              number -> {
                Insurer insurer = insurers.of(number);
                try {
                  writer.write(
                      "insurerpage.jte", insurer.page(), new InsurerPage(results, insurer, facts));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw new IOException("the pages of insurers cannot be written", e);
    }
  }
}
