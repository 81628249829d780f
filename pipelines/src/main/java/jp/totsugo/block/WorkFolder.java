package jp.totsugo.block;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import jp.totsugo.storage.PathText;
import jp.totsugo.upload.plan.UploadPlan;

/**
 * The names of what a run keeps in its work folder, which every worker reaches under one path and
 * only its owner can read. All that workers write is in it, so that one which serves a run that has
 * ended finds no place to write.
 *
 * @param folder its absolute path as {@link PathText}
 * @param run the id of the run, which stands in the path too
 */
public record WorkFolder(String folder, String run) implements Serializable {
  /** Makes a new one, with the folders to which workers write. */
  public static WorkFolder create(Path folder, String run) throws IOException {
    Files.createDirectory(folder);
    WorkFolder work = new WorkFolder(PathText.text(folder), run);
    Files.createDirectory(work.blocks());
    Files.createDirectory(work.unreadable());
    Files.createDirectory(work.corrections());
    Files.createDirectory(work.unfinished());
    Files.createDirectory(work.lost().folder());
    return work;
  }

  public Path path() {
    return PathText.path(folder);
  }

  /** Leaves word which files are read, and how. */
  public void writePlan(UploadPlan plan) throws IOException {
    plan.write(plan(), run);
  }

  /**
   * Which files are read, and how.
   *
   * @throws IOException also if the run has ended, or another has taken its place
   */
  public UploadPlan readPlan() throws IOException {
    return UploadPlan.read(plan(), run);
  }

  private Path plan() {
    return path().resolve("plan");
  }

  /** What {@link BlockWriter}s write. */
  public Path blocks() {
    return path().resolve("blocks");
  }

  /** The queues, a folder an insurer. */
  public Path corrections() {
    return path().resolve("corrections");
  }

  /** Where files are until they are whole. */
  public Path unfinished() {
    return path().resolve("unfinished");
  }

  /**
   * A new name for a file until it is whole. No two attempts at one task write to the same, even if
   * the engine believes one of them dead.
   */
  public Path newUnfinished() {
    return unfinished().resolve(UUID.randomUUID().toString());
  }

  /** Gives a file that is whole its name; one of an attempt before has the same content. */
  public static void finish(Path unfinished, Path whole) throws IOException {
    Files.move(
        unfinished, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
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
