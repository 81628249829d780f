package jp.totsugo.pack.answered;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import jp.totsugo.storage.PathText;
import jp.totsugo.upload.file.NameOrder;

/**
 * The files that came back: those that are given, and all in the folders that are given, in the
 * order of their names. Hidden files of folders, and what spreadsheets and systems leave beside
 * files, are passed over.
 */
public final class PackPaths {
  private static final Set<String> LEFT_BY_SYSTEMS = Set.of("thumbs.db", "desktop.ini");

  private PackPaths() {}

  /**
   * The files below paths, in the order of these.
   *
   * @throws NoSuchFileException if there is nothing at one of them
   */
  public static List<Path> of(List<Path> given) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : given) {
      if (!Files.exists(path)) {
        throw new NoSuchFileException(PathText.text(path));
      }
      if (Files.isDirectory(path)) {
        files.addAll(below(path));
      } else {
        files.add(path);
      }
    }
    return files;
  }

  private static List<Path> below(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
            return at.equals(folder) || !isHidden(at)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // It is refused when it is read.
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.comparing(PathText::text, NameOrder.BY_CODE_POINT));
    return files;
  }

  private static boolean isHidden(Path path) {
    String name = PathText.text(path.getFileName());
    return name.startsWith(".")
        || name.startsWith("~$")
        || LEFT_BY_SYSTEMS.contains(name.toLowerCase(Locale.ROOT));
  }
}
