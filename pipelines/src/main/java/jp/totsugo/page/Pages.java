package jp.totsugo.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import jp.totsugo.comparison.ComparedRun;
import jp.totsugo.comparison.ComparedRun.UnusableException;
import jp.totsugo.page.Insurers.Insurer;
import jp.totsugo.page.result.IssueAnswers;
import jp.totsugo.page.result.RunResults;

/**
 * All pages of a run, made of its results alone: {@code index.html} for the ministry, {@code
 * insurers/<insurer>.html} for every insurer, {@code steward.html} for the data steward, and each
 * page in English beside it, as {@code index.en.html}.
 */
public final class Pages {
  /** The page to begin with, without its ending. */
  public static final String FIRST = "index";

  private final RunResults results;
  private final IssueAnswers answers;
  private final MinistryPage ministry;
  private final Path folder;
  private final PageWriter writer;

  private Pages(RunResults results, IssueAnswers answers, Path folder) {
    this.results = results;
    this.answers = answers;
    this.folder = folder;
    ministry = new MinistryPage(results);
    writer = new PageWriter(folder);
  }

  /**
   * Writes them.
   *
   * @param run the results
   * @param folder an existing one
   * @throws UnusableException if a file of them is not what the run wrote
   */
  public static void write(ComparedRun run, Path folder) throws UnusableException, IOException {
    Pages pages = of(run, folder);
    pages.writeNation();
    pages.writeInsurers(pages.insurers());
  }

  /** Those of a run, not written yet. */
  static Pages of(ComparedRun run, Path folder) throws UnusableException, IOException {
    RunResults results = RunResults.of(run);
    return new Pages(results, IssueAnswers.of(results), folder);
  }

  /** The numbers of all insurers that have a page. */
  private SortedSet<String> insurers() {
    SortedSet<String> numbers = new TreeSet<>(ministry.insurers().all().keySet());
    numbers.addAll(results.current().insurers().keySet());
    return numbers;
  }

  /** Writes all pages but those of insurers. */
  void writeNation() throws UnusableException, IOException {
    writer.write("ministry.jte", FIRST, ministry);
    for (InsurerList list : ministry.lists()) {
      writer.write("insurerlist.jte", list.file(), list);
    }
    writer.write("steward.jte", "steward", new StewardPage(results, answers));
  }

  /** Writes the pages of these insurers. */
  void writeInsurers(Collection<String> numbers) throws UnusableException, IOException {
    Files.createDirectories(folder.resolve("insurers"));
    InsurerFacts facts = new InsurerFacts(results, ministry.insurers(), answers);
    try {
      numbers.parallelStream()
          .forEach(
              number -> {
                Insurer insurer = ministry.insurers().of(number);
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
