package jp.totsugo.cli.command;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import jp.totsugo.comparison.ComparedRun;
import jp.totsugo.pack.PackList;
import jp.totsugo.pack.UploadPack;
import jp.totsugo.storage.PathText;
import jp.totsugo.storage.ShownName;
import jp.totsugo.words.Language;
import jp.totsugo.words.Saying;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The workbook that {@code check --pack} names. All that could hinder it is found before the work;
 * it is there when it is whole, and never over another file.
 */
final class PackOption implements Closeable {
  private static final String ENDING = ".xlsx";

  private final CommandSpec spec;
  private final Path wanted;
  private final UnfinishedFolder folder;

  /** Makes the folder beside it in which it is written. */
  PackOption(CommandSpec spec, Path wanted, Consumer<Saying> notice) throws IOException {
    this.spec = spec;
    this.wanted = wanted;
    String name = name();
    if (!name.toLowerCase(Locale.ROOT).endsWith(ENDING)) {
      throw new WrongUsage(spec, "check.pack.name", ShownName.of(wanted));
    }
    if (Files.exists(wanted, LinkOption.NOFOLLOW_LINKS)) {
      throw exists(wanted);
    }
    folder = new UnfinishedFolder(sibling("." + name + ".inprogress"), notice);
    try {
      Files.createDirectories(folder.path().getParent());
      if (Files.exists(folder.path())) {
        MoreFiles.deleteRecursively(folder.path(), RecursiveDeleteOption.ALLOW_INSECURE);
      }
      Files.createDirectory(folder.path());
    } catch (FileSystemException e) {
      folder.close();
      throw new WrongUsage(
          spec, "check.pack.notWritable", ShownName.of(wanted), e.getClass().getSimpleName());
    }
  }

  private String name() {
    Path name = wanted.getFileName();
    return name == null ? "" : PathText.text(name);
  }

  private Path sibling(String name) {
    return wanted.toAbsolutePath().resolveSibling(PathText.path(name));
  }

  private WrongUsage exists(Path file) {
    return new WrongUsage(spec, "check.pack.exists", ShownName.of(file));
  }

  /**
   * Writes it: several where one does not hold all, the others with {@code _2}, {@code _3}, ….
   *
   * @param results of the check
   * @param kept whether they stay
   * @return what was written
   */
  List<Path> write(Path results, boolean kept, Language language) throws IOException {
    List<Path> made;
    try {
      made = UploadPack.write(ComparedRun.open(results), kept, language, folder.path());
    } catch (ComparedRun.UnusableException | PackList.UnknownRuleException e) {
      throw new IllegalStateException("the results are not those that were just written", e);
    }
    List<Path> written = new ArrayList<>();
    String name = name();
    String stem = name.substring(0, name.length() - ENDING.length());
    for (Path workbook : made) {
      int part = written.size() + 1;
      Path file = part == 1 ? wanted : sibling(stem + "_" + part + ENDING);
      try {
        Files.move(workbook, file);
      } catch (FileAlreadyExistsException e) {
        throw exists(file);
      }
      written.add(file);
    }
    return written;
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}
