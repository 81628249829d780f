package jp.totsugo.publication;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import jp.totsugo.record.InsurerType;
import jp.totsugo.rule.Category;
import jp.totsugo.schema.PublishedInsurer;
import jp.totsugo.schema.PublishedMonth;
import jp.totsugo.schema.PublishedNation;
import jp.totsugo.schema.PublishedPrefecture;
import jp.totsugo.schema.PublishedType;
import jp.totsugo.table.CsvWriter;
import jp.totsugo.table.ParquetTable;
import jp.totsugo.table.SideBySide;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * The tables as CSV and as Parquet, by month. A cell holds one value: figures are numbers or empty,
 * symbols stand in columns of their own.
 */
final class PublicationTables {
  static final String NATION = "nation";
  static final String TYPES = "types";
  static final String PREFECTURES = "prefectures";
  static final String INSURERS = "insurers";
  static final String MONTHS = "months";
  static final String AUDIT = "audit";

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private final Publication publication;

  private PublicationTables(Publication publication) {
    this.publication = publication;
  }

  static void write(Publication publication, Path folder) throws IOException {
    PublicationTables tables = new PublicationTables(publication);
    SideBySide.write(
        () -> tables.writeInsurers(folder),
        () -> tables.writeTypes(folder),
        () -> tables.writePrefectures(folder),
        () -> tables.writeNation(folder),
        () -> tables.writeMonths(folder),
        () -> tables.writeAudit(folder));
  }

  /** What a row shows of a place and category. */
  record Figure(
      Long cases,
      String casesSymbol,
      Long records,
      String recordsSymbol,
      Double perMillion,
      String perMillionSymbol) {

    static Figure of(SortedMap<Measure, ShownFigures> month, int place, Category category) {
      ShownFigures cases = month.get(Measure.of(category));
      ShownFigures records = month.get(Measure.RECORDS);
      Long count = shown(cases, place);
      Long of = shown(records, place);
      BigDecimal rate = rate(count, of);
      return new Figure(
          count,
          cases.symbols()[place],
          of,
          records.symbols()[place],
          rate == null ? null : rate.doubleValue(),
          rate == null
              ? rateSymbol(cases.symbols()[place], records.symbols()[place])
              : cases.symbols()[place]);
    }

    private static Long shown(ShownFigures figures, int place) {
      return figures.isShown(place) ? figures.values()[place] : null;
    }

    /** To three decimals; null where it cannot be told. */
    private static BigDecimal rate(Long cases, Long records) {
      return cases == null || records == null || records == 0
          ? null
          : BigDecimal.valueOf(cases)
              .multiply(MILLION)
              .divide(BigDecimal.valueOf(records), 3, RoundingMode.HALF_UP);
    }

    /** Why there is no rate. */
    private static String rateSymbol(String cases, String records) {
      return cases.equals(Symbol.UNKNOWN) || records.equals(Symbol.UNKNOWN)
          ? Symbol.UNKNOWN
          : cases.equals(Symbol.HIDDEN) || records.equals(Symbol.HIDDEN)
              ? Symbol.HIDDEN
              : Symbol.NOTHING;
    }
  }

  private interface Rows {
    void each(String asOf, SortedMap<Measure, ShownFigures> month, Category category)
        throws IOException;
  }

  private void forEach(Rows rows) throws IOException {
    for (int i = 0; i < publication.months().size(); i++) {
      for (Category category : Category.values()) {
        rows.each(publication.months().get(i).asOf(), publication.shown(i), category);
      }
    }
  }

  private void writeInsurers(Path folder) throws IOException {
    List<Insurer> insurers = publication.insurers();
    try (Table<PublishedInsurer> table =
        Table.open(PublishedInsurer.getClassSchema(), INSURERS, folder)) {
      forEach(
          (asOf, month, category) -> {
            for (int i = 0; i < insurers.size(); i++) {
              Insurer insurer = insurers.get(i);
              Figure figure = Figure.of(month, i, category);
              table
                  .parquet()
                  .write(
                      new PublishedInsurer(
                          asOf,
                          insurer.number(),
                          insurer.name(),
                          insurer.type().name(),
                          Insurer.prefectureCode(insurer.prefecture()),
                          category.name(),
                          figure.cases(),
                          figure.casesSymbol(),
                          figure.records(),
                          figure.recordsSymbol(),
                          figure.perMillion(),
                          figure.perMillionSymbol()));
              table
                  .csv()
                  .cell(asOf)
                  .cell(insurer.number())
                  .cell(insurer.name())
                  .cell(insurer.type().name())
                  .cell(Insurer.prefectureCode(insurer.prefecture()));
              table.end(category, figure);
            }
          });
    }
  }

