package jp.totsugo.record;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** A record that notes which of its columns are asked for. */
public final class WatchedRecord extends RecordView {
  private final Set<Column> asked = EnumSet.noneOf(Column.class);

  public WatchedRecord(CharClasses charClasses, Fillers fillers, int asOf) {
    super(charClasses, fillers, asOf);
  }

  /** Points the view at a record of a file that has these columns, and no others. */
  public void pointTo(Map<Column, String> record, int uploader) {
    int columns = record.keySet().stream().mapToInt(column -> 1 << column.ordinal()).sum();
    beginFile(uploader, columns);
    pointTo(String.join("", record.values()).toCharArray());
    int start = 0;
    for (Map.Entry<Column, String> field : record.entrySet()) {
      int end = start + field.getValue().length();
      field(field.getKey().ordinal(), start, end);
      start = end;
    }
    complete();
    asked.clear();
  }

  /** The columns that were asked for since the view was pointed at the record. */
  public Set<Column> asked() {
    return EnumSet.copyOf(asked);
  }

  @Override
  public int start(Column column) {
    asked.add(column);
    return super.start(column);
  }

  @Override
  public int end(Column column) {
    asked.add(column);
    return super.end(column);
  }

  @Override
  public int length(Column column) {
    asked.add(column);
    return super.length(column);
  }

  @Override
  public boolean isEmpty(Column column) {
    asked.add(column);
    return super.isEmpty(column);
  }

  @Override
  public int classes(Column column) {
    asked.add(column);
    return super.classes(column);
  }

  @Override
  public boolean isPresent(Column column) {
    asked.add(column);
    return super.isPresent(column);
  }

  @Override
  public char charAt(Column column, int index) {
    asked.add(column);
    return super.charAt(column, index);
  }

  @Override
  public int date(Column column) {
    asked.add(column);
    return super.date(column);
  }

  @Override
  public boolean hasTwelveDigits() {
    asked.add(Column.MY_NUMBER);
    return super.hasTwelveDigits();
  }

  @Override
  public boolean hasRightCheckDigit() {
    asked.add(Column.MY_NUMBER);
    return super.hasRightCheckDigit();
  }

  @Override
  public long myNumber() {
    asked.add(Column.MY_NUMBER);
    return super.myNumber();
  }

  @Override
  public int ownInsurer() {
    asked.add(Column.INSURER_NUMBER);
    return super.ownInsurer();
  }

  @Override
  public int insurer() {
    if (uploader() == InsurerNumber.UNKNOWN) {
      asked.add(Column.INSURER_NUMBER);
    }
    return super.insurer();
  }

  @Override
  public int signs(Column column) {
    asked.add(column);
    return super.signs(column);
  }

  @Override
  public boolean isListedCode(Column column) {
    asked.add(column);
    return super.isListedCode(column);
  }

  @Override
  public int sex() {
    asked.add(Column.SEX);
    return super.sex();
  }

  @Override
  public boolean hasValidNumber() {
    asked.add(Column.MY_NUMBER);
    return super.hasValidNumber();
  }
}
