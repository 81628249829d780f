package jp.totsugo.upload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the files that the given paths mean: a file, a folder with all below it, or a glob. */
public final class UploadFinder {
  /** A path that means nothing, or a name that means two things; the message says which. */
  public static final class NotFoundException extends Exception {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
      super(message);
    }
  }

  /** A file that was found, but is not read. */
  public record Skipped(String name, String reason) {}

  private static final String NO_FILE = "no file";

  private static final Comparator<String> BY_CODE_POINT =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private final Map<String, Path> files = new TreeMap<>(BY_CODE_POINT);
  private final List<Skipped> skipped = new ArrayList<>();

  /** The files by the name that outputs show, in the order of the names. */
  public Map<String, Path> files() {
    return new LinkedHashMap<>(files);
  }

  public List<Skipped> skipped() {
    skipped.sort(Comparator.comparing(Skipped::name, BY_CODE_POINT));
    return skipped;
  }

  /** Takes in all given paths. With more than one, names are preceded by the path's own name. */
  public void find(List<String> paths) throws NotFoundException, IOException {
    for (String path : paths) {
      find(path, paths.size() > 1);
    }
    if (files.isEmpty()) {
      throw new NotFoundException(
          String.join(", ", paths)
              + ": no upload there (a file named *.csv, *.avro or *.parquet, or one of them"
              + " compressed; "
              + skipped.size()
              + " other files)");
    }
  }

  private void find(String given, boolean several) throws NotFoundException, IOException {
    Path path = parsed(given);
    if (path != null && Files.isDirectory(path)) {
      String name = ownName(path);
      walk(path, several ? name + "/" : "");
    } else if (path != null && Files.exists(path)) {
      if (!Files.isRegularFile(path)) {
        // A pipe cannot be read twice, and opening it may wait for ever.
        throw new NotFoundException(
            given + ": neither a file nor a folder; save what comes out of it to a file first");
      }
      add(path.getFileName().toString(), path);
    } else if (!findGlob(given, several)) {
      throw new NotFoundException(given + ": no such file, folder or match of a glob");
    }
  }

  private static Path parsed(String given) {
    try {
      return Path.of(given);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static String ownName(Path folder) throws IOException {
    Path name = folder.toRealPath().getFileName();
    return name == null ? "" : name.toString();
  }

  /** Matches below the longest part of the path that has no wildcard; names are below that part. */
  private boolean findGlob(String given, boolean several) throws IOException, NotFoundException {
    int wildcard = firstWildcard(given);
    if (wildcard < 0) {
      return false;
    }
    int slash = given.lastIndexOf('/', wildcard);
    Path root = Path.of(slash < 0 ? "." : slash == 0 ? "/" : given.substring(0, slash));
    if (!Files.isDirectory(root)) {
      return false;
    }
    PathMatcher matcher =
        FileSystems.getDefault().getPathMatcher("glob:" + given.substring(slash + 1));
    String prefix = several ? ownName(root) + "/" : "";
    List<Path> matches = new ArrayList<>();
    collectMatches(root, root, matcher, matches);
    for (Path match : matches) {
      String name = prefix + slashed(root.relativize(match));
      if (Files.isDirectory(match)) {
        walk(match, name + "/");
      } else if (!Files.isRegularFile(match)) {
        skipped.add(new Skipped(name, NO_FILE));
      } else {
        add(name, match);
      }
    }
    return !matches.isEmpty();
  }

  private static void collectMatches(
      Path root, Path folder, PathMatcher matcher, List<Path> matches) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (isHidden(entry)) {
          continue;
        }
        if (matcher.matches(root.relativize(entry))) {
          matches.add(entry);
        } else if (Files.isDirectory(entry) && !Files.isSymbolicLink(entry)) {
          collectMatches(root, entry, matcher, matches);
        }
      }
    }
  }

  private static int firstWildcard(String path) {
    for (int i = 0; i < path.length(); i++) {
      if ("*?[{".indexOf(path.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private void walk(Path root, String prefix) throws IOException, NotFoundException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(root) && isHidden(folder)) {
              skip(folder, "hidden");
              return FileVisitResult.SKIP_SUBTREE;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isHidden(file)) {
              skip(file, "hidden");
            } else if (!attributes.isRegularFile()) {
              skip(file, attributes.isSymbolicLink() ? "a link that leads nowhere" : NO_FILE);
            } else if (!UploadName.isUpload(file.getFileName().toString())) {
              skip(file, "not named as an upload");
            } else {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            skip(
                file,
                failure instanceof java.nio.file.FileSystemLoopException
                    ? "a link into a folder above it"
                    : "cannot be opened: " + failure.getClass().getSimpleName());
            return FileVisitResult.CONTINUE;
          }

          private void skip(Path file, String reason) {
            skipped.add(new Skipped(prefix + slashed(root.relativize(file)), reason));
          }
        });
    for (Path file : found) {
      add(prefix + slashed(root.relativize(file)), file);
    }
  }

  private static boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  private static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }

  private void add(String name, Path path) throws NotFoundException {
    if (files.put(name, path) != null) {
      throw new NotFoundException(
          name
              + ": two of the given paths have a file of this name; rename one or give their folder");
    }
  }
}
