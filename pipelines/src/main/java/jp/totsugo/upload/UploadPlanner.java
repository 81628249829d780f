package jp.totsugo.upload;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.totsugo.upload.RejectedFile.Cause;
import jp.totsugo.upload.UploadOpener.Rejection;

/** Opens every file that was found, and says which are uploads and which are rejected. */
public final class UploadPlanner {
  private final UploadOpener opener;
  private final Path unpackFolder;
  private final int firstIndex;
  private final List<UploadFile> accepted = new ArrayList<>();
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
    opener = new UploadOpener(layout);
    this.unpackFolder = unpackFolder;
    this.firstIndex = firstIndex;
  }

  /**
   * @param files by the name that outputs show, in the order of the names
   */
  public UploadPlan plan(Map<String, Path> files, long sliceBytes) throws IOException {
    for (Map.Entry<String, Path> entry : files.entrySet()) {
      String name = entry.getKey();
      try {
        Path path = readable(entry.getValue());
        accepted.add(opener.open(firstIndex + accepted.size(), name, path, entry.getValue()));
      } catch (Rejection rejection) {
        rejected.add(rejection.of(name));
      }
    }
    return new UploadPlan(List.copyOf(accepted), sliceBytes);
  }

  public List<RejectedFile> rejected() {
    return List.copyOf(rejected);
  }

  private Path readable(Path file) throws Rejection, IOException {
    UploadFormat format = UploadFormat.of(file.getFileName().toString());
    if (format == null || format == UploadFormat.CSV) {
      return file;
    }
    if (!format.isRead()) {
      throw new Rejection(Cause.UNSUPPORTED_FORMAT, "");
    }
    Path unpacked = unpackFolder.resolve("unpacked-" + (firstIndex + accepted.size()) + ".csv");
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
