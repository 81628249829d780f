package jp.totsugo.statistics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jp.totsugo.block.InsurerCounts;
import jp.totsugo.block.Tally;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.InsurerType;
import jp.totsugo.record.Prefecture;
import jp.totsugo.rule.State;
import jp.totsugo.schema.InsurerStatistics;
import jp.totsugo.table.CsvWriter;
import jp.totsugo.table.ParquetTable;

/** {@code insurers.csv} and {@code .parquet}: one row an insurer. */
final class InsurerTable {
  private InsurerTable() {}

  static List<InsurerStatistics> rows(Tally tally) {
    return tally.insurers().entrySet().stream().map(InsurerTable::row).toList();
  }

  private static InsurerStatistics row(Map.Entry<Integer, InsurerCounts> entry) {
    int insurer = entry.getKey();
    InsurerCounts counts = entry.getValue();
    return new InsurerStatistics(
        InsurerNumber.text(insurer),
        InsurerType.of(insurer).name(),
        prefecture(insurer),
        (long) counts.files(),
        counts.records(),
        counts.registered(),
        counts.unreadable(),
        counts.state(State.UNREGISTRABLE),
        counts.state(State.WRONG_MY_NUMBER),
        counts.state(State.MISSING_CARD),
        counts.state(State.MALFORMED_NUMBER),
        counts.state(State.RECORD_DEFECT),
        counts.state(State.REVIEW),
        counts.state(State.CLEAN));
  }

  /** Two digits, or empty for an unknown insurer. */
  static String prefecture(int insurer) {
    return insurer == InsurerNumber.UNKNOWN
        ? ""
        : Prefecture.code(InsurerNumber.prefecture(insurer));
  }

  static void write(List<InsurerStatistics> rows, Path folder) throws IOException {
    try (CsvWriter csv =
        new CsvWriter(
            folder.resolve("insurers.csv"),
            ParquetTable.columns(InsurerStatistics.getClassSchema()))) {
      for (InsurerStatistics row : rows) {
        csv.cell(row.getInsurer())
            .cell(row.getInsurerType())
            .cell(row.getPrefecture())
            .cell(row.getFiles())
            .cell(row.getRecords())
            .cell(row.getRegistered())
            .cell(row.getUnreadable())
            .cell(row.getUnregistrable())
            .cell(row.getWrongMyNumber())
            .cell(row.getMissingCard())
            .cell(row.getMalformedNumber())
            .cell(row.getRecordDefect())
            .cell(row.getReview())
            .cell(row.getClean())
            .endRow();
      }
    }
    ParquetTable.write(
        rows, InsurerStatistics.getClassSchema(), folder.resolve("insurers.parquet"));
  }
}
