package jp.totsugo.block;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.totsugo.record.Column;
import jp.totsugo.record.InsurerNumber;
import jp.totsugo.record.RecordView;
import jp.totsugo.rule.LifeSettings;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.plan.RejectedUploads;
import jp.totsugo.upload.plan.UploadPlan;
import jp.totsugo.upload.text.CsvForm;

/** Makes the uploads that rows under {@code spec/coverage} describe. */
public final class Observations {
  /** The insurers by the letters of the table. */
  public static final Map<String, Integer> INSURERS = insurers();

  private static final RecordView RECORD = Records.of(Map.of(Column.MY_NUMBER, "1"));

  private Observations() {}

  private static Map<String, Integer> insurers() {
    Map<String, Integer> insurers = new LinkedHashMap<>();
    insurers.put("A", 6130017);
    insurers.put("B", 6130025);
    insurers.put("C", 6130033);
    insurers.put("U", InsurerNumber.UNKNOWN);
    return insurers;
  }

  public static Observation of(Map<String, String> row) {
    List<UploadFile> files = new ArrayList<>();
    // What workers leave comes in parts, and here each part has one line.
    List<Tally> parts = new ArrayList<>();
    for (String file : Splitter.on(" & ").omitEmptyStrings().split(row.get("files"))) {
      int colon = file.indexOf(':');
      int uploader = INSURERS.getOrDefault(file.substring(0, colon), InsurerNumber.UNKNOWN);
      files.add(file(files.size(), uploader));
      addLines(files.size() - 1, uploader, file.substring(colon + 1), parts);
    }
    UploadPlan plan = new UploadPlan(files, 100);
    Observation.Counts counts = new Observation.Counts(plan);
    parts.forEach(counts::add);
    return new Observation(
        plan, counts, rejected(row.get("rejected")), before(row.get("before")), 0.01, life(row));
  }

  private static UploadFile file(int index, int uploader) {
    String name = index + ".csv";
    return new UploadFile(
        index,
        name,
        name,
        name,
        99,
        new int[0],
        uploader,
        new CsvForm(99, Encoding.UTF_8, false, 0));
  }

  private static void addLines(int file, int uploader, String lines, List<Tally> parts) {
    for (String some : Splitter.on(' ').omitEmptyStrings().split(lines)) {
      String what = Splitter.on('=').splitToList(some).get(0);
      int owner = INSURERS.getOrDefault(what, uploader);
      int count = what.equals("cut") ? 1 : Integer.parseInt(some.substring(what.length() + 1));
      for (int i = 0; i < count; i++) {
        Tally part = new Tally();
        part.insurer(owner).addFile(file);
        switch (what) {
          case "cut" -> part.file(file).setCutOff();
          case "unreadable" -> {
            part.insurer(owner).addUnreadable();
            part.file(file).addUnreadable();
          }
          default -> {
            part.insurer(owner).addRecord(RECORD, 0);
            part.file(file).addRecord(0);
          }
        }
        parts.add(part);
      }
    }
  }

  private static RejectedUploads rejected(String names) {
    return RejectedUploads.of(
        Splitter.on(" & ").omitEmptyStrings().splitToList(names).stream()
            .map(name -> new RejectedFile(name, RejectedFile.Cause.BINARY, RejectedFile.NO_DETAIL))
            .toList());
  }

  private static Map<Integer, Long> before(String records) {
    Map<Integer, Long> before = new HashMap<>();
    Splitter.on(' ')
        .omitEmptyStrings()
        .withKeyValueSeparator('=')
        .split(records)
        .forEach((insurer, count) -> before.put(INSURERS.get(insurer), Long.valueOf(count)));
    return before;
  }

  private static LifeSettings life(Map<String, String> row) {
    Map<Integer, Integer> mergers = new HashMap<>();
    Splitter.on(' ')
        .omitEmptyStrings()
        .withKeyValueSeparator('>')
        .split(row.get("merged"))
        .forEach((old, now) -> mergers.put(INSURERS.get(old), INSURERS.get(now)));
    LifeSettings usual = LifeSettings.USUAL;
    return new LifeSettings(
        usual.keptRuns(),
        usual.shrankPercent(),
        usual.shrankRecords(),
        usual.grewPercent(),
        mergers);
  }
}
