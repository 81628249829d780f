package jp.totsugo.upload.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jp.totsugo.record.CharClasses;
import jp.totsugo.record.Column;
import jp.totsugo.record.RecordView;
import jp.totsugo.upload.file.RecordLookup;
import jp.totsugo.upload.file.RecordReader;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.file.Slice;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.layout.Layouts;
import jp.totsugo.upload.plan.UploadOpener;
import jp.totsugo.upload.plan.UploadPlan;

/** Reads container files as a run does, and says what came of each record. */
public final class ContainerRecords {
  private ContainerRecords() {}

  /** Opens a file by its content. */
  public static UploadFile open(Path path) throws Rejection, IOException {
    return new UploadOpener(Layouts.of(Layout.standard()))
        .open(path.getFileName().toString(), path, path);
  }

  /** For each record its number and a column of it, or why it is unreadable. */
  public static List<String> read(UploadFile file, Column column, long sliceBytes)
      throws IOException {
    List<String> read = new ArrayList<>();
    RecordView record = new RecordView(new CharClasses(new BitSet()), 20260401);
    UploadPlan plan = new UploadPlan(List.of(file), sliceBytes);
    for (Slice slice : plan.slices(file)) {
      try (RecordReader reader = RecordReader.open(file, slice, record)) {
        for (RecordReader.Line line = reader.next(); line != null; line = reader.next()) {
          read.add(
              read.size()
                  + 1
                  + " "
                  + (line == RecordReader.Line.RECORD ? record.string(column) : reader.cause()));
        }
      }
    }
    return read;
  }

  /** Some columns of each record as it is read first. */
  public static List<String> read(UploadFile file, Set<Column> columns) throws IOException {
    List<String> read = new ArrayList<>();
    RecordView record = new RecordView(new CharClasses(new BitSet()), 20260401);
    UploadPlan plan = new UploadPlan(List.of(file), Long.MAX_VALUE);
    for (Slice slice : plan.slices(file)) {
      try (RecordReader reader = RecordReader.open(file, slice, record)) {
        while (reader.next() != null) {
          read.add(values(record, columns));
        }
      }
    }
    return read;
  }

  /** Some columns of records that are looked up for them by their positions, in this order. */
  public static List<String> find(UploadFile file, List<Integer> positions, Set<Column> columns)
      throws IOException {
    List<String> found = new ArrayList<>();
    RecordView record = new RecordView(new CharClasses(new BitSet()), 20260401);
    UploadPlan plan = new UploadPlan(List.of(file.withIndex(0)), Long.MAX_VALUE);
    try (RecordLookup lookup = new RecordLookup(plan::file, record, columns)) {
      for (int position : positions) {
        lookup.read(0, position);
        found.add(values(record, columns));
      }
    }
    return found;
  }

  private static String values(RecordView record, Set<Column> columns) {
    return columns.stream().map(record::string).collect(Collectors.joining("|"));
  }

  /** The first value of a column, or the rejection with its detail. */
  public static String valueOrRejection(Path path, Column column) throws IOException {
    try {
      return read(open(path), column, Long.MAX_VALUE).get(0).substring(2);
    } catch (Rejection rejection) {
      RejectedFile rejected = rejection.of("");
      return rejected.cause() + " " + rejected.detail();
    }
  }

  /** Changes bytes of a file, and leaves the rest as it is. */
  public static void overwrite(Path path, int at, byte... bytes) throws IOException {
    byte[] file = Files.readAllBytes(path);
    System.arraycopy(bytes, 0, file, at, bytes.length);
    Files.write(path, file);
  }
}
