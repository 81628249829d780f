package jp.totsugo.cli.command;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import jp.totsugo.job.OutputPlace;
import jp.totsugo.job.RunFolder;
import jp.totsugo.words.Saying;

/**
 * The folder that a command writes. It is made beside its place and appears there in one step, when
 * all of it is written; however else the command ends, nothing of it is left.
 */
final class OutFolder implements Closeable {
  private final OutputPlace place;
  private final UnfinishedFolder unfinished;

  private OutFolder(OutputPlace place, UnfinishedFolder unfinished) {
    this.place = place;
    this.unfinished = unfinished;
  }

  /**
   * Makes it, and tries first what will make it appear.
   *
   * @param notice told if an unfinished one cannot be removed
   * @throws RunFolder.UnusableException if it cannot be made there
   */
  static OutFolder open(OutputPlace place, Consumer<Saying> notice)
      throws RunFolder.UnusableException, IOException {
    place.makeParent();
    OutFolder folder = new OutFolder(place, new UnfinishedFolder(place.inProgress(), notice));
    try {
      place.make(() -> emptied(folder.path()));
      place.tryRename(folder.path().resolve("probe"));
    } catch (RunFolder.UnusableException | IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
    return folder;
  }

  private static Path emptied(Path folder) throws IOException {
    if (Files.exists(folder)) {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
    return Files.createDirectory(folder);
  }

  /** Where it is made. */
  Path path() {
    return unfinished.path();
  }

  /** Puts it into its place. */
  void appear() throws IOException {
    appear(path());
    unfinished.keep();
  }

  /** Puts a folder in it into its place; what stands beside that goes when this one is closed. */
  void appear(Path part) throws IOException {
    Files.move(part, place.folder(), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    unfinished.close();
  }
}
