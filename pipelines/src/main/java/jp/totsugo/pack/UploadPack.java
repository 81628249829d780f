package jp.totsugo.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import jp.totsugo.comparison.ComparedRun;
import jp.totsugo.pack.Outcomes.OfInsurer;
import jp.totsugo.pack.lock.Lock;
import jp.totsugo.rule.Category;
import jp.totsugo.table.CsvRows;
import jp.totsugo.words.Language;

/**
 * One pack of all that was found in one upload, as its clerk has one: also where the upload has
 * records of several insurers.
 */
public final class UploadPack {
  private static final String INSURERS = "statistics/insurers.csv";
  private static final String SEVERAL = "unknown";

  private UploadPack() {}

  /**
   * Writes it.
   *
   * @param run the results of checking the upload alone
   * @param kept whether the results stay, so that answers can be received with them
   * @param folder empty
   * @return the workbooks in their order
   */
  public static List<Path> write(ComparedRun run, boolean kept, Language language, Path folder)
      throws ComparedRun.UnusableException, PackList.UnknownRuleException, IOException {
    PackResults results = new PackResults(run);
    List<QueueRows> queues = new ArrayList<>();
    Map<String, PackRow.Person> related = new HashMap<>();
    for (String insurer : results.withQueue()) {
      queues.add(results.queue(insurer));
      related.putAll(results.related(insurer));
    }
    PackList list =
        PackList.of(
            visitor -> {
              for (QueueRows queue : queues) {
                queue.forEach(visitor);
              }
            },
            related);
    List<CategoryCounts> counts =
        Arrays.stream(Category.values())
            .map(c -> new CategoryCounts(c, -1, list.count(c), list.count(c), -1))
            .toList();
    SortedSet<String> insurers = insurers(run);
    PackHead head =
        new PackHead(
            insurers.size() == 1 ? insurers.first() : SEVERAL,
            "",
            results.asOf(),
            results.runId(),
            null,
            kept && insurers.size() == 1);
    int workbooks =
        new PackWriter(folder, language).write(head, list, counts, OfInsurer.NOTHING, Lock.NONE);
    List<Path> written = new ArrayList<>();
    for (int part = 1; part <= workbooks; part++) {
      written.add(folder.resolve(PackWriter.name(head, part, Lock.NONE)));
    }
    return written;
  }

  private static SortedSet<String> insurers(ComparedRun run)
      throws ComparedRun.UnusableException, IOException {
    SortedSet<String> insurers = new TreeSet<>();
    CsvRows.forEach(run.file(INSURERS), row -> insurers.add(row.apply("insurer")));
    return insurers;
  }
}
