package jp.totsugo.upload;

import com.google.common.base.Throwables;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.totsugo.upload.RejectedFile.Cause;

/** Opens every file that was found, and says which are uploads and which are rejected. */
public final class UploadPlanner {
  /** Opening thousands of files is waiting for the disk, so more than there are processors. */
  private static final int THREADS = 16;

  private final ThreadLocal<UploadOpener> opener;
  private final Path unpackFolder;
  private final int firstIndex;
  private final List<RejectedFile> rejected = new ArrayList<>();

  /**
   * @param unpackFolder where compressed files are unpacked; readable by its owner alone
   */
  public UploadPlanner(Layout layout, Path unpackFolder) {
    this(layout, unpackFolder, 0);
  }

  /**
   * @param firstIndex the index of the first accepted file
   */
  public UploadPlanner(Layout layout, Path unpackFolder, int firstIndex) {
    opener = ThreadLocal.withInitial(() -> new UploadOpener(layout, unpackFolder));
    this.unpackFolder = unpackFolder;
    this.firstIndex = firstIndex;
  }

  /**
   * @param files by the name that outputs show, in the order of the names
   */
  public UploadPlan plan(Map<String, Path> files, long sliceBytes) throws IOException {
    List<UploadFile> accepted = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Outcome>> tasks = new ArrayList<>();
      files.forEach((name, file) -> tasks.add(() -> open(name, file)));
      for (Future<Outcome> task : threads.invokeAll(tasks)) {
        Outcome opened = task.get();
        if (opened.rejected() == null) {
          accepted.add(opened.accepted().withIndex(firstIndex + accepted.size()));
        } else {
          rejected.add(opened.rejected());
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

  /** What became of a file; one of the two is null. */
  private record Outcome(UploadFile accepted, RejectedFile rejected) {}

  private Outcome open(String name, Path file) throws IOException {
    try {
      return new Outcome(opener.get().open(name, readable(file), file), null);
    } catch (Rejection rejection) {
      return new Outcome(null, rejection.of(name));
    }
  }

  public List<RejectedFile> rejected() {
    return List.copyOf(rejected);
  }

  private Path readable(Path file) throws Rejection, IOException {
    UploadFormat format = UploadFormat.of(file.getFileName().toString());
    if (format == null || !format.isCompressed()) {
      return file;
    }
    Path unpacked = Files.createTempFile(unpackFolder, "unpacked-", ".csv");
    try (InputStream in =
            format.unpack(new BufferedInputStream(Files.newInputStream(file), 64 * 1024));
        OutputStream out = Files.newOutputStream(unpacked)) {
      in.transferTo(out);
    } catch (IOException e) {
      rethrowIfDiskIsFull(e);
      throw new Rejection(Cause.DAMAGED, e.getClass().getSimpleName());
    }
    return unpacked;
  }

  private void rethrowIfDiskIsFull(IOException e) throws IOException {
    FileStore store = Files.getFileStore(unpackFolder);
    if (store.getUsableSpace() < 1 << 20) {
      throw e;
    }
  }
}
