package jp.totsugo.upload.plan;

import com.google.common.base.Throwables;
import com.google.common.collect.Iterables;
import com.google.common.primitives.Ints;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.totsugo.upload.decode.Encoding;
import jp.totsugo.upload.decode.EncodingDoubt;
import jp.totsugo.upload.file.FileStamp;
import jp.totsugo.upload.file.FileStart;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.upload.file.Rejection;
import jp.totsugo.upload.file.UploadFile;
import jp.totsugo.upload.layout.Layout;
import jp.totsugo.upload.layout.Layouts;
import jp.totsugo.upload.text.CsvForm;
import jp.totsugo.upload.unpack.Packing;
import jp.totsugo.upload.unpack.Unpacker;

/** Opens every file that was found, and says which are uploads and which are rejected. */
public final class UploadPlanner {
  /** Opening thousands of files is waiting for the disk, so more than there are processors. */
  private static final int THREADS = 16;

  /** What a line's number in its slice has room for. */
  private static final int MOST_RECORDS_OF_SLICE = (1 << 25) - 1;

  /** Files whose opening is under way or waits. */
  private static final int AT_ONCE = 10_000;

  private final ThreadLocal<UploadOpener> opener;
  private final ThreadLocal<EncodingDoubt> encodings = ThreadLocal.withInitial(EncodingDoubt::new);
  private final Layouts layouts;
  private final Unpacker unpacker;
  private final int firstIndex;
  private final List<RejectedFile> rejected = new ArrayList<>();
  private final Map<String, SourceFile> sources = new HashMap<>();
  private final Map<String, Encoding> likelier = new LinkedHashMap<>();
  private final Map<List<Integer>, int[]> columns = new HashMap<>();

  /** For files of one layout. */
  public UploadPlanner(Layout layout, Path unpackFolder) {
    this(Layouts.of(layout), unpackFolder, 0);
  }

  /**
   * @param unpackFolder where compressed files are unpacked; readable by its owner alone
   */
  public UploadPlanner(Layouts layouts, Path unpackFolder) {
    this(layouts, unpackFolder, 0);
  }

  /**
   * @param firstIndex the index of the first accepted file
   */
  public UploadPlanner(Layouts layouts, Path unpackFolder, int firstIndex) {
    opener = ThreadLocal.withInitial(() -> new UploadOpener(layouts));
    this.layouts = layouts;
    unpacker = new Unpacker(unpackFolder);
    this.firstIndex = firstIndex;
  }

  /**
   * @param files by the name that outputs show, in the order of the names
   */
  public UploadPlan plan(Map<String, Path> files, long sliceBytes) throws IOException {
    List<UploadFile> accepted = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (List<Map.Entry<String, Path>> part : Iterables.partition(files.entrySet(), AT_ONCE)) {
        List<Callable<Outcome>> tasks = new ArrayList<>();
        part.forEach(file -> tasks.add(() -> open(file.getKey(), file.getValue(), sliceBytes)));
        for (Future<Outcome> task : threads.invokeAll(tasks)) {
          take(task.get(), accepted);
        }
      }
    } catch (ExecutionException e) {
      Throwables.throwIfInstanceOf(e.getCause(), IOException.class);
      Throwables.throwIfUnchecked(e.getCause());
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while opening the uploads");
    } finally {
      threads.shutdownNow();
    }
    return new UploadPlan(List.copyOf(accepted), sliceBytes);
  }

  private void take(Outcome opened, List<UploadFile> accepted) {
    if (opened.rejected() == null) {
      int index = firstIndex + accepted.size();
      accepted.add(opened.accepted().withIndex(index).withColumns(shared(opened.accepted())));
      sources.put(opened.accepted().source(), opened.source());
      if (opened.likelier() != null) {
        likelier.put(opened.accepted().name(), opened.likelier());
      }
    } else {
      rejected.add(opened.rejected());
    }
  }

  /** A million files have the same few arrays of columns. */
  private int[] shared(UploadFile file) {
    return columns.computeIfAbsent(Ints.asList(file.columns()), list -> file.columns());
  }

  /** What became of a file; either it was accepted, and there is a source, or it was rejected. */
  private record Outcome(
      UploadFile accepted, SourceFile source, Encoding likelier, RejectedFile rejected) {}

  /** What an upload was understood as, and whether its text may be in another encoding. */
  private Outcome accepted(String name, FileStart start, Path given, SourceFile source)
      throws Rejection, IOException {
    UploadFile file = opener.get().open(name, start, given);
    Encoding likely = null;
    if (file.form() instanceof CsvForm form && !form.hasByteOrderMark()) {
      likely = encodings.get().likelier(start.head(EncodingDoubt.HEAD), form.encoding());
    }
    return new Outcome(file, source, likely, null);
  }

  private Outcome open(String name, Path file, long sliceBytes) throws IOException {
    try {
      Outcome opened = open(name, file, stamp(file));
      if (opened.accepted().form().mostRecordsOfSlice(sliceBytes) > MOST_RECORDS_OF_SLICE) {
        throw new Rejection(Cause.TOO_DENSE);
      }
      return opened;
    } catch (Rejection rejection) {
      return new Outcome(null, null, null, rejection.of(name));
    }
  }

  private Outcome open(String name, Path file, FileStamp stamp) throws Rejection, IOException {
    Packing packing;
    try (FileStart start = start(file)) {
      packing = Packing.of(start);
      if (packing == Packing.NONE) {
        if (stamp.bytes() > Unpacker.LARGEST) {
          throw new Rejection(Cause.TOO_LARGE);
        }
        return accepted(name, start, file, new SourceFile(stamp, null, layouts.of(name)));
      }
    }
    return unpack(name, file, stamp, packing);
  }

  private Outcome unpack(String name, Path file, FileStamp stamp, Packing packing)
      throws Rejection, IOException {
    Unpacker.Unpacked unpacked = unpacker.unpack(file, packing);
    SourceFile source = new SourceFile(stamp, unpacked.packedChecksum(), layouts.of(name));
    try (FileStart start = start(unpacked.path())) {
      if (Packing.of(start) != Packing.NONE) {
        throw new Rejection(Cause.PACKED_TWICE);
      }
      return accepted(name, start, file, source);
    } catch (Rejection rejection) {
      Files.delete(unpacked.path());
      throw rejection;
    }
  }

  private static FileStamp stamp(Path file) throws Rejection, IOException {
    try {
      return FileStamp.of(file);
    } catch (IOException e) {
      throw Rejection.notReadable(e);
    }
  }

  private static FileStart start(Path file) throws Rejection, IOException {
    try {
      return FileStart.of(file);
    } catch (IOException e) {
      throw Rejection.notReadable(e);
    }
  }

  public List<RejectedFile> rejected() {
    return List.copyOf(rejected);
  }

  /** The encodings that accepted texts are probably in, by name, where they are read by others. */
  public Map<String, Encoding> likelierEncodings() {
    return Collections.unmodifiableMap(likelier);
  }

  /** What was known of the accepted files when they were opened, by {@link UploadFile#source}. */
  public Map<String, SourceFile> sources() {
    return Collections.unmodifiableMap(sources);
  }
}
