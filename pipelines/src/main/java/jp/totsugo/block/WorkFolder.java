package jp.totsugo.block;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The names of what a run keeps in its work folder, which every worker reaches under one path and
 * only its owner can read.
 *
 * @param folder its absolute path
 */
public record WorkFolder(String folder) implements Serializable {
  /** Makes a new one, with the folders to which workers write. */
  public static WorkFolder create(Path folder) throws IOException {
    Files.createDirectory(folder);
    WorkFolder work = new WorkFolder(folder.toString());
    Files.createDirectory(work.blocks());
    Files.createDirectory(work.unreadable());
    Files.createDirectory(work.lost().folder());
    return work;
  }

  public Path path() {
    return Path.of(folder);
  }

  /** Which files are read, and how. */
  public Path plan() {
    return path().resolve("plan");
  }

  /** What {@link BlockWriter}s write. */
  public Path blocks() {
    return path().resolve("blocks");
  }

  /** Lists of unreadable lines, by slice. */
  public Path unreadable() {
    return path().resolve("unreadable");
  }

  /** The uploads that could not be read to their end. */
  public LostFiles lost() {
    return new LostFiles(path().resolve("lost"));
  }

  /** The tally of the whole run, once it has been summed up. */
  public Path tally() {
    return path().resolve("tally");
  }
}
