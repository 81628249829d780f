package jp.totsugo.upload.plan;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
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
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;
import jp.totsugo.storage.PathText;
import jp.totsugo.storage.ShownName;
import jp.totsugo.upload.file.NameOrder;
import jp.totsugo.upload.file.RejectedFile;
import jp.totsugo.upload.file.RejectedFile.Cause;
import jp.totsugo.words.SaidException;
import jp.totsugo.words.Saying;

/** Finds the files that the given paths mean: a file, a folder with all below it, or a glob. */
public final class UploadFinder {
  /** A path that means nothing, or a name that means two things; the message says which. */
  public static final class NotFoundException extends SaidException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(Saying saying) {
      super(saying);
    }
  }

  /** A file that was found, but is not read. */
  public record Skipped(String name, String reason) {
    /** Whether it is no loss, since nobody sees it either. */
    public boolean isHidden() {
      return reason.equals(HIDDEN);
    }
  }

  private static final String HIDDEN = "hidden";
  private static final String NO_FILE = "no file";
  private static final String LEADS_NOWHERE = "a link that leads nowhere";

  private final Map<String, Path> files = new TreeMap<>(NameOrder.BY_CODE_POINT);

  /** Files whose names hold a My Number, by that name: others may be shown like them. */
  private final Map<String, Path> masked = new TreeMap<>();

  private final List<Skipped> skipped = new ArrayList<>();
  private final List<RejectedFile> rejected = new ArrayList<>();

  /** The files by the name that outputs show, in the order of the names. */
  public Map<String, Path> files() {
    return Collections.unmodifiableMap(files);
  }

  /** Forgets the files, which may be a million. */
  public void forgetFiles() {
    files.clear();
  }

  public List<Skipped> skipped() {
    skipped.sort(Comparator.comparing(Skipped::name, NameOrder.BY_CODE_POINT));
    return skipped;
  }

  /** What may be an upload, or hold some, and cannot be looked at. */
  public List<RejectedFile> rejected() {
    return List.copyOf(rejected);
  }

  /** Takes in all given paths. With more than one, names are preceded by the path's own name. */
  public void find(List<String> paths) throws NotFoundException, IOException {
    for (String path : paths) {
      find(path, paths.size() > 1);
    }
    showMasked();
    if (files.isEmpty() && rejected.isEmpty()) {
      throw new NotFoundException(
          Saying.of("uploads.none", paths.stream().map(ShownName::of).toList(), skipped.size()));
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
        throw new NotFoundException(Saying.of("uploads.pipe", ShownName.of(given)));
      }
      add(PathText.text(path.getFileName()), path);
    } else if (!findGlob(given, several)) {
      throw new NotFoundException(Saying.of("uploads.notThere", ShownName.of(given)));
    }
  }

  private static Path parsed(String given) {
    try {
      return PathText.path(given);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static String ownName(Path folder) throws IOException {
    Path name = folder.toRealPath().getFileName();
    return name == null ? "" : PathText.text(name);
  }

  /** Matches below the longest part of the path that has no wildcard; names are below that part. */
  private boolean findGlob(String given, boolean several) throws IOException, NotFoundException {
    int wildcard = firstWildcard(given);
    if (wildcard < 0) {
      return false;
    }
    int slash = given.lastIndexOf('/', wildcard);
    Path root = PathText.path(slash < 0 ? "." : slash == 0 ? "/" : given.substring(0, slash));
    if (!Files.isDirectory(root)) {
      return false;
    }
    String pattern = given.substring(slash + 1);
    String prefix = several ? ownName(root) + "/" : "";
    List<Path> matches = new ArrayList<>();
    collectMatches(root, prefix, root, pattern, matches);
    for (Path match : matches) {
      String name = prefix + slashed(root.relativize(match));
      if (Files.isDirectory(match)) {
        walk(match, name + "/");
      } else if (leadsNowhere(match)) {
        missLink(match, name);
      } else if (!Files.isRegularFile(match)) {
        skipped.add(new Skipped(ShownName.of(name), NO_FILE));
      } else {
        add(name, match);
      }
    }
    return !matches.isEmpty();
  }

  private void collectMatches(
      Path root, String prefix, Path folder, String pattern, List<Path> matches)
      throws NotFoundException {
    PathMatcher matcher = matcher(pattern);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (isHidden(entry)) {
          continue;
        }
        if (matcher.matches(root.relativize(entry))) {
          matches.add(entry);
        } else if (Files.isDirectory(entry)
            && !Files.isSymbolicLink(entry)
            && mayMatchBelow(pattern, root.relativize(entry))) {
          collectMatches(root, prefix, entry, pattern, matches);
        }
      }
    } catch (DirectoryIteratorException e) {
      miss(folder, prefix + slashed(root.relativize(folder)), e.getCause());
    } catch (IOException e) {
      miss(folder, prefix + slashed(root.relativize(folder)), e);
    }
  }

  private static PathMatcher matcher(String pattern) {
    return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
  }

  private static boolean mayMatchBelow(String pattern, Path folder) {
    if (pattern.contains("**")) {
      return true;
    }
    List<String> parts = List.of(pattern.split("/"));
    int depth = folder.getNameCount();
    try {
      return depth < parts.size()
          && matcher(String.join("/", parts.subList(0, depth))).matches(folder);
    } catch (PatternSyntaxException e) {
      // Cut in the middle of a choice between paths.
      return true;
    }
  }

  /** A folder that cannot be listed, or a file that cannot be looked at, is missing. */
  private void miss(Path path, String name, IOException failure) throws NotFoundException {
    String what = failure.getClass().getSimpleName();
    if (name.isEmpty()) {
      throw new NotFoundException(Saying.of("uploads.notListed", ShownName.of(path), what));
    }
    rejected.add(new RejectedFile(ShownName.of(name), Cause.NOT_READABLE, Saying.text(what)));
  }

  private static boolean leadsNowhere(Path path) {
    return Files.isSymbolicLink(path) && !Files.exists(path);
  }

  /** A link that leads nowhere is missed if it is named as an upload. */
  private void missLink(Path link, String name) {
    if (UploadName.isUpload(PathText.text(link.getFileName()))) {
      rejected.add(
          new RejectedFile(
              ShownName.of(name), Cause.NOT_READABLE, Saying.of("uploads.leadsNowhere")));
    } else {
      skipped.add(new Skipped(ShownName.of(name), LEADS_NOWHERE));
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
    Walk walk = new Walk(root, prefix);
    Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
    for (Path file : walk.found) {
      add(walk.name(file), file);
    }
    for (Map.Entry<Path, IOException> missed : walk.missed.entrySet()) {
      miss(missed.getKey(), walk.name(missed.getKey()), missed.getValue());
    }
  }

  /** Goes through a folder and all below it. */
  private final class Walk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final String prefix;
    private final List<Path> found = new ArrayList<>();
    private final Map<Path, IOException> missed = new LinkedHashMap<>();

    Walk(Path root, String prefix) {
      this.root = root;
      this.prefix = prefix;
    }

    /** As outputs show it; of the root itself without a slash. */
    String name(Path path) {
      String below = slashed(root.relativize(path));
      return below.isEmpty() && !prefix.isEmpty()
          ? prefix.substring(0, prefix.length() - 1)
          : prefix + below;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (!folder.equals(root) && isHidden(folder)) {
        skip(folder, HIDDEN);
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (isHidden(file)) {
        skip(file, HIDDEN);
      } else if (attributes.isSymbolicLink()) {
        missLink(file, name(file));
      } else if (!attributes.isRegularFile()) {
        skip(file, NO_FILE);
      } else if (!UploadName.isUpload(PathText.text(file.getFileName()))) {
        skip(file, "not named as an upload");
      } else {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      if (failure instanceof FileSystemLoopException) {
        skip(file, "a link into a folder above it");
      } else if (!file.equals(root) && isHidden(file)) {
        skip(file, HIDDEN);
      } else {
        missed.put(file, failure);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
      if (failure != null) {
        missed.put(folder, failure);
      }
      return FileVisitResult.CONTINUE;
    }

    private void skip(Path file, String reason) {
      skipped.add(new Skipped(ShownName.of(name(file)), reason));
    }
  }

  private static boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  private static String slashed(Path path) {
    return PathText.text(path).replace(File.separatorChar, '/');
  }

  /**
   * @param name as {@link PathText}
   */
  private void add(String name, Path path) throws NotFoundException {
    boolean hidden = ShownName.hides(name);
    Path other = hidden ? masked.put(name, path) : files.put(ShownName.of(name), path);
    if (other != null) {
      throw new NotFoundException(Saying.of("uploads.sameName", ShownName.of(name)));
    }
  }

  /** What would be shown like another file gets a number behind it, in the order of the names. */
  private void showMasked() {
    masked.forEach(
        (name, path) -> {
          String shown = ShownName.of(name);
          String unique = shown;
          for (int i = 2; files.containsKey(unique); i++) {
            unique = shown + "~" + i;
          }
          files.put(unique, path);
        });
    masked.clear();
  }
}
