package jp.totsugo.job;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import jp.totsugo.job.RunFolder.UnusableException;
import jp.totsugo.storage.PathText;
import jp.totsugo.storage.ShownName;

/**
 * Where outputs are to appear: a folder that does not exist yet or is empty. All that could hinder
 * it is found before the work. A link to a folder stands for that folder.
 */
public final class OutputPlace {
  private final Path wanted;
  private final Path folder;

  private OutputPlace(Path wanted, Path folder) {
    this.wanted = wanted;
    this.folder = folder;
  }

  /**
   * @param wanted as the user gave it
   * @throws UnusableException if it is used, or no folder; the message says what to do
   */
  public static OutputPlace of(Path wanted) throws UnusableException, IOException {
    if (!Files.exists(wanted) && Files.isSymbolicLink(wanted)) {
      throw new UnusableException("out.leadsNowhere", ShownName.of(wanted));
    }
    Path folder = realPath(wanted.toAbsolutePath());
    if (folder.getFileName() == null) {
      throw new UnusableException("out.root", ShownName.of(wanted));
    }
    OutputPlace place = new OutputPlace(wanted, folder);
    place.refuseUsed();
    return place;
  }

  /**
   * A folder that may have files in it already, made if there is none.
   *
   * @throws UnusableException if it cannot be made or written to
   */
  public static Path writable(Path wanted) throws UnusableException, IOException {
    OutputPlace place = new OutputPlace(wanted, realPath(wanted.toAbsolutePath()));
    place.make(() -> Files.createDirectories(place.folder));
    if (!Files.isWritable(place.folder)) {
      throw new UnusableException("out.noWriting", ShownName.of(wanted));
    }
    return place.folder;
  }

  /** Of a path that need not exist: without links and {@code ..}, as the system goes it. */
  static Path realPath(Path absolute) throws IOException {
    Path existing = absolute;
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
  }

  /** The folder itself. */
  public Path folder() {
    return folder;
  }

  /** Where it is built: beside it, hidden. */
  public Path inProgress() {
    return inProgress(folder);
  }

  static Path inProgress(Path folder) {
    return folder.resolveSibling(
        PathText.path("." + PathText.text(folder.getFileName()) + ".inprogress"));
  }

  /** Refuses it if it has files in it, or is one. */
  void refuseUsed() throws UnusableException, IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new UnusableException("out.isFile", ShownName.of(wanted));
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      if (entries.iterator().hasNext()) {
        throw new UnusableException("out.notEmpty", ShownName.of(wanted));
      }
    } catch (AccessDeniedException e) {
      throw new UnusableException("out.noLooking", ShownName.of(wanted));
    }
  }

  /**
   * Makes the folder above it.
   *
   * @throws UnusableException if that cannot be
   */
  public void makeParent() throws UnusableException, IOException {
    make(() -> Files.createDirectories(folder.getParent()));
  }

  /** Something that makes folders there. */
  @FunctionalInterface
  public interface Making<T> {
    T make() throws IOException, UnusableException;
  }

  /** Makes folders there; what hinders it is an {@link UnusableException}. */
  public <T> T make(Making<T> making) throws UnusableException, IOException {
    try {
      return making.make();
    } catch (FileAlreadyExistsException e) {
      throw new UnusableException("out.inTheWay", ShownName.of(wanted), ShownName.in(e.getFile()));
    } catch (AccessDeniedException e) {
      throw new UnusableException(
          "out.noWritingIn",
          ShownName.of(wanted),
          ShownName.of(Files.isDirectory(folder) ? folder : folder.getParent()));
    } catch (FileSystemException e) {
      throw new UnusableException("out.failed", ShownName.of(wanted), Failures.reason(e));
    }
  }

  /**
   * Tries what makes the outputs appear at the end, a rename over the folder that is there, if any.
   *
   * @param empty a folder beside it, which is the one there afterwards
   */
  public void tryRename(Path empty) throws UnusableException, IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.createDirectory(empty);
    try {
      Files.move(empty, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UnusableException("out.notReplaced", ShownName.of(wanted));
    }
  }
}
