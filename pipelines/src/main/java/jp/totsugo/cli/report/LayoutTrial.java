package jp.totsugo.cli.report;

import com.google.common.collect.EnumMultiset;
import com.google.common.collect.Multiset;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jp.totsugo.cli.terminal.TerminalText;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.Findings;
import jp.totsugo.rule.RuleSet;
import jp.totsugo.rule.RuleSettings;
import jp.totsugo.rule.Severity;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UnreadableCause;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.upload.text.FieldCount;
import jp.totsugo.words.Words;

/** The first lines of one file, as a layout has them read. */
public final class LayoutTrial {
  private static final int MOST_LINES = 1000;
  private static final int MOST_REMARKS = 5;

  /** A column with errors in more than this share of its records is probably another one. */
  private static final double WRONG = 0.1;

  private static final int NAME_WIDTH = 31;
  private static final int CELL_WIDTH = 14;
  private static final int CELLS = 3;

  private final Words words;
  private final UploadFile file;
  private final RuleSettings settings;
  private final int wanted;
  private final Multiset<RecordReader.Line> lines = EnumMultiset.create(RecordReader.Line.class);
  private final Multiset<UnreadableCause> causes = EnumMultiset.create(UnreadableCause.class);
  private final Multiset<Column> filled = EnumMultiset.create(Column.class);
  private final Multiset<Column> wrong = EnumMultiset.create(Column.class);
  private final Map<Column, List<String>> shapes = new EnumMap<>(Column.class);
  private final List<Long> shown = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  private LayoutTrial(UploadFile file, RuleSettings settings, int wanted, Words words) {
    this.words = words;
    this.file = file;
    this.settings = settings;
    this.wanted = wanted;
    for (Column column : file.presentColumns()) {
      shapes.put(column, new ArrayList<>());
    }
  }

  /** Reads the first lines of the plan's one file. */
  public static LayoutTrial of(UploadPlan plan, RuleSettings settings, int records, Words words)
      throws IOException {
    LayoutTrial trial = new LayoutTrial(plan.files().get(0), settings, records, words);
    long lines = 0;
    for (Slice slice : plan.slices(trial.file)) {
      if (trial.lines.size() < MOST_LINES) {
        lines += trial.read(slice, lines);
      }
    }
    return trial;
  }

  private long read(Slice slice, long linesBefore) throws IOException {
    RecordView record = settings.newRecordView();
    RuleSet rules = new RuleSet(settings, file.presentColumns());
    Findings findings = new Findings();
    try (RecordReader reader = RecordReader.open(file, slice, record)) {
      RecordReader.Line line = reader.next();
      while (line != null && lines.size() < MOST_LINES) {
        lines.add(line);
        if (line == RecordReader.Line.UNREADABLE) {
          causes.add(reader.cause());
          if (reader.cause() == UnreadableCause.FIELD_COUNT && remarks.size() < MOST_REMARKS) {
            remark(linesBefore + reader.lineNumber(), FieldCount.at(file, reader.offset()));
          }
        } else if (line == RecordReader.Line.RECORD) {
          rules.check(record, findings);
          take(record, findings, linesBefore + reader.lineNumber());
        }
        line = reader.next();
      }
      return reader.lineNumber();
    }
  }

  private void remark(long line, FieldCount count) {
    remarks.add(
        words.text(
            (count.isInBytes() ? "trial.bytes" : "trial.fields")
                + (count.found() == 1 ? ".one" : ".many"),
            line,
            count.found(),
            count.expected()));
  }

  private void take(RecordView record, Findings findings, long line) {
    Set<Column> bad = EnumSet.noneOf(Column.class);
    for (int i = 0; i < findings.count(); i++) {
      if (settings.severity(findings.rule(i)) == Severity.ERROR) {
        bad.add(findings.field(i));
      }
    }
    wrong.addAll(bad);
    if (shown.size() < wanted) {
      shown.add(line);
    }
    shapes.forEach(
        (column, cells) -> {
          if (!record.isEmpty(column)) {
            filled.add(column);
          }
          if (cells.size() < wanted) {
            cells.add(ValueShape.of(record.string(column)));
          }
        });
  }

  public boolean hasTooManyUnreadable() {
    int unreadable = lines.count(RecordReader.Line.UNREADABLE);
    int records = lines.count(RecordReader.Line.RECORD);
    return unreadable > settings.unreadableShare() * (unreadable + records);
  }

  public void print(PrintStream out) {
    out.println(file.name() + ": " + file.form().format() + ", " + file.form().encodingLabel());
    out.println();
    for (int from = 0; from < shown.size(); from += CELLS) {
      printRecords(from, Math.min(from + CELLS, shown.size()), out);
    }
    out.println(lineCounts());
    remarks.forEach(out::println);
    printColumns(out);
  }

  private void printRecords(int from, int to, PrintStream out) {
    StringBuilder head =
        new StringBuilder(TerminalText.left(words.text("trial.column"), NAME_WIDTH));
    for (int i = from; i < to; i++) {
      head.append(TerminalText.cell(words.text("trial.line", shown.get(i)), CELL_WIDTH))
          .append("  ");
    }
    out.println(head.toString().stripTrailing());
    shapes.forEach(
        (column, cells) -> {
          StringBuilder row = new StringBuilder(TerminalText.left(column.header(), NAME_WIDTH));
          for (int i = from; i < to; i++) {
            row.append(TerminalText.cell(cells.get(i), CELL_WIDTH)).append("  ");
          }
          out.println(row.toString().stripTrailing());
        });
    out.println();
  }

  private String lineCounts() {
    StringBuilder text = new StringBuilder();
    text.append(
        words.text(
            "trial.lines",
            lines.size(),
            lines.count(RecordReader.Line.RECORD),
            lines.count(RecordReader.Line.HEADER),
            lines.count(RecordReader.Line.BLANK),
            lines.count(RecordReader.Line.UNREADABLE)));
    for (UnreadableCause cause : causes.elementSet()) {
      text.append(words.text("trial.cause", cause, causes.count(cause)));
    }
    return text.append(words.text("trial.end")).toString();
  }

  private void printColumns(PrintStream out) {
    int records = lines.count(RecordReader.Line.RECORD);
    if (records == 0) {
      return;
    }
    boolean any = false;
    for (Column column : Column.values()) {
      if (wrong.count(column) > records * WRONG) {
        out.println(
            words.text(
                "trial.wrong",
                column.header(),
                filled.count(column),
                wrong.count(column),
                records));
        any = true;
      }
    }
    if (!any) {
      out.println(words.text("trial.nothingWrong"));
    }
    Set<Column> empty = EnumSet.copyOf(shapes.keySet());
    empty.removeAll(filled.elementSet());
    if (!empty.isEmpty()) {
      out.println(words.text("trial.empty", empty.stream().map(Column::header).toList()));
    }
    Set<Column> absent = EnumSet.complementOf(EnumSet.copyOf(shapes.keySet()));
    if (!absent.isEmpty()) {
      out.println(words.text("trial.absent", absent.stream().map(Column::header).toList()));
    }
  }
}
