package jp.totsugo.number;

import com.google.common.collect.Sets;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import jp.totsugo.block.FilesLostException;
import jp.totsugo.block.FindingBlockBuilder;
import jp.totsugo.block.KeyEntry;
import jp.totsugo.person.PersonFields;
import jp.totsugo.record.Column;
import jp.totsugo.record.Dates;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.upload.file.LostFileException;
import jp.totsugo.upload.file.RecordLookup;
import jp.totsugo.upload.plan.UploadPlan;

/**
 * Reads again the few records of which more must be known than a shard's entry says: what finding
 * rows show, and, with a register, what the record says of its person.
 */
public final class SecondReading implements Closeable {
  private static final Set<Column> COLUMNS = FindingBlockBuilder.COLUMNS;
  private static final Set<Column> COLUMNS_WITH_PERSON =
      Sets.union(
          COLUMNS, Set.of(Column.NAME, Column.KANA, Column.BIRTHDATE, Column.SEX, Column.ADDRESS));

  private final UploadPlan plan;
  private final RecordView record;
  private final RecordLookup lookup;

  public SecondReading(UploadPlan plan, RuleSettings settings) {
    this.plan = plan;
    record = settings.newRecordView();
    lookup =
        new RecordLookup(
            plan::file, record, settings.hasRegister() ? COLUMNS_WITH_PERSON : COLUMNS);
  }

  /**
   * Goes to a record; best in the order of locators.
   *
   * @throws FilesLostException if it is not there any more, in an upload
   * @throws LostFileException if it is not there any more, in the register
   */
  public RecordView read(long locator) throws IOException {
    int file = KeyEntry.file(locator);
    try {
      lookup.read(file, KeyEntry.position(locator));
    } catch (IOException e) {
      LostFileException failure = LostFileException.of(plan.file(file), e);
      if (!plan.isUpload(file)) {
        throw failure;
      }
      throw new FilesLostException(Map.of(file, failure.reason()));
    }
    return record;
  }

  /** What the record says of its person. */
  public PersonFields person() {
    return personOf(record);
  }

  public static PersonFields personOf(RecordView record) {
    int birthdate = record.birthdate();
    return new PersonFields(
        record.string(Column.NAME),
        record.string(Column.KANA),
        birthdate == Dates.INVALID ? 0 : birthdate,
        record.string(Column.SEX),
        record.string(Column.ADDRESS));
  }

  @Override
  public void close() throws IOException {
    lookup.close();
  }
}