  private void writeTypes(Path folder) throws IOException {
    try (Table<PublishedType> table = Table.open(PublishedType.getClassSchema(), TYPES, folder)) {
      forEach(
          (asOf, month, category) -> {
            for (InsurerType type : InsurerType.values()) {
              LinkedFigures places = month.get(Measure.RECORDS).exact();
              Figure figure = Figure.of(month, places.type(type.ordinal()), category);
              table
                  .parquet()
                  .write(
                      new PublishedType(
                          asOf,
                          type.name(),
                          category.name(),
                          figure.cases(),
                          figure.casesSymbol(),
                          figure.records(),
                          figure.recordsSymbol(),
                          figure.perMillion(),
                          figure.perMillionSymbol()));
              table.csv().cell(asOf).cell(type.name());
              table.end(category, figure);
            }
          });
    }
  }

  private void writePrefectures(Path folder) throws IOException {
    try (Table<PublishedPrefecture> table =
        Table.open(PublishedPrefecture.getClassSchema(), PREFECTURES, folder)) {
      forEach(
          (asOf, month, category) -> {
            for (int i = 1; i <= Insurer.PREFECTURES; i++) {
              int prefecture = i % Insurer.PREFECTURES;
              LinkedFigures places = month.get(Measure.RECORDS).exact();
              Figure figure = Figure.of(month, places.prefecture(prefecture), category);
              table
                  .parquet()
                  .write(
                      new PublishedPrefecture(
                          asOf,
                          Insurer.prefectureCode(prefecture),
                          category.name(),
                          figure.cases(),
                          figure.casesSymbol(),
                          figure.records(),
                          figure.recordsSymbol(),
                          figure.perMillion(),
                          figure.perMillionSymbol()));
              table.csv().cell(asOf).cell(Insurer.prefectureCode(prefecture));
              table.end(category, figure);
            }
          });
    }
  }

  private void writeNation(Path folder) throws IOException {
    try (Table<PublishedNation> table =
        Table.open(PublishedNation.getClassSchema(), NATION, folder)) {
      forEach(
          (asOf, month, category) -> {
            Figure figure = Figure.of(month, month.get(Measure.RECORDS).exact().nation(), category);
            table
                .parquet()
                .write(
                    new PublishedNation(
                        asOf,
                        category.name(),
                        figure.cases(),
                        figure.casesSymbol(),
                        figure.records(),
                        figure.recordsSymbol(),
                        figure.perMillion(),
                        figure.perMillionSymbol()));
            table.csv().cell(asOf);
            table.end(category, figure);
          });
    }
  }

  private void writeMonths(Path folder) throws IOException {
    PublicationSettings settings = publication.settings();
    try (Table<PublishedMonth> table =
        Table.open(PublishedMonth.getClassSchema(), MONTHS, folder)) {
      for (Month month : publication.months()) {
        table
            .parquet()
            .write(
                new PublishedMonth(
                    month.asOf(),
                    month.runId(),
                    settings.scheme().name(),
                    settings.small(),
                    settings.base()));
        table
            .csv()
            .cell(month.asOf())
            .cell(month.runId())
            .cell(settings.scheme().name())
            .cell(settings.small())
            .cell(settings.base())
            .endRow();
      }
    }
  }

  /** What anybody can compute of each figure that is not shown as it is. */
  private void writeAudit(Path folder) throws IOException {
    try (CsvWriter csv =
        new CsvWriter(
            folder.resolve(AUDIT + ".csv"), List.of("as_of", "figure", "of", "least", "most"))) {
      for (int i = 0; i < publication.months().size(); i++) {
        for (ShownFigures shown : publication.shown(i).values()) {
          for (int place = 0; place < shown.told().size(); place++) {
            if (!shown.told().isKnown(place)) {
              LinkedFigures.Bounds bounds = shown.told().bounds(place);
              csv.cell(publication.months().get(i).asOf())
                  .cell(shown.measure().name())
                  .cell(publication.key(shown, place))
                  .cell(bounds.least())
                  .cell(bounds.most() < LinkedFigures.UNLIMITED / 2 ? "" + bounds.most() : "")
                  .endRow();
            }
          }
        }
      }
    }
  }

  /** The same rows as CSV and as Parquet. */
  private record Table<T extends SpecificRecord>(CsvWriter csv, ParquetTable<T> parquet)
      implements AutoCloseable {
    static <T extends SpecificRecord> Table<T> open(Schema schema, String name, Path folder)
        throws IOException {
      return new Table<>(
          new CsvWriter(folder.resolve(name + ".csv"), ParquetTable.columns(schema)),
          ParquetTable.open(schema, folder.resolve(name + ".parquet")));
    }

    /** Ends a row of the CSV with what all tables have. */
    void end(Category category, Figure figure) throws IOException {
      csv.cell(category.name());
      cell(figure.cases());
      symbol(figure.casesSymbol());
      cell(figure.records());
      symbol(figure.recordsSymbol());
      BigDecimal rate = Figure.rate(figure.cases(), figure.records());
      csv.cell(rate == null ? "" : rate.toPlainString());
      symbol(figure.perMillionSymbol());
      csv.endRow();
    }

    private void cell(Long number) throws IOException {
      if (number == null) {
        csv.cell("");
      } else {
        csv.cell(number);
      }
    }

    /** A symbol is no formula. */
    private void symbol(String symbol) throws IOException {
      csv.cells(symbol.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
      try (csv) {
        parquet.close();
      }
    }
  }
}
