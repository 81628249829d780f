package jp.totsugo.statistics;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jp.totsugo.block.Observation;
import jp.totsugo.history.ExpectedInsurers;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.schema.InsurerCoverage;
import jp.totsugo.table.CsvWriter;
import jp.totsugo.table.ParquetTable;

/**
 * {@code coverage.csv} and {@code .parquet}: one row an insurer of this run, of the run before or
 * of the list of those expected.
 */
public final class CoverageTable {
  private final Observation observation;
  private final ExpectedInsurers expected;
  private final boolean hasPrevious;
  private final Set<Integer> sameFile;

  /** What there is to say of an insurer's uploads, in the order in which it stands there. */
  public enum Note {
    /** Nothing came, although it is expected or was there in the run before. */
    NO_UPLOAD,
    /** The list does not have it. */
    UNEXPECTED,
    /** It had no records in the run before. */
    FIRST_UPLOAD,
    /** It has fewer records than in the run before, by more than a share. */
    SHRANK,
    /** It has more records, by more than a share. */
    GREW,
    /** A file with records of it is byte for byte one of the run before. */
    SAME_FILE,
    /** A file that names it is rejected. */
    REJECTED,
    /** The last line of a file is unreadable and has no end. */
    CUT_OFF,
    /** A file has no records. */
    NO_RECORDS,
    /** A file has more unreadable lines than allowed. */
    UNREADABLE
  }

  /**
   * @param hasPrevious whether there is a run before
   * @param sameFile insurers with a file that is one of that run
   */
  public CoverageTable(
      Observation observation,
      ExpectedInsurers expected,
      boolean hasPrevious,
      Set<Integer> sameFile) {
    this.observation = observation;
    this.expected = expected;
    this.hasPrevious = hasPrevious;
    this.sameFile = sameFile;
  }

  /** All rows, by insurer. */
  public List<InsurerCoverage> rows() {
    Set<Integer> insurers = new TreeSet<>(observation.insurers());
    insurers.addAll(expected.names().keySet());
    if (observation.records(InsurerNumber.UNKNOWN) == 0) {
      insurers.remove(InsurerNumber.UNKNOWN);
    }
    return insurers.stream().map(this::row).toList();
  }

  private InsurerCoverage row(int insurer) {
    long records = observation.records(insurer);
    long before = observation.recordsBefore(insurer);
    BigDecimal change = change(records, before);
    return new InsurerCoverage(
        InsurerNumber.text(insurer),
        expected.name(insurer).name(),
        expected.isGiven() ? expected.has(insurer) : null,
        (long) observation.files(insurer),
        records,
        hasPrevious ? before : null,
        change == null ? null : change.doubleValue(),
        notes(insurer).stream().map(Note::name).collect(joining(";")));
  }

  private static BigDecimal change(long records, long before) {
    return before == 0
        ? null
        : BigDecimal.valueOf(100 * (records - before))
            .divide(BigDecimal.valueOf(before), 1, RoundingMode.HALF_UP);
  }

  private Set<Note> notes(int insurer) {
    EnumSet<Note> notes = EnumSet.noneOf(Note.class);
    for (Observation.Flaw flaw : observation.flaws(insurer)) {
      notes.add(Note.valueOf(flaw.name()));
    }
    if (sameFile.contains(insurer)) {
      notes.add(Note.SAME_FILE);
    }
    if (insurer == InsurerNumber.UNKNOWN) {
      return notes;
    }
    boolean came = observation.files(insurer) > 0;
    if (!came && !notes.contains(Note.REJECTED)) {
      notes.add(Note.NO_UPLOAD);
    } else if (expected.isGiven() && !expected.has(insurer)) {
      notes.add(Note.UNEXPECTED);
    }
    if (came && hasPrevious) {
      if (observation.recordsBefore(insurer) == 0) {
        notes.add(Note.FIRST_UPLOAD);
      } else if (observation.hasShrunk(insurer)) {
        notes.add(Note.SHRANK);
      } else if (observation.hasGrown(insurer)) {
        notes.add(Note.GREW);
      }
    }
    return notes;
  }

  static void write(List<InsurerCoverage> rows, Path folder) throws IOException {
    try (CsvWriter csv =
        new CsvWriter(
            folder.resolve("coverage.csv"),
            ParquetTable.columns(InsurerCoverage.getClassSchema()))) {
      for (InsurerCoverage row : rows) {
        csv.cell(row.getInsurer())
            .cell(row.getName())
            .cell(row.getExpected() == null ? "" : row.getExpected().toString())
            .cell(row.getFiles())
            .cell(row.getRecords())
            .cell(row.getRecordsBefore() == null ? "" : row.getRecordsBefore().toString())
            .cells(plain(change(row.getRecords(), before(row))))
            .cell(row.getNote())
            .endRow();
      }
    }
    ParquetTable.write(rows, InsurerCoverage.getClassSchema(), folder.resolve("coverage.parquet"));
  }

  private static long before(InsurerCoverage row) {
    return row.getRecordsBefore() == null ? 0 : row.getRecordsBefore();
  }

  /** A negative number is no formula. */
  private static byte[] plain(BigDecimal number) {
    return (number == null ? "" : number.toPlainString()).getBytes(StandardCharsets.US_ASCII);
  }
}
