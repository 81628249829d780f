package jp.totsugo.page;

import java.io.IOException;
import java.nio.file.Path;
import jp.totsugo.comparison.ComparedRun.UnusableException;
import jp.totsugo.page.result.RunResults;

/**
 * All pages of a run, made of its results alone: {@code index.html} for the ministry, and each page
 * in English beside it, as {@code index.en.html}.
 */
public final class Pages {
  /** The page to begin with, without its ending. */
  public static final String FIRST = "index";

  private Pages() {}

  /**
   * Writes them.
   *
   * @param run the folder of the results
   * @param folder an existing one
   * @throws UnusableException if these are no results of a run, or damaged ones
   */
  public static void write(Path run, Path folder) throws UnusableException, IOException {
    RunResults results = RunResults.open(run);
    PageWriter writer = new PageWriter(folder);
    MinistryPage ministry = new MinistryPage(results);
    writer.write("ministry.jte", FIRST, ministry);
    for (InsurerList list : ministry.lists()) {
      writer.write("insurerlist.jte", list.file(), list);
    }
  }
}
