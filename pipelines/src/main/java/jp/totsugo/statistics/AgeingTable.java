package jp.totsugo.statistics;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.totsugo.block.ClosedBecause;
import jp.totsugo.block.Status;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.rule.Category;
import jp.totsugo.schema.InsurerAgeing;
import jp.totsugo.schema.Issue;
import jp.totsugo.table.CsvWriter;
import jp.totsugo.table.ParquetTable;

/**
 * {@code ageing.csv} and {@code .parquet}: how long the issues of an insurer and category stay
 * open, and what became of answers. All issues of the history pass by once; what is kept of them
 * are counts.
 */
public final class AgeingTable {
  private static final int[] AGES = {30, 90, 180, 365, Integer.MAX_VALUE};
  static final int DECIMALS = 4;
  private static final String CORRECTED = "CORRECTED";

  private final String asOf;
  private final Map<String, Map<Category, Counts>> insurers = new TreeMap<>();

  private final Map<Category, Counts> nation;

  /** Dates as days: there are few, and many issues. */
  private final Map<String, Long> days = new HashMap<>();

  /** The insurer of the last issue: those of one follow each other. */
  private Map<Category, Counts> last;

  private String lastInsurer = "";

  private static final class Counts {
    private final long[] openByAge = new long[AGES.length];

    /** Corrected issues by the days that it took. */
    private final TreeMap<Long, Long> corrected = new TreeMap<>();

    private long closed;
    private long reopened;
    private long answered;
    private long confirmed;
  }

  /**
   * @param asOf of the run, YYYY-MM-DD
   * @param insurers that have a row for each category, also without an issue
   */
  public AgeingTable(String asOf, Iterable<Integer> insurers) {
    this.asOf = asOf;
    nation = of(RateHistory.NATION);
    insurers.forEach(insurer -> of(InsurerNumber.text(insurer)));
  }

  private Map<Category, Counts> of(String insurer) {
    return insurers.computeIfAbsent(
        insurer,
        k -> {
          Map<Category, Counts> categories = new EnumMap<>(Category.class);
          for (Category category : Category.values()) {
            categories.put(category, new Counts());
          }
          return categories;
        });
  }

  /** Counts an issue of the history. */
  public void add(Issue issue) {
    if (!issue.getInsurer().equals(lastInsurer)) {
      lastInsurer = issue.getInsurer();
      last = of(lastInsurer);
    }
    Category category = Category.valueOf(issue.getCategory());
    Status status = Status.valueOf(issue.getStatus());
    add(issue, status, last.get(category));
    add(issue, status, nation.get(category));
  }

  private void add(Issue issue, Status status, Counts counts) {
    boolean isUntraceable = issue.getClosedBecause().equals(ClosedBecause.UNTRACEABLE.name());
    boolean isCorrected = issue.getClosedBecause().equals(ClosedBecause.CORRECTED.name());
    if (status != Status.CLOSED && status != Status.CLEARED) {
      counts.openByAge[age(days(issue.getFirstSeen(), asOf))]++;
    }
    if (isCorrected) {
      counts.corrected.merge(days(issue.getFirstSeen(), issue.getClosedOn()), 1L, Long::sum);
    }
    // What cannot be found again can neither be reopened.
    if (status == Status.CLOSED && !isUntraceable || issue.getReopened() > 0) {
      counts.closed++;
    }
    if (issue.getReopened() > 0) {
      counts.reopened++;
    }
    if (issue.getAnswer().equals(CORRECTED) && (isCorrected || isFoundAfterAnswer(issue, status))) {
      counts.answered++;
      counts.confirmed += isCorrected ? 1 : 0;
    }
  }

  /** What was found before it was answered says nothing of the answer. */
  private static boolean isFoundAfterAnswer(Issue issue, Status status) {
    return status != Status.CLOSED
        && status != Status.UNOBSERVED
        && issue.getLastSeen().compareTo(issue.getAnsweredOn()) >= 0;
  }

  private static int age(long days) {
    int age = 0;
    while (days > AGES[age]) {
      age++;
    }
    return age;
  }

  private long days(String from, String to) {
    return day(to) - day(from);
  }

  private long day(String date) {
    return days.computeIfAbsent(date, text -> LocalDate.parse(text).toEpochDay());
  }

  /** All rows, by the text of the insurer and category. */
  public List<InsurerAgeing> rows() {
    List<InsurerAgeing> rows = new ArrayList<>();
    insurers.forEach(
        (insurer, categories) ->
            categories.forEach((category, counts) -> rows.add(row(insurer, category, counts))));
    return rows;
  }

  private static InsurerAgeing row(String insurer, Category category, Counts counts) {
    long open = 0;
    for (long some : counts.openByAge) {
      open += some;
    }
    long corrected = counts.corrected.values().stream().mapToLong(Long::longValue).sum();
    return new InsurerAgeing(
        insurer,
        category.name(),
        open,
        counts.openByAge[0],
        counts.openByAge[1],
        counts.openByAge[2],
        counts.openByAge[3],
        counts.openByAge[4],
        corrected,
        median(counts.corrected, corrected),
        counts.closed,
        counts.reopened,
        share(counts.reopened, counts.closed),
        counts.answered,
        counts.confirmed,
        share(counts.confirmed, counts.answered));
  }

  /** The middle one, or what is between the two in the middle; null of none. */
  private static Double median(TreeMap<Long, Long> counts, long all) {
    return all == 0 ? null : (at(counts, (all - 1) / 2) + at(counts, all / 2)) / 2.0;
  }

  private static long at(TreeMap<Long, Long> counts, long place) {
    long before = 0;
    for (Map.Entry<Long, Long> entry : counts.entrySet()) {
      before += entry.getValue();
      if (place < before) {
        return entry.getKey();
      }
    }
    throw new IllegalArgumentException("there are only " + before);
  }

  /** Rounded; null of nothing. */
  static Double share(long part, long whole) {
    return whole == 0
        ? null
        : BigDecimal.valueOf(part)
            .divide(BigDecimal.valueOf(whole), DECIMALS, RoundingMode.HALF_UP)
            .doubleValue();
  }

  /** With so many decimals; empty for null. */
  static String text(Double number, int decimals) {
    return number == null
        ? ""
        : BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }

  public static void write(List<InsurerAgeing> rows, Path folder) throws IOException {
    try (CsvWriter csv =
        new CsvWriter(
            folder.resolve("ageing.csv"), ParquetTable.columns(InsurerAgeing.getClassSchema()))) {
      for (InsurerAgeing row : rows) {
        csv.cell(row.getInsurer())
            .cell(row.getCategory())
            .cell(row.getOpen())
            .cell(row.getOpen30())
            .cell(row.getOpen90())
            .cell(row.getOpen180())
            .cell(row.getOpen365())
            .cell(row.getOpenOlder())
            .cell(row.getCorrected())
            .cell(text(row.getMedianDaysToCorrection(), 1))
            .cell(row.getClosed())
            .cell(row.getReopened())
            .cell(text(row.getShareReopened(), DECIMALS))
            .cell(row.getAnsweredCorrected())
            .cell(row.getConfirmedCorrected())
            .cell(text(row.getShareConfirmed(), DECIMALS))
            .endRow();
      }
    }
    ParquetTable.write(rows, InsurerAgeing.getClassSchema(), folder.resolve("ageing.parquet"));
  }
}
