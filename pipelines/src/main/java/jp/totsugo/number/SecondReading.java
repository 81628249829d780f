package jp.totsugo.number;

import java.io.Closeable;
import java.io.IOException;
import jp.totsugo.block.FindingBlockBuilder;
import jp.totsugo.block.FindingBlockBuilder.RecordValues;
import jp.totsugo.block.KeyEntry;
import jp.totsugo.block.LostFiles;
import jp.totsugo.person.PersonFields;
import jp.totsugo.record.Column;
import jp.totsugo.record.Dates;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.Findings;
import jp.totsugo.rule.RuleSet;
import jp.totsugo.rule.RuleSets;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.State;
import jp.totsugo.upload.LostFileException;
import jp.totsugo.upload.RecordLookup;
import jp.totsugo.upload.UploadPlan;

/** Reads again the few records of which more must be known than a shard's entry says. */
final class SecondReading implements Closeable {
  private final UploadPlan plan;
  private final RuleSettings settings;
  private final LostFiles lost;
  private final RecordView record;
  private final RecordLookup lookup;
  private final Findings findings = new Findings();
  private final RuleSets ruleSets;
  private int file;

  SecondReading(UploadPlan plan, RuleSettings settings, LostFiles lost) {
    this.plan = plan;
    this.lost = lost;
    this.settings = settings;
    ruleSets = new RuleSets(settings);
    record = new RecordView(settings.charClasses(), settings.asOf());
    lookup = new RecordLookup(plan, record);
  }

  /** The rules that can be applied to a file. */
  RuleSet rulesOf(int fileIndex) {
    return ruleSets.of(plan.file(fileIndex).columnBits());
  }

  /**
   * Goes to a record; best in the order of locators.
   *
   * @throws LostFileException if it is not there any more; an upload is then noted as lost
   */
  RecordView read(long locator) throws IOException {
    file = KeyEntry.file(locator);
    try {
      lookup.read(file, KeyEntry.place(locator));
    } catch (IOException e) {
      LostFileException failure = LostFileException.of(plan.file(file), e);
      if (!plan.isRegister(file)) {
        lost.add(file, failure);
      }
      throw failure;
    }
    return record;
  }

  /** What finding rows need of the record, with the evidence of its record rules. */
  RecordValues values() {
    rulesOf(file).check(record, findings);
    int evidence = State.evidenceOf(record);
    for (int i = 0; i < findings.count(); i++) {
      evidence |= State.evidenceOf(findings.rule(i), settings.severity(findings.rule(i)));
    }
    return FindingBlockBuilder.valuesOf(record, evidence);
  }

  /** What the record says of its person. */
  PersonFields person() {
    return personOf(record);
  }

  static PersonFields personOf(RecordView record) {
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
