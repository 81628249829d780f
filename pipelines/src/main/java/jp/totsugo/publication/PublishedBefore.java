package jp.totsugo.publication;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.totsugo.rule.Category;
import jp.totsugo.schema.PublishedInsurer;
import jp.totsugo.schema.PublishedMonth;
import jp.totsugo.schema.PublishedNation;
import jp.totsugo.schema.PublishedPrefecture;
import jp.totsugo.schema.PublishedType;
import jp.totsugo.storage.ShownName;
import jp.totsugo.table.JsonFile;
import jp.totsugo.table.ParquetRows;
import org.apache.avro.specific.SpecificRecord;

/** What readers know from the tables that were published before. */
final class PublishedBefore {
  static final String NATION = "nation";

  /** Before the number of a prefecture, which could be taken for another key. */
  static final String PREFECTURE = "prefecture ";

  private static final LinkedFigures.Bounds NOTHING_KNOWN =
      new LinkedFigures.Bounds(0, LinkedFigures.UNLIMITED);

  /** A folder that holds no such tables, or damaged ones. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String folder;
    private final String file;

    UnusableException(Path folder, String file) {
      super(ShownName.of(folder) + ": " + file);
      this.folder = ShownName.of(folder);
      this.file = file;
    }

    String folder() {
      return folder;
    }

    /** That is missing or not as it was written. */
    String file() {
      return file;
    }
  }

  private final Map<String, String> runs = new TreeMap<>();
  private final Map<String, Map<Measure, Map<String, LinkedFigures.Bounds>>> known =
      new HashMap<>();

  /** Reads folders that this program has written. */
  static PublishedBefore read(List<Path> folders) throws IOException, UnusableException {
    PublishedBefore before = new PublishedBefore();
    for (Path folder : folders) {
      before.add(folder);
    }
    return before;
  }

  /** The run whose figures of a day were published, or null. */
  String runOf(String asOf) {
    return runs.get(asOf);
  }

  /** What readers know of a figure. */
  LinkedFigures.Bounds bounds(String asOf, Measure measure, String key) {
    return known
        .getOrDefault(asOf, Map.of())
        .getOrDefault(measure, Map.of())
        .getOrDefault(key, NOTHING_KNOWN);
  }

  private void add(Path folder) throws IOException, UnusableException {
    Path manifest = folder.resolve(DataPackage.FILE);
    if (!Files.isRegularFile(manifest)) {
      throw new UnusableException(folder, DataPackage.FILE);
    }
    JsonNode resources = JsonFile.read(manifest).path("resources");
    Map<String, Long> bases = new HashMap<>();
    read(
        folder,
        resources,
        PublicationTables.MONTHS,
        PublishedMonth.class,
        row -> {
          runs.merge(row.getAsOf(), row.getRunId(), (a, b) -> a.equals(b) ? a : a + " and " + b);
          bases.put(row.getAsOf(), row.getBase());
        });
    read(
        folder,
        resources,
        PublicationTables.INSURERS,
        PublishedInsurer.class,
        row ->
            new Row(row.getAsOf(), row.getInsurer(), bases)
                .add(row.getCategory(), row.getCases(), row.getCasesSymbol())
                .addRecords(row.getRecords(), row.getRecordsSymbol()));
    read(
        folder,
        resources,
        PublicationTables.TYPES,
        PublishedType.class,
        row ->
            new Row(row.getAsOf(), row.getInsurerType(), bases)
                .add(row.getCategory(), row.getCases(), row.getCasesSymbol())
                .addRecords(row.getRecords(), row.getRecordsSymbol()));
    read(
        folder,
        resources,
        PublicationTables.PREFECTURES,
        PublishedPrefecture.class,
        row ->
            new Row(row.getAsOf(), PREFECTURE + row.getPrefecture(), bases)
                .add(row.getCategory(), row.getCases(), row.getCasesSymbol())
                .addRecords(row.getRecords(), row.getRecordsSymbol()));
    read(
        folder,
        resources,
        PublicationTables.NATION,
        PublishedNation.class,
        row ->
            new Row(row.getAsOf(), NATION, bases)
                .add(row.getCategory(), row.getCases(), row.getCasesSymbol())
                .addRecords(row.getRecords(), row.getRecordsSymbol()));
  }

  /** One row of a table. */
  private final class Row {
    private final String asOf;
    private final String key;
    private final long within;

    Row(String asOf, String key, Map<String, Long> bases) {
      this.asOf = asOf;
      this.key = key;
      within = Math.max(0, bases.getOrDefault(asOf, 0L) - 1);
    }

    Row add(String category, Long value, String symbol) {
      return add(Measure.of(Category.valueOf(category)), value, symbol);
    }

    void addRecords(Long value, String symbol) {
      add(Measure.RECORDS, value, symbol);
    }

    private Row add(Measure measure, Long value, String symbol) {
      if (value != null && !symbol.equals(Symbol.UNKNOWN)) {
        known
            .computeIfAbsent(asOf, k -> new HashMap<>())
            .computeIfAbsent(measure, k -> new HashMap<>())
            .merge(
                key,
                new LinkedFigures.Bounds(Math.max(0, value - within), value + within),
                (a, b) ->
                    new LinkedFigures.Bounds(
                        Math.max(a.least(), b.least()), Math.min(a.most(), b.most())));
      }
      return this;
    }
  }

  private interface Taker<T> {
    void take(T row);
  }

  private static <T extends SpecificRecord> void read(
      Path folder, JsonNode resources, String table, Class<T> type, Taker<T> taker)
      throws IOException, UnusableException {
    String name = table + ".parquet";
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file) || !isAsWritten(file, name, resources)) {
      throw new UnusableException(folder, name);
    }
    try (ParquetRows<T> rows = ParquetRows.open(file, type)) {
      for (T row = rows.next(); row != null; row = rows.next()) {
        taker.take(row);
      }
    }
  }

  private static boolean isAsWritten(Path file, String name, JsonNode resources)
      throws IOException {
    String sum = DataPackage.HASH + MoreFiles.asByteSource(file).hash(Hashing.sha256());
    for (JsonNode resource : resources) {
      if (resource.path("path").asText().equals(name)) {
        return resource.path("hash").asText().equals(sum);
      }
    }
    return false;
  }
}
